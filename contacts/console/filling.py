"""Prepared answers: in the family's language, beside the staff's own. Pure but rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from contacts.models import Enquiry, ReplyTemplate

PLACEHOLDERS = ("first_name", "reference", "site", "study", "my_name")


@dataclass(frozen=True)
class Prepared:
    """One prepared answer: what would be sent, and what it means to the staff."""

    key: str
    title: str
    text: str
    original: str
    is_translated: bool


def prepare_answers(
    rows: Iterable[ReplyTemplate], enquiry: Enquiry, my_name: str, staff_language: str
) -> list[Prepared]:
    """Return the prepared answers that fit an enquiry's language; else the staff's."""
    values = values_of(enquiry, my_name)
    by_key: dict[str, dict[str, ReplyTemplate]] = {}
    for row in rows:
        by_key.setdefault(row.key, {})[row.language] = row
    found = []
    for key, languages in by_key.items():
        theirs = languages.get(enquiry.language)
        mine = languages.get(staff_language) or next(iter(languages.values()))
        sent = theirs or mine
        text = fill_placeholders(sent.body, values)
        original = fill_placeholders(mine.body, values)
        found.append(Prepared(key, mine.title, text, original, theirs is not None))
    return found


def values_of(enquiry: Enquiry, my_name: str) -> dict[str, str]:
    """Return what can be put into a prepared answer."""
    return {
        "first_name": enquiry.called,
        "reference": enquiry.reference,
        "site": enquiry.place_name,
        "study": enquiry.study.brief_title,
        "my_name": my_name,
    }


def fill_placeholders(body: str, values: dict[str, str]) -> str:
    """Return a text with its placeholders filled; braces of other words stay."""
    for name in PLACEHOLDERS:
        body = body.replace("{" + name + "}", values[name])
    return body
