"""What `{{ study.title }}` stands for, by the short way where nothing is unusual.

Django looks up any name in any thing, and tells what is missing by an exception of some
cost; a page asks a thousand times. Whatever is not plain goes Django's own way, from
the beginning.
"""

from functools import cache
from html import escape
from typing import Any

from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.template.base import (
    FilterExpression,
    Parser,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.context import BaseContext
from django.utils.safestring import SafeString


class NothingThereError(LookupError):
    """A dictionary has no such key, and none of its ways is called so."""


UNUSUAL, MISSING = object(), object()


def looked_up(names: tuple[str, ...], context: BaseContext) -> Any:
    """Return what names stand for; MISSING, or UNUSUAL for what Django has to find."""
    first = names[0]
    for known in reversed(context.dicts):
        if first in known:
            break
    else:
        return MISSING
    try:
        current = call_plainly(known[first])
        for name in names[1:]:
            current = call_plainly(inside(current, name))
    except NothingThereError:
        return MISSING
    except Exception as error:
        if isinstance(error, AttributeError | TypeError | LookupError):
            return UNUSUAL
        # Some say of themselves that a template has to pass over them.
        if getattr(error, "silent_variable_failure", False):
            return UNUSUAL
        raise
    return current


def inside(thing: Any, name: str) -> Any:
    """Return what a thing has under a name; raises where Django would look further."""
    kind = type(thing)
    if kind is dict:
        if name not in thing and is_nothing_else(name):
            raise NothingThereError
        return thing[name]
    if kind is list and name.isdecimal():
        return thing[int(name)]
    # A tuple with names has no other way to them.
    if hasattr(kind, "__getitem__") and kind.__getitem__ is not tuple.__getitem__:
        return inside_form(thing, name)
    return getattr(thing, name)


def inside_form(thing: Any, name: str) -> Any:
    """Return what a form or one of its fields has; raises for all else that has keys.

    A form's keys are its fields, and a field has but numbers.
    """
    gets = type(thing).__getitem__
    if gets is BaseForm.__getitem__:
        return thing[name] if name in thing.fields else getattr(thing, name)
    if gets is BoundField.__getitem__ and not name.isdecimal():
        return getattr(thing, name)
    raise TypeError


@cache
def is_nothing_else(name: str) -> bool:
    """Whether what no dictionary holds under a name stands for nothing in it at all."""
    try:
        int(name)
    except ValueError:
        return not hasattr(dict, name)
    return False


def call_plainly(thing: Any) -> Any:
    """Return what a template sees of a thing: of a function its result."""
    if not callable(thing) or getattr(thing, "do_not_call_in_templates", False):
        return thing
    if getattr(thing, "alters_data", False):
        raise TypeError
    return thing()


class QuickVariable(Variable):
    """A name that is looked up by the short way first."""

    def resolve(self, context: Any) -> Any:
        """Return what it stands for."""
        if self.lookups is None or self.translate:
            return super().resolve(context)
        found = looked_up(self.lookups, context)
        if found is MISSING:
            raise VariableDoesNotExist("%s is missing", (self.var,))
        return super().resolve(context) if found is UNUSUAL else found


class QuickExpression(FilterExpression):
    """What stands between braces, or after `if`; without filters by the short way."""

    __slots__ = ("names",)

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        self.names: tuple[str, ...] = ()
        if self.is_var:
            self.var = QuickVariable(self.var.var)
            if self.var.lookups and not self.var.translate and not self.filters:
                self.names = self.var.lookups

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:
        """Return the value."""
        if self.names:
            found = looked_up(self.names, context)
            if found is MISSING and ignore_failures:
                return None
            if found is not MISSING and found is not UNUSUAL:
                return found
        return super().resolve(context, ignore_failures)


class QuickVariableNode(VariableNode):
    """Words of a page: text is only escaped, all else is written as Django does."""

    def render(self, context: Any) -> Any:
        """Return them."""
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return ""
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str and context.autoescape:
            return SafeString(escape(value))
        return render_value_in_context(value, context)
