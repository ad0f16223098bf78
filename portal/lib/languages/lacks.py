"""What a language still lacks: messages, lists of words, texts in documents. Pure.

Each lack is one line that names the file to open.
"""

import json
from collections.abc import Iterator
from typing import Any

from babel.messages.pofile import read_po

from portal.lib.languages.offered import CATALOGUES, catalogue_of
from portal.lib.vocabulary import has_words, lists, read_words

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
        elif name in ONE_FOR_EACH_KEY:
            there = read_words(name, code) if (ROOT / file).is_file() else {}
            for key in read_words(name, ENGLISH):
                if key not in there:
                    yield f"{file}: {key}"


def lacking_documents(code: str) -> Iterator[str]:
    """Yield the places of documents where English stands and the language does not."""
    for file in DOCUMENTS:
        document = json.loads((ROOT / file).read_text(encoding="utf-8"))
        for place in places_without(document, code):
            yield f"{file}: {place}"


def places_without(value: Any, code: str, place: str = "") -> Iterator[str]:
    """Yield each place below a value that has English words and none in a language."""
    if isinstance(value, dict):
        if ENGLISH in value and not value.get(code):
            yield place or "/"
        for key, below in value.items():
            yield from places_without(below, code, f"{place}/{key}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from places_without(below, code, f"{place}/{number}")


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


def first_line(message: str | tuple[str, ...]) -> str:
    """Return how a message begins; of a plural its singular."""
    text = message if isinstance(message, str) else message[0]
    return text.strip().splitlines()[0]
