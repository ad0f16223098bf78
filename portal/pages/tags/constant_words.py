"""`{% translate "…" %}` looked up once: in a language its words are always the same.

Stands in for the tag of Django's own library, under the name that templates load.
"""

from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation.trans_real import catalog


class ConstantWords(Node):
    """What a tag with nothing but a text in it says, by catalogue."""

    child_nodelists = ()

    def __init__(self, tag: i18n.TranslateNode) -> None:
        self.tag = tag
        self.said: dict[tuple[object, bool], str] = {}

    def render(self, context: Context) -> str:
        """Return the words; the catalogue itself is the key, so none is outlived."""
        key = catalog(), bool(context.autoescape)
        words = self.said.get(key)
        if words is None:
            words = self.said[key] = self.tag.render(context)
        return words


def replace_tag() -> None:
    """Let templates find this one; a second library of the name would be warned of."""
    for name in ("translate", "trans"):
        i18n.register.tag(name, translate)


def translate(parser: Parser, token: Token) -> Node:
    """Read the tag; what depends on the page is looked up each time."""
    tag = i18n.do_translate(parser, token)
    said, context = tag.filter_expression, tag.message_context
    is_constant = said.var.lookups is None and not said.filters and not tag.asvar
    is_plain = context is None or isinstance(context.var, str)
    return ConstantWords(tag) if is_constant and is_plain else tag
