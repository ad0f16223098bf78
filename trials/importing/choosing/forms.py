"""What is searched for in the registry, and what is ticked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.importing.choosing.found import FoundStudy


class ChosenForm(forms.Form):
    """Tick boxes for what the registry found."""

    publishes = forms.BooleanField(
        label=_("Show them to visitors at once"), required=False
    )

    def __init__(self, *args: Any, found: list[FoundStudy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("Trials"),
            choices=[(one.record.registry_id, choice_words(one)) for one in found],
            initial=[one.record.registry_id for one in found if not one.is_here],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick at least one trial.")},
        )
        self.order_fields(["chosen", "publishes"])


def choice_words(one: FoundStudy) -> str:
    """Return what stands beside a box: number, title, and that it is here."""
    words = f"{one.record.registry_id} – {one.record.brief_title}"
    return f"{words} ({_('is here already')})" if one.is_here else words


class ManyStudiesForm(forms.Form):
    """Which of the listed studies are shown or hidden."""

    DEEDS = (("show", _("Show to visitors")), ("hide", _("Hide")))

    deed = forms.ChoiceField(choices=DEEDS)
    every = forms.BooleanField(required=False)

    def __init__(self, *args: Any, listed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        choices = [(one, one) for one in listed]
        self.fields["chosen"] = forms.MultipleChoiceField(
            choices=choices, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Take all that are listed, or those with a tick."""
        data = super().clean() or {}
        if data.get("every"):
            data["chosen"] = self.listed
        if not data.get("chosen"):
            raise forms.ValidationError(_("Tick at least one trial."))
        return data
