"""What people type: made clean before it is kept, folded before it is compared.

Every folding of the house stands here, each with what it takes for the same:

==================  ===========================================================
`fold_text`         case, accents, widths and ligatures do not count
`fold_case_first`   the same, but case is folded before widths: what is stored
                    under its result would be lost under another
`fold_width`        widths and ligatures alone do not count: ８ is 8
`fold_writing`      quotes, hyphens, invisible marks and whose digits they are do not
                    count; accents do
==================  ===========================================================
"""

import re
import unicodedata
from functools import lru_cache

# Overrides and isolates can make a line read other than it is; marks cannot.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
LINE_BREAKS = frozenset("\n\r\u0085\u2028\u2029")
# Superscripts and fractions are not folded where sense counts: 10⁹ is not 109.
PLAIN_FORMS = ("<wide>", "<narrow>", "<noBreak>", "<compat>")
# Digits of Arabic, which a page may show in place of Latin ones.
SAME_DIGIT = {chr(0x660 + value): str(value) for value in range(10)}
SAME_MARK = str.maketrans(
    {
        **SAME_DIGIT,
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)


class UnsafeTextError(ValueError):
    """Text with characters that nobody types; `str()` names the first one."""


def clean_line(text: str) -> str:
    """Return one line in NFC without outer blanks; raises UnsafeTextError.

    A line break would begin a new header in an e-mail, so it is refused here and
    not quietly removed.
    """
    check(text, LINE_BREAKS | BIDI_CONTROLS)
    return unicodedata.normalize("NFC", text).strip()


def clean_paragraphs(text: str) -> str:
    """Return several lines in NFC with plain line ends; raises UnsafeTextError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check(text.replace("\n", "").replace("\t", ""), BIDI_CONTROLS)
    return unicodedata.normalize("NFC", text).strip()


def check(text: str, refused: frozenset[str]) -> None:
    """Raise UnsafeTextError at the first refused, control or surrogate character."""
    for character in text:
        if character in refused or unicodedata.category(character) in {"Cc", "Cs"}:
            raise UnsafeTextError(f"U+{ord(character):04X}")


def fold_text(text: str) -> str:
    """Return a text as it is looked up: "Åland" and "ALAND" are one."""
    return without_marks(unicodedata.normalize("NFKD", text).casefold())


def fold_case_first(text: str) -> str:
    """Return what `fold_text` does, but letters that only widths tell keep their case.

    "Drug™" becomes "drugTM" and not "drugtm". Hashes of conditions and the gazetteer's
    keys were made so; only they may ask for it.
    """
    return without_marks(text.casefold())


def without_marks(text: str) -> str:
    """Return the letters of a text without their accents."""
    whole = unicodedata.normalize("NFKD", text)
    return "".join(c for c in whole if not unicodedata.combining(c))


def fold_width(text: str) -> str:
    """Return a text with full-width and joined characters as plain ones."""
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=4096)
def fold_writing(cluster: str) -> str:
    """Return one character with its accents in the form in which notes compare it.

    Character by character, because a note's place is counted in the text as written.
    """
    wide = "".join(
        fold_width(c) if unicodedata.decomposition(c).startswith(PLAIN_FORMS) else c
        for c in cluster
    )
    return "".join(
        " " if c.isspace() else c
        for c in unicodedata.normalize("NFD", wide).translate(SAME_MARK)
    )


def lower_in_place(text: str) -> str:
    """Return a text in small letters, each where its own stood."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := one.lower()) == 1 else one for one in text)


def has_han(text: str) -> bool:
    """Whether something is written in Chinese characters."""
    return bool(HAN.search(text))


def whole_name(first: str, last: str) -> str:
    """Return a name in its own order: in Chinese characters the family's comes first.

    Without a space there; "欧阳小明", but "Ada Example".
    """
    if has_han(first + last):
        return f"{last}{first}"
    return f"{first} {last}".strip()
