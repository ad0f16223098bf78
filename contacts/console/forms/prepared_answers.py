"""A prepared answer in every language of the portal, side by side."""

import re
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.console.actions import Words
from contacts.console.filling import PLACEHOLDERS
from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.fields import LineField, ParagraphsField
from contacts.models import Team
from portal.hospital.says import interface_languages
from portal.lib.cldr import language_name

NAMES = re.compile(r"\{(\w*)\}")


def title_field(code: str, title: str) -> LineField:
    """Return the field of the title in one language."""
    label = _("Title, %(language)s") % {"language": language_name(code, get_language())}
    return LineField(label=label, max_length=100, required=False, initial=title)


def body_field(code: str, body: str) -> ParagraphsField:
    """Return the field of the text in one language."""
    return ParagraphsField(
        label=_("Text, %(language)s")
        % {"language": language_name(code, get_language())},
        max_length=MESSAGE_LENGTH,
        required=False,
        initial=body,
        widget=forms.Textarea(attrs={"rows": 12, "lang": code}),
    )


class PreparedAnswerForm(forms.Form):
    """A title and a text in each language; a language may stay empty."""

    def __init__(self, *args: Any, words: Words | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in interface_languages():
            title, body = (words or {}).get(code, ("", ""))
            self.fields[f"title_{code}"] = title_field(code, title)
            self.fields[f"body_{code}"] = body_field(code, body)

    def languages(self) -> list[tuple[BoundField, BoundField]]:
        """Return the two fields of each language."""
        codes = [code for code, _name in interface_languages()]
        return [(self[f"title_{code}"], self[f"body_{code}"]) for code in codes]

    def clean(self) -> dict[str, Any]:
        """Ask for one whole language, and for placeholders that can be filled."""
        data = super().clean()
        for code, _name in interface_languages():
            self.check_language(code, data)
        if not self.errors and not self.words():
            self.add_error(None, _("Write it in one language at least."))
        return data

    def check_language(self, code: str, data: dict[str, Any]) -> None:
        """Ask for title and text together, with known placeholders."""
        title, body = data.get(f"title_{code}"), data.get(f"body_{code}")
        if body and not title:
            self.add_error(f"title_{code}", _("Give the text a title."))
        if title and not body:
            self.add_error(f"body_{code}", _("Type the text of this title."))
        for unknown in set(NAMES.findall(body or "")) - {*PLACEHOLDERS}:
            words = _("Nothing can be put in for {%(name)s}.") % {"name": unknown}
            self.add_error(f"body_{code}", words)

    def words(self) -> Words:
        """Return the languages that were filled in."""
        data = self.cleaned_data
        codes = [code for code, _name in interface_languages()]
        both = {code: (data[f"title_{code}"], data[f"body_{code}"]) for code in codes}
        return {code: words for code, words in both.items() if all(words)}


class NewPreparedAnswerForm(PreparedAnswerForm):
    """The same, and for whom it is."""

    def __init__(
        self, *args: Any, teams: list[Team], may_all: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(team.pk), team.name) for team in teams]
        every = [("", _("Every team"))] if may_all else []
        self.fields["team"] = forms.ChoiceField(
            label=_("Who may use it?"),
            choices=[*every, *choices],
            required=not may_all,
            error_messages={"required": _("Choose a team.")},
        )
        self.teams = {str(team.pk): team for team in teams}

    def chosen_team(self) -> Team | None:
        """Return the team; None for every one."""
        return self.teams.get(self.cleaned_data["team"])
