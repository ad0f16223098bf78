"""Whether something typed finds a family: by name, e-mail or telephone. Pure.

A name is found by the beginning of each of its words, in any script; a Chinese one
also by any stretch of its characters and by its pinyin.
"""

import re

from contacts.enquiries.models.name_index import searched_words
from contacts.enquiries.phones import digits
from contacts.inbox.pinyin import begins_as
from portal.lib.text import fold_text, fold_width, has_han, whole_name

# So many digits at the end of a number; fewer are found in every second one.
LEAST_DIGITS = 3
LATIN = re.compile(r"[a-z]+")
TELEPHONE = re.compile(r"[\d\s+()./\-\u2010-\u2015]+")


def is_telephone(text: str) -> bool:
    """Whether somebody looks for a number, however it is written."""
    plain = fold_width(text)
    return bool(TELEPHONE.fullmatch(plain)) and len(digits(plain)) >= LEAST_DIGITS


def has_number(phone: str, typed: str) -> bool:
    """Whether one of the kept numbers ends with what was typed.

    The nought before an area stands in no international number.
    """
    end = digits(fold_width(typed)).lstrip("0") or "0"
    return any(digits(one).endswith(end) for one in phone.split(" / "))


def has_address(email: str, typed: str) -> bool:
    """Whether an address begins so."""
    return bool(email) and email.casefold().startswith(typed.strip().casefold())


def is_called(first: str, last: str, typed: str) -> bool:
    """Whether each word that was typed begins a word of the name."""
    wanted = searched_words(typed)
    if has_han(first + last):
        return bool(wanted) and is_called_in_han(first, last, "".join(wanted))
    there = searched_words(first, last)
    return bool(wanted) and all(
        any(word.startswith(one) for word in there) for one in wanted
    )


def is_called_in_han(first: str, last: str, typed: str) -> bool:
    """Whether characters stand in a name, or letters begin it or the given name."""
    whole, given = fold_text(whole_name(first, last)), fold_text(first)
    if not LATIN.fullmatch(typed):
        return typed in whole
    return begins_as(typed, whole) or begins_as(typed, given)
