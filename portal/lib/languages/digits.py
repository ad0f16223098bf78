"""Numbers in the digits of a language, where an installation wants them. Pure.

CLDR writes Arabic without a country in Latin digits, and so do laboratories' reports
and telephones; Egypt and Iraq read ٣, Morocco reads 3. What somebody has to compare,
dial or type stays in Latin digits everywhere: telephone numbers, study numbers, codes,
addresses, and a number that stands beside Latin letters ("5 mg").
"""

import re
from collections.abc import Iterator

from portal.lib.languages.offered import ABOUT
from portal.lib.vocabulary import languages_of, read_words

LATIN = "0123456789"
BLANKS = re.compile(r"(\s+)")
# Letters, and what belongs to addresses; a reference to a character in HTML too.
BESIDE_LETTERS = re.compile(r"[A-Za-zµμ@/\\&#]")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
PART_OF_TELEPHONE = re.compile(r"[+0-9()./\u2010\u2011-]+")
TELEPHONE_BEGINS = re.compile(r"\(?(?:\+|0[0-9])")
# Fewer digits in all are a year or a count, not a number to dial.
LEAST_DIGITS = 6
ISOLATED = re.compile("(\u2068[^\u2068\u2069]*\u2069)")
# Between two such lines a mail has the words of a person.
QUOTED = re.compile(r"(^-{10,}$.*?^-{10,}$)", re.M | re.S)
TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)"
    r"(?P<given>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>",
    re.S,
)
# Names, codes, what programs read, and what people typed or say in another language.
NEVER = frozenset({"bdi", "code", "kbd", "pre", "script", "style", "svg", "textarea"})
FOREIGN = re.compile(
    r"\s(?:dir=[\"']?(?:ltr|auto)|translate=[\"']?no|href=[\"']?tel:|lang=[\"']?)", re.I
)


def digits_of(language: str) -> str:
    """Return the ten digits of a language, "" where it has none but the Latin ones."""
    known = language in languages_of(ABOUT)
    return "".join(read_words(ABOUT, language).get("digits", ())) if known else ""


def numbers_in_text(text: str, digits: str) -> str:
    """Return plain text with its numbers in these digits, quotations as they were."""
    parts = QUOTED.split(text)
    return "".join(
        part if at % 2 else "".join(numbers_around_names(part, digits))
        for at, part in enumerate(parts)
    )


def numbers_around_names(text: str, digits: str) -> Iterator[str]:
    """Yield a text's parts; what is isolated is a name, a number or an address."""
    for at, part in enumerate(ISOLATED.split(text)):
        yield part if at % 2 else numbers_in_words(part, digits)


def numbers_in_words(text: str, digits: str) -> str:
    """Return words with their numbers in these digits, but those that stay."""
    if not any(digit in text for digit in LATIN):
        return text
    words = BLANKS.split(text)
    kept = {*beside_letters(words), *telephones(words)}
    table = str.maketrans(f"{LATIN}", digits)
    return "".join(
        word if at in kept else NUMBER.sub(lambda it: in_digits(it[0], table), word)
        for at, word in enumerate(words)
    )


def in_digits(number: str, table: dict[int, int]) -> str:
    """Return one number; decimals and thousands have marks of their own."""
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?", number):
        number = number.replace(",", "\u066c").replace(".", "\u066b")
    return number.translate(table)


def beside_letters(words: list[str]) -> Iterator[int]:
    """Yield the words with Latin letters, and numbers that such a word follows or ends.

    Words stand at even places, the blanks between them at odd ones.
    """
    for at in range(0, len(words), 2):
        if BESIDE_LETTERS.search(words[at]):
            yield at
            if words[at][0].isascii() and words[at][0].isalpha():
                yield at - 2
            if words[at][-1].isascii() and words[at][-1].isalnum():
                yield at + 2


def telephones(words: list[str]) -> Iterator[int]:
    """Yield the words of each number that somebody might dial."""
    run: list[int] = []
    for at in range(0, len(words) + 2, 2):
        word = words[at].strip("،؛.:") if at < len(words) else ""
        if PART_OF_TELEPHONE.fullmatch(word):
            run.append(at)
            continue
        said = "".join(words[one] for one in run)
        begins = bool(run) and TELEPHONE_BEGINS.match(words[run[0]])
        enough = sum(mark in LATIN for mark in said) >= LEAST_DIGITS
        if enough and (begins or len(run) > 1):
            yield from run
        run = []


def numbers_in_page(page: str, digits: str, language: str) -> str:
    """Return a page or a mail in HTML with its numbers in these digits.

    What is marked as somebody's own, as foreign or as a code keeps its own.
    """
    done, at, held, depth = [], 0, "", 0
    for tag in TAG.finditer(page):
        between = page[at : tag.start()]
        done.append(between if held else numbers_in_words(between, digits))
        done.append(tag[0])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if held:
            depth += (name == held) * (-1 if tag["end"] else 1)
            held = held if depth else ""
        elif not tag["end"] and keeps_its_own(name, tag["given"] or "", language):
            held, depth = name, 1
    rest = page[at:]
    return "".join([*done, rest if held else numbers_in_words(rest, digits)])


def keeps_its_own(name: str, given: str, language: str) -> bool:
    """Whether the words in an element are not the page's own."""
    if name in {"", "html", "input", "img", "meta", "link", "br", "hr", "source"}:
        return False
    marks = [mark[0].strip().lower() for mark in FOREIGN.finditer(given)]
    own = re.search(rf"\slang=[\"']?{re.escape(language)}[\"'\s]", f"{given} ")
    is_marked = any(not mark.startswith("lang=") for mark in marks)
    return name in NEVER or is_marked or (bool(marks) and not own)
