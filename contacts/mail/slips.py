"""Slips in e-mail addresses: what somebody may have meant. Pure; nothing is changed."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from rapidfuzz.distance import OSA

DATA = Path(__file__).with_name("data") / "mail_domains.json"
# Below that many letters one more slip makes another real name: qq, 163, gmx, web.
LONG_NAME = 5
# What other keyboards write for the two marks of an address.
MARKS = str.maketrans({"＠": "@", "。": ".", "．": ".", "，": ",", "、": ","})


class Lists(TypedDict):
    """What the file holds: mailboxes, and by what is typed the ending that is meant."""

    mailboxes: list[str]
    no_endings: dict[str, str]
    rare_endings: dict[str, str]


@lru_cache(maxsize=1)
def known() -> Lists:
    """Return the lists of mailboxes and endings."""
    lists: Lists = json.loads(DATA.read_text(encoding="utf-8"))
    return lists


def likely_address(typed: str) -> str:
    """Return the address that was probably meant, "" where nothing looks like a slip.

    It is only ever asked about: there are families with rare providers.
    """
    typed = typed.strip()
    repaired = repair_marks(typed)
    name, at, domain = repaired.rpartition("@")
    if not at or not name:
        return ""
    meant = f"{name}@{likely_domain(domain.casefold()) or domain}"
    return meant if meant != typed else ""


def repair_marks(typed: str) -> str:
    """Return the address without blanks, with full stops where commas stand."""
    text = re.sub(r"\s+", "", typed.translate(MARKS))
    text = text.removeprefix("mailto:").strip("<>\"'")
    name, at, domain = text.rpartition("@")
    domain = domain.rstrip(".,;:")
    return f"{name.strip('.')}{at}{re.sub(r'[.,;]+', '.', domain)}"


def likely_domain(domain: str) -> str:
    """Return the domain that was probably meant, "" where none is likely."""
    if domain in known()["mailboxes"]:
        return ""
    name, dot, ending = domain.partition(".")
    if not dot:
        return next((m for m in known()["mailboxes"] if undotted(m) == domain), "")
    likeliest = min(known()["mailboxes"], key=lambda one: OSA.distance(one, domain))
    if is_slip(name, ending, likeliest):
        return likeliest
    others = (one for one in known()["mailboxes"] if is_slip(name, ending, one))
    if other := next(others, ""):
        return other
    last = domain.rpartition(".")[2]
    right = known()["no_endings"].get(last)
    return f"{domain.removesuffix(last)}{right}" if right else ""


def is_slip(name: str, ending: str, mailbox: str) -> bool:
    """Whether a domain is this mailbox's with a slip in name, ending or both."""
    right, _dot, tail = mailbox.partition(".")
    far = OSA.distance(name, right)
    # Two real names may be one letter apart; only a long one is told from others.
    if far and (far > 1 or len(right) < LONG_NAME or len(name) < LONG_NAME - 1):
        return False
    return ending in {tail, *slips_of(tail)} and (far, ending) != (0, tail)


def slips_of(tail: str) -> set[str]:
    """Return what people type for this ending."""
    lists = (known()["no_endings"], known()["rare_endings"])
    return {wrong for one in lists for wrong, right in one.items() if right == tail}


def undotted(domain: str) -> str:
    """Return a domain as it looks with its full stop forgotten."""
    return domain.replace(".", "")
