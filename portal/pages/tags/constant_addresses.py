"""`{% url "…" %}` without arguments put together once: in a language it never changes.

Stands in for Django's tag; what has arguments is put together each time.
"""

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode, url
from django.urls import get_resolver, get_script_prefix, get_urlconf
from django.utils.translation import get_language

register = Library()


class ConstantAddress(Node):
    """Where a view without arguments is, by all that an address depends on.

    Not by the application that the page is of: none is included twice here.
    """

    child_nodelists = ()

    def __init__(self, tag: URLNode) -> None:
        self.tag = tag
        self.known: dict[tuple[object, ...], str] = {}

    def render(self, context: Context) -> str:
        """Return the address; the resolver itself is part of the key."""
        place = get_resolver(get_urlconf()), get_script_prefix(), get_language()
        key = *place, bool(context.autoescape)
        address = self.known.get(key)
        if address is None:
            address = self.known[key] = self.tag.render(context)
        return address


@register.tag("url")
def read_address(parser: Parser, token: Token) -> Node:
    """Read the tag."""
    tag = url(parser, token)
    has_arguments = bool(tag.args or tag.kwargs)
    is_named = isinstance(tag.view_name.var, str) and not tag.view_name.filters
    return tag if has_arguments or tag.asvar or not is_named else ConstantAddress(tag)
