"""In which languages a self-check is published; families read it in no other."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.hospital.says import interface_languages
from portal.lib.cldr import language_name
from trials.selfcheck.parts import Document


class LanguagesForm(forms.Form):
    """The first language stays; whoever looks in another is told what stands there."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_(
            "Only the words of these languages are asked for, read and shown. What "
            "stands there already in another one is kept."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="language_%s", **kwargs)
        self.document = document
        first, here = document["defaultLanguage"], get_language()
        known = dict.fromkeys([*dict(interface_languages()), *document["languages"]])
        choices = [(one, language_name(one, here)) for one in known if one != first]
        self.fields["languages"].choices = choices
        self.initial["languages"] = document["languages"]

    def applied(self) -> Document:
        """Return the document in the chosen languages, the first one always."""
        chosen = self.cleaned_data["languages"]
        return {
            **self.document,
            "languages": [self.document["defaultLanguage"], *chosen],
        }
