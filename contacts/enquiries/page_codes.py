"""Short codes that open a family's page where no mail can carry a link. Pure."""

import hashlib
import secrets

from portal.lib.tokens import READABLE

LETTERS = 12
# 55 bits are too many to guess at a page with limits, and few for whoever holds a copy
# of the database; so much work for each guess makes up for it.
ROUNDS = 100_000
SALT = b"a family's page by its code"
# What people put between the groups.
GAPS = str.maketrans("", "", " -–—._\t\u3000")


def new_code() -> str:
    """Return a code such as 7K3M-4QXT-9HWC; 2^55 of them."""
    word = "".join(secrets.choice(READABLE) for _ in range(LETTERS))
    return "-".join(word[at : at + 4] for at in range(0, LETTERS, 4))


def read_code(typed: str) -> str:
    """Return the letters of a code however it was typed, "" if it is none."""
    word = typed.upper().translate(GAPS)
    is_code = len(word) == LETTERS and set(word) <= set(READABLE)
    return word if is_code else ""


def code_hash(code: str) -> str:
    """Return what the database finds a page by; 64 hexadecimal digits."""
    word = read_code(code).encode()
    return hashlib.pbkdf2_hmac("sha256", word, SALT, ROUNDS).hex()
