"""Which parts of an address are nobody's secret: one table, read off the URLconf.

Whatever an address pattern takes is left out of every log, unless it is public by its
kind. A new pattern is in the table by itself, in every language.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter
from django.urls.resolvers import LocalePrefixPattern

from trials.converters import RegistryId

HIDDEN = "…"
# A language, as any prefix of ours may look.
LANGUAGE = "(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*/)?"
# The kinds of part that say nothing of a person: a registry's number, a count.
PUBLIC_KINDS = (RegistryId, IntConverter)
GROUP = re.compile(r"\(\?P<([a-zA-Z_0-9]+)>")


def shown_path(path: str) -> str:
    """Return a path without what is secret or personal in it; of unknown ones nothing.

    A link with a slip of the finger in it still holds most of a secret.
    """
    path = "/" + path.removeprefix(settings.BASE_PATH).removeprefix("/")
    for pattern in table():
        if found := pattern.fullmatch(path):
            return without_secret(path, found)
    return f"/{HIDDEN}"


def without_secret(path: str, found: re.Match[str]) -> str:
    """Return the path with dots for the parts that were found."""
    spans = sorted(found.span(name) for name in found.re.groupindex)
    for start, end in reversed(spans):
        if start >= 0:
            path = f"{path[:start]}{HIDDEN}{path[end:]}"
    return path


@lru_cache(maxsize=1)
def table() -> list[re.Pattern[str]]:
    """Return every address as an expression whose named parts are to be hidden."""
    return [re.compile(f"/{text}") for text in flattened(get_resolver())]


def flattened(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Return the expressions of all addresses under a resolver."""
    for pattern in resolver.url_patterns:
        here = before + expression(pattern)
        if isinstance(pattern, URLResolver):
            yield from flattened(pattern, here)
        else:
            yield here


def expression(pattern: URLPattern | URLResolver) -> str:
    """Return one piece of an address, its public parts without a name."""
    if isinstance(pattern.pattern, LocalePrefixPattern):
        return LANGUAGE
    text = pattern.pattern.regex.pattern.removeprefix("^")
    text = text.removesuffix(r"\Z").removesuffix(r"\z").removesuffix("$")
    kinds = pattern.pattern.converters

    def named(group: re.Match[str]) -> str:
        is_public = isinstance(kinds.get(group[1]), PUBLIC_KINDS)
        return "(?:" if is_public else group[0]

    return GROUP.sub(named, text)
