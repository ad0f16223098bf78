"""One mailbox, however spelt: as typed, as sent, as a mail server reports it. Pure.

Old hashes stay valid: a plain address is still itself in small letters.
"""

import re
import unicodedata

IN_ANGLES = re.compile(r"<([^<>]*@[^<>]*)>\s*$")
# "rfc822;ana@families.example", as delivery status notifications write it.
TYPED = re.compile(r"(?:rfc822|utf-8|smtp|unknown)\s*;", re.I)
PUNYCODE = "xn--"


def one_spelling(address: str) -> str:
    """Return the one form of an address in which two spellings compare equal."""
    found = IN_ANGLES.search(address[:1000])
    bare = found.group(1) if found else address
    bare = TYPED.sub("", bare.strip(), count=1) if TYPED.match(bare.strip()) else bare
    shown = "".join(c for c in bare if not is_invisible(c))
    local, at, domain = unicodedata.normalize("NFC", shown).rpartition("@")
    if not at:
        return domain.casefold()
    return f"{local}@{readable_domain(domain)}".casefold()


def is_invisible(character: str) -> bool:
    """Whether nobody sees it: blanks, controls, joiners, marks of direction."""
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zs"}


def readable_domain(domain: str) -> str:
    """Return a domain's labels in letters; what is no punycode stays as it is."""
    return ".".join(readable_label(one) for one in domain.rstrip(".").split("."))


def readable_label(label: str) -> str:
    """Return one label in letters."""
    if not label.lower().startswith(PUNYCODE):
        return label
    try:
        return label[len(PUNYCODE) :].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
