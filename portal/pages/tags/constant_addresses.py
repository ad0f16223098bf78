"""`{% url "…" %}` put together once: in a language what is constant never changes.

Stands in for Django's tag; what a page gives is put together each time.
"""

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode, url
from django.urls import get_resolver, get_script_prefix, get_urlconf
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from portal.pages.compiled.addresses import numbered_address

register = Library()


def known_place(context: Context) -> tuple[object, ...]:
    """Return what all addresses of a page depend on beside its language; asked once."""
    known: dict[object, tuple[object, ...]] = context.render_context.dicts[0]
    place = known.get(known_place)
    if place is None:
        place = get_resolver(get_urlconf()), get_script_prefix()
        known[known_place] = place
    return place


class ConstantAddress(Node):
    """Where a view is that the template names, by all that an address depends on.

    Not by the application that the page is of: none is included twice here.
    """

    child_nodelists = ()

    def __init__(self, tag: URLNode) -> None:
        self.tag = tag
        self.known: dict[tuple[object, ...], str] = {}

    def render(self, context: Context) -> str:
        """Return the address; the resolver itself is part of the key."""
        key = *known_place(context), get_language(), bool(context.autoescape)
        address = self.known.get(key)
        if address is None:
            address = self.known[key] = self.tag.render(context)
        return address


class NumberedAddress(Node):
    """Where a view is that takes one argument, mostly a study's number."""

    child_nodelists = ()

    def __init__(self, tag: URLNode) -> None:
        self.tag = tag
        self.view = tag.view_name.var

    def render(self, context: Context) -> str:
        """Return the address."""
        number = self.tag.args[0].resolve(context)
        if type(number) is not str:
            return self.tag.render(context)
        address = numbered_address(self.view, number)
        return conditional_escape(address) if context.autoescape else address


def is_numbered(tag: URLNode) -> bool:
    """Whether a tag names its view, and gives one argument that a page says."""
    is_named = isinstance(tag.view_name.var, str) and not tag.view_name.filters
    return is_named and len(tag.args) == 1 and not tag.kwargs and not tag.asvar


@register.tag("url")
def read_address(parser: Parser, token: Token) -> Node:
    """Read the tag."""
    tag = url(parser, token)
    said = [tag.view_name, *tag.args, *tag.kwargs.values()]
    is_constant = all(isinstance(one.var, str) and not one.filters for one in said)
    if is_constant and not tag.asvar:
        return ConstantAddress(tag)
    return NumberedAddress(tag) if is_numbered(tag) else tag
