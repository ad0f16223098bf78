"""By which beginnings a family may be found, when there are too many to read. Pure.

Of a Latin word and of an address the first three letters, of a Chinese name a syllable
with the next letter, of a telephone number the last six digits. What was typed is cut
in the same way; whoever is found so is read before being shown.
"""

from collections.abc import Iterator

from contacts.enquiries.models.name_index import searched_words
from contacts.enquiries.phones import digits
from contacts.inbox.matching import LATIN, is_telephone
from contacts.inbox.pinyin import readings
from portal.lib.text import fold_text, fold_width, has_han, whole_name

LETTERS, DIGITS = 3, 6
# Of a syllable: "a" to "zhuang".
LONGEST_SYLLABLE = 6


def terms_of(first: str, last: str, email: str, phone: str) -> set[str]:
    """Return what an enquiry is found by."""
    words = searched_words(first, last)
    found = {f"w{one[:LETTERS]}" for one in words if len(one) >= LETTERS}
    if has_han(first + last):
        whole = fold_text(whole_name(first, last))
        found |= set(syllables(whole)) | set(syllables(fold_text(first)))
    address = email.casefold()
    found |= {f"e{address[:LETTERS]}"} if len(address) >= LETTERS else set()
    numbers = (digits(one) for one in phone.split(" / "))
    return found | {f"n{one[-DIGITS:]}" for one in numbers if len(one) >= DIGITS}


def syllables(characters: str) -> Iterator[str]:
    """Yield each reading of a character with the first letter of the next one's."""
    for at in range(len(characters) - 1):
        for one in readings(characters[at]):
            for after in {way[:1] for way in readings(characters[at + 1])}:
                yield f"s{one}{after}"


def terms_typed(text: str) -> list[set[str]]:
    """Return by what somebody is found who typed this: one term of each set.

    Nothing where it is too short.
    """
    if is_telephone(text):
        number = digits(fold_width(text))
        return [{f"n{number[-DIGITS:]}"}] if len(number) >= DIGITS else []
    plain = "".join(fold_text(text).split())
    if has_han(plain):
        return [found] if (found := set(syllables(plain))) else []
    return words_typed(text, plain)


def words_typed(text: str, letters: str) -> list[set[str]]:
    """Return each word's beginning, or what the whole is of an address or of pinyin."""
    address = text.strip().casefold()
    whole = {f"e{address[:LETTERS]}"} if len(address) >= LETTERS else set()
    whole |= set(syllables_typed(letters))
    words = [one for one in searched_words(text) if len(one) >= LETTERS]
    if not words:
        return [whole] if len(letters) >= LETTERS else []
    return [{f"w{one[:LETTERS]}", *whole} for one in words]


def syllables_typed(letters: str) -> Iterator[str]:
    """Yield a beginning of pinyin as a syllable and its next letter, in each way."""
    if LATIN.fullmatch(letters):
        ends = range(1, min(LONGEST_SYLLABLE, len(letters) - 1) + 1)
        yield from (f"s{letters[:end]}{letters[end]}" for end in ends)
