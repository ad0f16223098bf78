"""What an administrator types when a team is set up."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField, ParagraphsField
from contacts.teams.models.teams import Team
from portal.hospital.country_languages import language_of_country
from portal.hospital.says import interface_languages
from portal.lib.cldr import countries
from trials.models import Study

MOST_STUDIES = 200


class NewTeamForm(forms.Form):
    """A team's name, language and country; all else stands on its page."""

    name = LineField(
        label=_("Name of the team"),
        max_length=200,
        error_messages={"required": _("Type a name.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the e-mails to the team"),
        choices=lambda: [("", _("As its country speaks")), *interface_languages()],
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Country whose public holidays count"), required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [
            ("", _("As the sites' own")),
            *countries(get_language()),
        ]

    def clean(self) -> dict[str, Any]:
        """Write to a team in its country's language, where none is chosen."""
        data = super().clean()
        data["language"] = data.get("language") or language_of_country(
            data.get("country", "")
        )
        return data

    def clean_name(self) -> str:
        """Refuse a name that a team has: a file could not tell them apart."""
        name = self.cleaned_data["name"]
        if Team.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a team of this name."))
        return name


class TeamStudiesForm(forms.Form):
    """The studies for which a team answers as a whole."""

    studies = ParagraphsField(
        label=_("Studies for which the team answers as a whole"),
        help_text=_("Registry numbers, one a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def clean_studies(self) -> list[Study]:
        """Return the studies; an unknown number is named."""
        wanted = set(re.split(r"[\s,;|]+", self.cleaned_data["studies"].upper())) - {""}
        if len(wanted) > MOST_STUDIES:
            raise forms.ValidationError(_("These are too many studies for one team."))
        found = list(Study.objects.filter(registry_id__in=wanted))
        if unknown := sorted(wanted - {study.registry_id for study in found}):
            raise forms.ValidationError(
                _("The portal has no study %(number)s."), params={"number": unknown[0]}
            )
        return found
