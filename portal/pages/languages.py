"""How templates mark words of another language, which way they run, whose digits."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_info,
    pgettext,
)

from portal.lib.cldr import country_name, listing, native_numbering
from portal.lib.languages.digits import digits_of, numbers_in_page, numbers_in_text

register = template.Library()


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left; "" and unknown ones are not."""
    try:
        return bool(get_language_info(code)["bidi"]) if code else False
    except KeyError:
        return False


class LanguageMarks(template.Node):
    """`lang`, and `dir` where the words run another way than what is usual.

    A direction of their own also keeps them from mixing with what stands beside them.
    Who marks the page's own language is inside words of another one: from right to left
    it needs its direction back. No simple tag: a page has it a hundred times.
    """

    child_nodelists = ()

    def __init__(self, code: FilterExpression) -> None:
        self.code = code

    def render(self, context: template.Context) -> SafeString:
        """Return the attributes."""
        return language_marks(self.code.resolve(context), get_language() or "")


@register.tag("lang")
def mark_language(parser: Parser, token: Token) -> LanguageMarks:
    """Read the tag: its one argument is the language."""
    _name, code = token.split_contents()
    return LanguageMarks(parser.compile_filter(code))


@lru_cache(maxsize=1000)
def language_marks(code: str, page: str) -> SafeString:
    """Return the attributes of words in a language on a page in another."""
    runs = is_right_to_left(code)
    if not runs and not is_right_to_left(page):
        return format_html('lang="{}"', code)
    return format_html('lang="{}" dir="{}"', code, "rtl" if runs else "ltr")


def isolate(name: str) -> str:
    """Keep a name from turning the words beside it round, on pages from right to left.

    Where a whole sentence is one string, no element can do that.
    """
    return f"\u2068{name}\u2069" if name and get_language_bidi() else name


def own_digits(language: str) -> str:
    """Return the digits of a language's numbers here, "" for the Latin ones."""
    return digits_of(language) if language in settings.NATIVE_DIGITS else ""


def in_own_digits(words: Any) -> Any:
    """Return texts, alone or in lists and tables, with numbers as the page has them."""
    digits = own_digits(get_language() or "")
    if not digits:
        return words
    if isinstance(words, dict):
        return {key: in_own_digits(one) for key, one in words.items()}
    if isinstance(words, list | tuple):
        return [in_own_digits(one) for one in words]
    return numbers_in_text(words, digits) if isinstance(words, str) else words


class Numbers(template.Node):
    """A page or a mail with its numbers in the digits of its language.

    No simple block tag: Django finds no blocks in one, and `block.super` is empty.
    """

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return what stands between the tags."""
        page, language = self.nodelist.render(context), get_language() or ""
        digits = own_digits(language)
        return mark_safe(numbers_in_page(page, digits, language)) if digits else page  # noqa: S308 - rendered by Django


@register.tag
def numbers(parser: Parser, _token: Token) -> Numbers:
    """Read what stands between the tags."""
    nodelist = parser.parse(("endnumbers",))
    parser.delete_first_token()
    return Numbers(nodelist)


@register.simple_tag
def numbering() -> str:
    """Return the name by which scripts ask for the page's digits."""
    language = get_language() or ""
    return native_numbering(language) if own_digits(language) else "latn"


def side_by_side(parts: Iterable[object]) -> str:
    """Return "Springfield, Illinois", with the language's own comma; "" falls away."""
    comma = pgettext("between the parts of a place or a line", ", ")
    return comma.join(str(part) for part in parts if part)


@register.simple_tag
def beside(*parts: object) -> str:
    """Return parts of a line beside each other, as `side_by_side` does."""
    return side_by_side(parts)


@register.simple_tag
def place_words(site: Any) -> str:
    """Return a site's town and country, the country in the page's language."""
    named = country_name(site.country, get_language() or "")
    return side_by_side((isolate(site.city), named or site.country_name))


def one_by_one(parts: Iterable[object]) -> str:
    """Return parts that may hold commas themselves, kept apart."""
    mark = pgettext("between parts that hold commas", "; ")
    return mark.join(str(part) for part in parts if part)


@register.filter("listed")
def write_list(parts: list[str]) -> str:
    """Return "a, b and c" in the page's language."""
    return listing(parts, get_language() or "en")
