"""A form's fields, copied for each visitor by what a field is and not by what it has.

Django copies whatever an object may hold; of a form with tens of fields that takes
longer than to check what somebody typed into them.
"""

from copy import copy, deepcopy
from typing import Any, TypeVar

from django.forms import BaseForm, ChoiceField, Field, Widget
from django.forms.widgets import ChoiceWidget

F = TypeVar("F", bound=type[BaseForm])
T = TypeVar("T")
Memo = dict[int, Any]
# The ways that are gone here.
KINDS: tuple[Any, ...] = (Field, ChoiceField, Widget, ChoiceWidget)
COPIED = frozenset(kind.__deepcopy__ for kind in KINDS)


class CopiedFields(dict[str, Field]):
    """Fields by their names; a form asks for a deep copy of them."""

    def __deepcopy__(self, memo: Memo) -> dict[str, Field]:
        return {name: copied_field(one, memo) for name, one in self.items()}


def copy_quickly(form: F) -> F:
    """Let a form copy its fields so: a decorator of its class."""
    kind: Any = form
    kind.base_fields = CopiedFields(kind.base_fields)
    return form


def copied_field(field: Field, memo: Memo) -> Field:
    """Return what `deepcopy` does; what has a way of its own is let go it."""
    if type(field).__deepcopy__ not in COPIED:
        return deepcopy(field, memo)
    made: Any = bare_copy(field)
    if isinstance(field, ChoiceField):
        # Not by its property, which would put them in order anew.
        made._choices = copied_choices(made._choices, memo)  # noqa: SLF001 - as its own copying does
    made.widget = copied_widget(field.widget, memo)
    made.error_messages = field.error_messages.copy()
    made.validators = field.validators[:]
    return made


def copied_widget(widget: Widget, memo: Memo) -> Widget:
    """Return what `deepcopy` does."""
    if type(widget).__deepcopy__ not in COPIED:
        return deepcopy(widget, memo)
    made = bare_copy(widget)
    made.attrs = widget.attrs.copy()
    if isinstance(made, ChoiceWidget):
        made.choices = copy(made.choices)
    return made


def copied_choices(choices: Any, memo: Memo) -> Any:
    """Return choices of its own; pairs of texts are never changed."""
    if type(choices) is list and all(type(label) is not list for _, label in choices):
        return [*choices]
    return deepcopy(choices, memo)


def bare_copy(thing: T) -> T:
    """Return another of its class that has the same."""
    made = object.__new__(type(thing))
    made.__dict__.update(thing.__dict__)
    return made
