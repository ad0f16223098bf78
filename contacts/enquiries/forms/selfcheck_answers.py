"""The self-check answers that may go along with a message, only if somebody says so."""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash

GONE = _(
    "Your self-check answers are no longer here: they are kept for half an hour, and "
    "they are cleared when the questions change. Nothing was sent yet. Press “Send” "
    "again to send your message without them."
)
CHANGED = _(
    "Your self-check answers have changed since you opened this page. Nothing was sent "
    "yet. Look at the new list and tick the box again, or press “Send” to send your "
    "message without them."
)


class SelfcheckAnswersForm(forms.Form):
    """A box that is off; it speaks of exactly the list that stood beside it."""

    send_answers = forms.BooleanField(
        label=_("Send my self-check answers with this message"), required=False
    )
    answers_shown = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput
    )
    snapshot: dict[str, Any] | None = None
    is_cleared = False

    @property
    def shown_mark(self) -> str:
        """Return a fingerprint of the list that the page shows, "" without one."""
        if self.snapshot is None:
            return ""
        said = json.dumps(self.snapshot, sort_keys=True, ensure_ascii=False)
        return content_hash(lookup_secret(), "snapshot", said)

    def clean(self) -> dict[str, Any]:
        """Refuse a tick beside a list that is gone or has changed meanwhile.

        A program that ticks the box and knows of no mark sends the list as it is now.
        """
        data = super().clean()
        if not data.get("send_answers"):
            return data
        shown = self.data.get("answers_shown")
        if self.snapshot is None:
            self.add_error(None, GONE)
        elif shown is not None and shown != self.shown_mark:
            self.add_error("send_answers", CHANGED)
        return data

    def answers_to_send(self, now: datetime) -> dict[str, Any] | None:
        """Return the list with the time, only if the box beside it is ticked."""
        if self.snapshot is None or not self.cleaned_data.get("send_answers"):
            return None
        return {**self.snapshot, "at": now.isoformat(), "ticked_by": "enquirer"}
