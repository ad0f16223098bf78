"""What a language still lacks: messages, lists of words, texts in documents. Pure.

Each lack is one line that names the file to open.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from babel.messages.pofile import read_po

from portal.lib.languages.offered import CATALOGUES, catalogue_of
from portal.lib.vocabulary import has_words, lists, read_file, read_words

ROOT = CATALOGUES.parent
ENGLISH = "en"
# Texts that come with the software, each with its languages beside one another.
DOCUMENTS = (
    "contacts/prepared_answers.json",
    "trials/texts/data/general.content.json",
    "trials/texts/data/legal.json",
)
# Lists that say one thing for each key: what English has, all have.
ONE_FOR_EACH_KEY = ("glossary", "self_check_words", "units")


def lacks_of(code: str) -> Iterator[str]:
    """Yield all that a language lacks, in the order in which one would write it."""
    yield from lacking_lists(code)
    yield from lacking_documents(code)
    yield from lacking_messages(code)


def lacking_lists(code: str) -> Iterator[str]:
    """Yield the lists of words without a file, and keys without words."""
    for name in lists():
        file = f"portal/vocabulary/{name}/{code}.json"
        if not has_words(name, code):
            yield f"{file}: there is no such file"
        elif (ROOT / file).is_file() and is_english(name, code):
            yield f"{file}: has the English words"
        elif name in ONE_FOR_EACH_KEY:
            there = read_words(name, code) if (ROOT / file).is_file() else {}
            for key in read_words(name, ENGLISH):
                if key not in there:
                    yield f"{file}: {key}"


def is_english(name: str, code: str) -> bool:
    """Whether a list only points to the English one, to have a page to look at."""
    return read_file(name, code).get("same_as") == ENGLISH


def lacking_documents(code: str) -> Iterator[str]:
    """Yield the places of documents where English stands and the language does not."""
    for file in DOCUMENTS:
        document = json.loads((ROOT / file).read_text(encoding="utf-8"))
        if isinstance(document, dict) and code not in document.get("languages", [code]):
            yield f"{file}: /languages"
        for place in places_without(document, code):
            yield f"{file}: {place}"


def places_without(value: Any, code: str, place: str = "") -> Iterator[str]:
    """Yield each place below a value that has English words and none in a language."""
    if isinstance(value, dict):
        if ENGLISH in value:
            yield from gaps(value[ENGLISH], value.get(code), place)
        for key, below in value.items():
            yield from places_without(below, code, f"{place}/{key}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from places_without(below, code, f"{place}/{number}")


def gaps(english: Any, said: Any, place: str) -> Iterator[str]:
    """Yield each place where the English says something and the other words do not."""
    if not said:
        yield place or "/"
    elif isinstance(english, dict):
        for key, one in english.items():
            yield from gaps(one, said.get(key), f"{place}/{key}")
    elif isinstance(english, list):
        there = by_key(said)
        for key, one in by_key(english).items():
            yield from gaps(one, there.get(key), f"{place}/{key}")


def by_key(rows: list[Any]) -> dict[Any, Any]:
    """Return the rows by their keys; rows that have none by their number."""
    return {
        row.get("key", number) if isinstance(row, dict) else number: row
        for number, row in enumerate(rows)
    }


def lacking_messages(code: str) -> Iterator[str]:
    """Yield the messages of the catalogue that are not translated, or only guessed."""
    if code == ENGLISH:
        return
    file = catalogue_of(code)
    name = file.relative_to(ROOT)
    if not file.is_file():
        yield f"{name}: there is no such file"
        return
    with file.open("rb") as written:
        for entry in read_po(written):
            said = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            if entry.id and (entry.fuzzy or not all(said)):
                yield f"{name}: {first_line(entry.id)}"


def first_line(message: str | Sequence[str]) -> str:
    """Return how a message begins; of a plural its singular."""
    text = message if isinstance(message, str) else message[0]
    return text.strip().splitlines()[0]
