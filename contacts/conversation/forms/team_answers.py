"""An answer from the page of a mailbox that has no account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.lengths import count_marks
from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.fields import ParagraphsField


class LinkAnswerForm(forms.Form):
    """The answer, and which message its writer had before them."""

    message = ParagraphsField(
        label=_("Your answer to the family"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type your answer.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].widget.attrs |= {
            "rows": 8,
            **count_marks(MESSAGE_LENGTH),
        }

    def say_that_somebody_wrote(self, revision: int) -> None:
        """Keep what was typed; sent once more it answers what stands there now."""
        self.add_error(
            None,
            _(
                "Somebody has written meanwhile. Please read it above, then send your "
                "answer again."
            ),
        )
        self.data = self.data.copy()
        self.data["seen"] = str(revision)
