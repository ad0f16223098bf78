"""How templates mark words of another language, and which way they run."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, get_language_info

from portal.lib.cldr import listing

register = template.Library()


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left; "" and unknown ones are not."""
    try:
        return bool(get_language_info(code)["bidi"]) if code else False
    except KeyError:
        return False


@register.simple_tag(name="lang")
def mark_language(code: str) -> SafeString:
    """Return `lang`, and `dir` where the words run another way than the page.

    A direction of their own also keeps them from mixing with what stands beside them.
    """
    runs = is_right_to_left(code)
    if runs == get_language_bidi():
        return format_html('lang="{}"', code)
    return format_html('lang="{}" dir="{}"', code, "rtl" if runs else "ltr")


def isolate(name: str) -> str:
    """Keep a name from turning the words beside it round, on pages from right to left.

    Where a whole sentence is one string, no element can do that.
    """
    return f"\u2068{name}\u2069" if name and get_language_bidi() else name


@register.filter("listed")
def write_list(parts: list[str]) -> str:
    """Return "a, b and c" in the page's language."""
    return listing(parts, get_language() or "en")
