"""What a text's body is made of, whatever its kind: a tree with words in it. Pure.

A study's words, and general ones of the same shape:
{"title", "registry_title", "missing_facts": [words],
 "sections": [{"kind", "key", "heading",
               "paragraphs": [{"text", "source", "confirm"}]}],
 "words": [{"key", "term", "meaning"}]}
Legal words: {"title", "paragraphs": [words]} for a page, and for forms and mails
{"title", "sentences": [{"key", "text"}]}. Practical facts: {"facts": {key: words}}.
"""

import re
from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
# What is no words: names of things, and codes.
CODES = {"kind", "key", "id", "source", "confirm", "spellings"}

BLANK = re.compile(r"\[\[[^\[\]]*\]\]")
# What the portal puts in: %(recipient)s.
FILLED_IN = re.compile(r"%\(\w+\)s")


def words_in(body: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a body with its path: "sections/0/heading"."""
    if isinstance(body, str):
        if body.strip():
            yield path, body
        return
    for name, value in named_parts(body):
        if name not in CODES:
            yield from words_in(value, f"{path}/{name}" if path else str(name))


def named_parts(body: Any) -> list[tuple[Any, Any]]:
    """Return what a body holds, each with its name or number."""
    if isinstance(body, dict):
        return list(body.items())
    return list(enumerate(body)) if isinstance(body, list) else []


def with_words(body: Any, words: dict[str, str], path: str = "") -> Any:
    """Return a body of the same shape with other words at these paths."""
    if isinstance(body, str):
        return words.get(path, body)
    if isinstance(body, dict):
        return {
            name: value
            if name in CODES
            else with_words(value, words, f"{path}/{name}" if path else str(name))
            for name, value in body.items()
        }
    if isinstance(body, list):
        return [
            with_words(value, words, f"{path}/{number}" if path else str(number))
            for number, value in enumerate(body)
        ]
    return body


def sentences_of(body: Body) -> dict[str, str]:
    """Return the single sentences of a body by their keys."""
    return {one["key"]: one["text"] for one in body.get("sentences", [])}


def fill_in(text: str, **values: str) -> str:
    """Return a sentence with what the portal puts in; a stray % harms nothing."""
    for name, value in values.items():
        text = text.replace(f"%({name})s", value)
    return text


def lost_names(body: Body, shipped: Body) -> list[str]:
    """Return what a body no longer lets the portal put in, or never could."""
    ours, theirs = sentences_of(body), sentences_of(shipped)
    changed = {
        name
        for key, text in theirs.items()
        if key in ours
        for name in {*FILLED_IN.findall(text)} ^ {*FILLED_IN.findall(ours[key])}
    }
    return sorted(changed)


def has_blanks(body: Any) -> bool:
    """Whether something is still to be filled in: [[name of the hospital]]."""
    return any(BLANK.search(text) for _path, text in words_in(body))


def is_empty(body: Any) -> bool:
    """Whether there is not a word in it."""
    return next(words_in(body), None) is None
