"""A language that nobody speaks: each message in brackets; what has none is seen."""

from pathlib import Path

import polib

from portal.lib.languages.offered import catalogue_of

# Known to Django and CLDR, offered by nobody here.
CODE = "eo"
OPEN, CLOSE = "⟦", "⟧"


def write_pseudo(folder: Path) -> Path:
    """Write a compiled catalogue; return the folder for LOCALE_PATHS."""
    catalogue = polib.pofile(str(catalogue_of("zh-hans")))
    catalogue.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    for entry in catalogue:
        if entry.msgid_plural:
            both = (entry.msgid, entry.msgid_plural)
            entry.msgstr_plural = {n: bracket(one) for n, one in enumerate(both)}
        else:
            entry.msgstr = bracket(entry.msgid)
    messages = folder / CODE / "LC_MESSAGES"
    messages.mkdir(parents=True)
    catalogue.save_as_mofile(str(messages / "django.mo"))
    return folder


def bracket(message: str) -> str:
    """Put a message in brackets; the breaks at its ends stay at the ends."""
    bare = message.strip("\n")
    begin = message[: len(message) - len(message.lstrip("\n"))]
    end = message[len(message.rstrip("\n")) :]
    return f"{begin}{OPEN}{bare}{CLOSE}{end}"


def outside(text: str) -> str:
    """Return what stands outside all brackets; they may stand in one another."""
    depth, found = 0, []
    for letter in text:
        depth += letter == OPEN
        if not depth:
            found.append(letter)
        depth -= letter == CLOSE and depth > 0
    return "".join(found)
