"""`{% static "…" %}` looked up once: what a release has under a name never changes.

Stands in for the tag of Django's own library, under the name that templates load.
"""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags import static as django_static


class ConstantFile(Node):
    """Where a file is that the template names, by the list of the release's files."""

    child_nodelists = ()

    def __init__(self, tag: django_static.StaticNode) -> None:
        self.tag = tag
        self.listed: Any = None
        self.known: dict[bool, str] = {}

    def render(self, context: Context) -> str:
        """Return the address; without a list it is looked up each time."""
        listed = getattr(staticfiles_storage, "hashed_files", None)
        if listed is None or settings.DEBUG:
            return self.tag.render(context)
        if listed is not self.listed:
            self.listed, self.known = listed, {}
        key = bool(context.autoescape)
        if key not in self.known:
            self.known[key] = self.tag.render(context)
        return self.known[key]


def replace_static() -> None:
    """Let templates find this one; a second library of the name would be warned of."""
    django_static.register.tag("static", static)


def static(parser: Parser, token: Token) -> Node:
    """Read the tag; what a page names is looked up each time."""
    tag = django_static.do_static(parser, token)
    is_constant = isinstance(tag.path.var, str) and not tag.path.filters
    return ConstantFile(tag) if is_constant and tag.varname is None else tag
