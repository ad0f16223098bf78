"""A team's answer: a few presses for each study, and whether the address is theirs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.upkeep.models.letters import TeamSays, UpkeepPlace
from contacts.upkeep.sentences import place_words


class UpkeepAnswerForm(forms.Form):
    """One question for each study or place, and one about the mailbox."""

    is_their_address = forms.ChoiceField(
        label=_("Is this still the right e-mail address for these studies?"),
        choices=[("yes", _("Yes")), ("no", _("No, please ask somebody else"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the address is right.")},
    )

    def __init__(self, *args: Any, places: list[UpkeepPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for place in places:
            self.fields[field_name(place)] = forms.ChoiceField(
                label=place_words(place),
                choices=TeamSays.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the three.")},
            )
        self.order_fields([*map(field_name, places), "is_their_address"])

    def answers(self) -> dict[int, str]:
        """Return what was pressed, by the place."""
        return {one.pk: self.cleaned_data[field_name(one)] for one in self.places}

    def is_theirs(self) -> bool:
        return bool(self.cleaned_data["is_their_address"] == "yes")


def field_name(place: UpkeepPlace) -> str:
    return f"place-{place.pk}"
