"""Which languages the interface can speak: those with a catalogue and a file of facts.

`portal/vocabulary/interface_languages/` has a file for each that says who has read the
catalogue: `all` (the language it is written in), `two`, `one` or `nobody`. Pure.
"""

from collections.abc import Iterable
from pathlib import Path

from portal.lib.vocabulary import SCRIPT, languages_of, read_words

ABOUT = "interface_languages"
# The language of every message before it is translated, and of addresses without one.
ENGLISH = "en"
CATALOGUES = Path(__file__).resolve().parents[3] / "locale"
# Beside the name of a draft in DRAFT_LANGUAGES: every one that there is.
EVERY_DRAFT = "all"


def readers_of(code: str) -> str:
    """Return who has read a language's catalogue: all, two, one or nobody."""
    known = code in languages_of(ABOUT)
    return read_words(ABOUT, code)["readers"][0] if known else "nobody"


def catalogue_of(code: str) -> Path:
    """Return where a catalogue lies: "zh-hans" in zh_Hans, "pt-br" in pt_BR."""
    first, _, more = code.partition("-")
    more = more.title() if len(more) == SCRIPT else more.upper()
    folder = f"{first}_{more}" if more else first
    return CATALOGUES / folder / "LC_MESSAGES" / "django.po"


def draft_languages() -> list[str]:
    """Return the languages whose catalogue nobody has read whose own it is."""
    return [
        code
        for code in languages_of(ABOUT)
        if readers_of(code) == "nobody" and catalogue_of(code).is_file()
    ]


def offered_languages(drafts: Iterable[str], named: Iterable[str] = ()) -> list[str]:
    """Return the languages of the interface, English first; both as set by hand.

    Where languages are named, it is these: whoever names a draft wants it.
    """
    if chosen_here := set(named):
        return [code for code in languages_of(ABOUT) if code in {ENGLISH, *chosen_here}]
    wanted = set(drafts)
    unread = set(draft_languages())
    chosen = unread if EVERY_DRAFT in wanted else unread & wanted
    read = [code for code in languages_of(ABOUT) if readers_of(code) != "nobody"]
    return [*read, *sorted(chosen)]


def country_of_language(code: str) -> str:
    """Return the country where a page's reader most likely is; "" where unsaid."""
    known = code in languages_of(ABOUT)
    return "".join(read_words(ABOUT, code).get("country", ())[:1]) if known else ""
