"""Names as the record writes them, and lists of them, in the visitor's language."""

from collections.abc import Sequence

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from portal.lib.cldr import listing, locale
from trials.plain.sentences import BEGIN, END

LONGEST, SHOWN = 120, 3
# What a number of groups or times is called; larger ones are digits.
SMALL = {
    1: _("one"),
    2: _("two"),
    3: _("three"),
    4: _("four"),
    5: _("five"),
    6: _("six"),
    7: _("seven"),
    8: _("eight"),
    9: _("nine"),
}
MORE = _("%(names)s and %(n)s more")
# The marks around what somebody else has written, as the language draws them.
QUOTED = _("“%(words)s”")


def language_now() -> str:
    return get_language() or "en"


def quoted(name: str) -> str:
    """Return a name in quotation marks, whole words of it where it is long."""
    text = name.replace(BEGIN, "").replace(END, "").strip()
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    return gettext(QUOTED) % {"words": f"{BEGIN}{text}{END}"}


def listing_of(parts: Sequence[str]) -> str:
    """Return "a, b and c" as the language writes it."""
    return listing(parts, language_now())


def first_names(parts: Sequence[str], shown: int = SHOWN) -> str:
    """Return the first names, and how many more there are."""
    if len(parts) <= shown:
        return listing_of(parts)
    pattern = locale(language_now()).list_patterns["standard"]["middle"]
    text = parts[0]
    for part in parts[1:shown]:
        text = (
            pattern.replace("{0}", "\ue004")
            .replace("{1}", part)
            .replace("\ue004", text)
        )
    return gettext(MORE) % {"names": text, "n": digits(len(parts) - shown)}


def digits(number: int) -> str:
    """Return a number as the language writes it: 1,000."""
    text: str = format_decimal(number, locale=locale(language_now()))
    return text


def spelled(number: int) -> str:
    """Return a small number as a word where the language does so."""
    word = SMALL.get(number)
    return gettext(word) if word else digits(number)
