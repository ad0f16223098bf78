"""A field for some conditions: inputs with suggestions, and a list to tick."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.lib.text import UnsafeTextError, clean_line
from trials.conditions import LONGEST, condition_key
from trials.models import ShownName, StudyCondition

MOST = 8
INPUTS = 3
LISTED = 40


class ConditionsInput(forms.Widget):
    """Several inputs of one name; the template draws them."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> list[str]:
        """Return all that was typed and ticked."""
        if hasattr(data, "getlist"):
            return data.getlist(name)
        value = data.get(name, [])
        return [value] if isinstance(value, str) else list(value)


class ConditionsField(forms.Field):
    """Names of conditions, each once; at least one."""

    widget = ConditionsInput
    default_error_messages = {
        "required": _("Type a condition, or choose one from the list."),
        "many": _("Choose up to %(most)d conditions."),
        "unsafe": _(
            "This holds a character that cannot be kept (%(character)s). Please "
            "delete it and type the text again instead of pasting it."
        ),
        "unclear": _("Type the name of a condition in letters: %(name)s"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Which conditions?"), **kwargs)

    def clean(self, value: list[str]) -> list[str]:
        """Return the names as they were typed, without blanks and doubles."""
        found: dict[str, str] = {}
        for name in self.lines(value):
            key = condition_key(name)
            if not key or len(name) > LONGEST:
                raise self.error("unclear", name=name[:LONGEST])
            found.setdefault(key, name)
        if not found:
            raise self.error("required")
        if len(found) > MOST:
            raise self.error("many", most=MOST)
        return list(found.values())

    def lines(self, value: list[str]) -> list[str]:
        """Return what is not empty, each as one clean line."""
        try:
            lines = [clean_line(one) for one in value or []]
        except UnsafeTextError as error:
            raise self.error("unsafe", character=str(error)) from None
        return [line for line in lines if line]

    def error(self, code: str, **params: Any) -> ValidationError:
        """Return one of the field's errors."""
        return ValidationError(self.error_messages[code], code=code, params=params)

    def get_bound_field(self, form: forms.Form, field_name: str) -> "BoundConditions":
        """Return the field with what its template needs."""
        return BoundConditions(form, self, field_name)


class BoundConditions(forms.BoundField):
    """What the inputs hold, and what the list below them offers."""

    def given(self) -> list[str]:
        """Return what was typed, ticked or kept."""
        return [one.strip() for one in self.value() or [] if one.strip()]

    def typed(self) -> list[str]:
        """Return the inputs' values: what there is, then blanks."""
        given = self.given()
        return [*given, *[""] * max(1, INPUTS - len(given))]

    def offered(self) -> list[ShownName]:
        """Return the commonest conditions of the trials here that are not given."""
        given = {condition_key(one) for one in self.given()}
        names = StudyCondition.objects.shown(get_language(), LISTED)
        return [one for one in names if condition_key(one.name) not in given]

    def has_more(self) -> bool:
        """Whether the trials here have more than the list offers."""
        return StudyCondition.objects.commonest()[LISTED:].exists()
