"""What somebody types where a telephone number is asked for. Pure.

People write two numbers, an extension, or when to call; nothing of it is lost and
nothing is glued together into a number that nobody can call.
"""

import re
from dataclasses import dataclass

import phonenumbers

from portal.lib.text import fold_width
from portal.lib.vocabulary import languages_of, load_words

# So many digits make a number; fewer are a house, an hour or the end of another one.
LEAST = 5
EXTENSION = re.compile(
    r"[\s,;]*[(\[]?\s*(?:\b(?:extension|extn?|durchwahl|dw|poste|int|anexo|ramal)\b\.?"
    r"|(?<![^\W\d_])x|#|доб\.?|分机|內線|内線|转)\s*[:.]?\s*(\d{1,7})\b\s*[)\]]?",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"[,;、，；\n|]|\s/\s|\b(?:or|oder|ou|o|u|eller|of|and|und|et|y|e)\b(?=[\s+(\d])"
    r"|\bили\b|或者?|和|及",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[+(]*\d[\d\s()./\-‐-―·]*\d(?:\s*ext \d{1,7})?|\d+")
# Words in brackets beside a number: "(evenings)", "(18-20 Uhr)".
ASIDE = re.compile(r"\(([^()\w]*(?:[\d_][^()\w]*)*+[^\W\d_][^()]*)\)")
# What is left of punctuation once the numbers are taken out.
EDGES = " \t\n,;:./|()[]-–—&+"
# What people write where they have none.
NONE = {"", "-"} | {
    word
    for language in languages_of("no_telephone")
    for word in load_words("no_telephone", language)["words"]
}


@dataclass(frozen=True)
class PhoneText:
    """What a field holds: numbers, words beside them, and what is doubtful.

    `doubtful` are the numbers that no country's plan knows; `country` and `code` say
    by whose plan the first of them was judged.
    """

    numbers: tuple[str, ...] = ()
    words: str = ""
    doubtful: tuple[str, ...] = ()
    country: str = ""
    code: int = 0

    @property
    def text(self) -> str:
        """Return the numbers as they are kept."""
        return " / ".join(self.numbers)


def phone_region(text: str) -> str:
    """Return the country of the first number that names one, such as "DE", else ""."""
    for one in text.split(" / "):
        if one.startswith("+"):
            try:
                number = phonenumbers.parse(one)
            except phonenumbers.NumberParseException:
                continue
            return phonenumbers.region_code_for_number(number) or ""
    return ""


def read_phones(text: str, country: str) -> PhoneText:
    """Return what a field holds; `country` is for numbers without "+", "" for none."""
    plain = EXTENSION.sub(r" ext \1 ", fold_width(text))
    asides = [found.strip() for found in ASIDE.findall(plain)]
    parts = BETWEEN.split(ASIDE.sub(" ", plain))
    found, said = [], []
    for part in (half for one in parts for half in halves(one, country)):
        match = longest(part)
        if match is None:
            said.append(part.strip(EDGES))
            continue
        found.append(match.group().strip())
        said.extend(
            rest.strip(EDGES) for rest in (part[: match.start()], part[match.end() :])
        )
    words = ", ".join(one for one in (*said, *asides) if one)
    if words and not any(len(digits(one)) >= LEAST for one in found):
        # "after 6 pm": an hour, and no number at all.
        found, words = [], text.strip()
    elif words and len(found) > 1:
        # Which words belong to which number is told by the whole alone.
        words = " ".join(text.split())
    return judge_numbers(found, "" if is_none(words) else words, country)


def judge_numbers(found: list[str], words: str, country: str) -> PhoneText:
    """Return the numbers in international form where a country's plan knows them."""
    kept: list[str] = []
    doubtful: list[str] = []
    judge, code = "", 0
    for number in found:
        known = international(number, country)
        is_ending = bool(kept) and len(digits(number)) < len(digits(kept[0]))
        if known is None and not (is_ending and number[0] not in "+0("):
            if not doubtful:
                judge, code = home_of(number, country)
            doubtful.append(number)
        kept.append(known or number)
    return PhoneText(tuple(kept), words, tuple(doubtful), judge, code)


def halves(part: str, country: str) -> list[str]:
    """Return both sides of a slash, if the first is a whole number by itself.

    "030/901820" is one number with its area, "030 901820/821" is two.
    """
    before, slash, after = part.partition("/")
    if slash and len(digits(after)) >= 2 and international(before, country):
        return [before, after]
    return [part]


def longest(part: str) -> re.Match[str] | None:
    """Return the stretch with most digits."""
    return max(
        NUMBER.finditer(part), key=lambda one: len(digits(one.group())), default=None
    )


def international(number: str, country: str) -> str | None:
    """Return a number in international form, None where no plan knows it."""
    try:
        read = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(read):
        return None
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(read, form)


def home_of(number: str, country: str) -> tuple[str, int]:
    """Return whose plan judges a number: its own code's, else the given country's."""
    try:
        read = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return country if not number.startswith("+") else "", 0
    if not number.startswith(("+", "00")):
        return country, 0
    code = read.country_code or 0
    home = phonenumbers.region_code_for_country_code(code)
    return home if home.isalpha() and home != "ZZ" else "", code


def dial_link(number: str) -> str:
    """Return the `tel:` address of one kept number, "" where it is no whole one."""
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        bare = digits(number)
        return f"tel:{bare}" if len(bare) > LEAST else ""
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.RFC3966)


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def is_none(words: str) -> bool:
    """Whether somebody wrote that there is none."""
    return words.strip(EDGES).casefold() in NONE
