"""`{% url "…" %}` put together once: in a language what is constant never changes.

Stands in for Django's tag; what a page gives is put together each time.
"""

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode, url
from django.urls import get_resolver, get_script_prefix, get_urlconf
from django.utils.translation import get_language

register = Library()


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
    said = [tag.view_name, *tag.args, *tag.kwargs.values()]
    is_constant = all(isinstance(one.var, str) and not one.filters for one in said)
    return ConstantAddress(tag) if is_constant and not tag.asvar else tag
