"""The fields of a study that are ours, and a photograph of whom to ask."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import is_language
from trials.importing.actions.photos import PhotoError, portrait
from trials.models import Study

# What a team told us by its quarterly mail can be put right here.
TOLD = ("team_confirmed_on", "team_closed_on")


class PhotoForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none when it runs
    """A study with a photograph, which is looked at before anything is saved."""

    photo = forms.FileField(label=_("Photograph of the contact"), required=False)
    remove_photo = forms.BooleanField(label=_("Remove the photograph"), required=False)

    def clean_photo(self) -> Any:
        """Refuse what is no picture."""
        file = self.cleaned_data["photo"]
        if file:
            try:
                portrait(file)
            except PhotoError as error:
                raise ValidationError(str(error)) from None
            file.seek(0)
        return file


class OwnFieldsForm(PhotoForm):
    """What editors say of a study in the console."""

    team_languages = forms.CharField(
        label=_("Languages of the study team"),
        help_text=_("Codes such as en or de, with commas between them."),
        max_length=200,
        required=False,
    )

    class Meta:
        model = Study
        fields = ("contact_display_name", *TOLD, "eligibility_ruling")
        labels = {
            "contact_display_name": _("Name of the contact, as families read it"),
            "team_confirmed_on": _("The team confirmed that it takes people on"),
            "team_closed_on": _("The team said that it takes nobody on"),
            "eligibility_ruling": _("How the criteria are shown"),
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in TOLD
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["team_languages"] = ", ".join(self.instance.team_languages)

    def clean_team_languages(self) -> list[str]:
        """Return the codes; one that is none is named."""
        typed = re.split(r"[\s,;|]+", self.cleaned_data["team_languages"].lower())
        codes = [one for one in typed if one]
        for code in codes:
            if not is_language(code):
                raise ValidationError(
                    _("%(code)s is no code of a language."), params={"code": code}
                )
        return codes
