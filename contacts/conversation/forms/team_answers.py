"""The team's answer, from the console or from the page of a mailbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.lengths import count_marks
from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.fields import ParagraphsField


class TeamAnswerForm(forms.Form):
    """The answer, and which message its writer had before them."""

    text = ParagraphsField(
        label=_("Your answer to the family"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type your answer.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"rows": 9, **count_marks(MESSAGE_LENGTH)}

    def say_that_somebody_wrote(self, revision: int) -> None:
        """Keep what was typed; sent once more it answers what stands there now."""
        self.add_error(
            None,
            _(
                "Somebody has written meanwhile, so your answer was not sent. Read "
                "what is new, then send it again; your text is still below."
            ),
        )
        self.data = self.data.copy()
        self.data["seen"] = str(revision)
