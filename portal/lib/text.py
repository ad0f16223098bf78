"""What people type, before anything is done with it."""

import unicodedata

# Overrides and isolates can make a line read other than it is; marks cannot.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\n\r\u0085\u2028\u2029")


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
