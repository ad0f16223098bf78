"""What readers of a study's page send us: an address for one mail, or a correction."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts.fields import AddressField, ParagraphsField
from contacts.proofs.forms import ProofForm
from contacts.upkeep.models.corrections import WrongPart
from trials.models import Study

TEXT_LENGTH = 2000
NO_ADDRESS = _("Type an e-mail address like name@example.org.")


class ReaderForm(ProofForm):
    """A form about one study, with a trap for programs."""

    # People do not see it; programs that fill in everything do.
    homepage = forms.CharField(required=False)

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.study = study
        self.fields["homepage"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_homepage(self) -> str:
        """Refuse programs, in words for the one person whose browser filled it in."""
        if self.cleaned_data["homepage"]:
            raise ValidationError(_("Please leave this field empty."), code="trap")
        return ""


class WatchForm(ReaderForm):
    """Where to write to, once."""

    email = AddressField(
        label=_("E-mail"),
        help_text=_("We first send one mail there and ask whether you meant it."),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": NO_ADDRESS,
        },
    )


class CorrectionForm(ReaderForm):
    """What is wrong, and where to tell what became of it, if wished."""

    part = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=WrongPart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is wrong.")},
    )
    text = ParagraphsField(
        label=_("Please say in a few words how it should be"),
        help_text=_("Please write nothing about yourself or anybody's health here."),
        max_length=TEXT_LENGTH,
        error_messages={"required": _("Type a few words.")},
    )
    email = AddressField(
        label=_("E-mail"),
        help_text=_(
            "Only if you would like to hear what became of it. It is erased then."
        ),
        max_length=254,
        required=False,
        error_messages={"invalid": NO_ADDRESS},
    )
