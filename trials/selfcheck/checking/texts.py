"""Every text of a document stands in every language, and promises nothing. Pure."""

from collections.abc import Iterator
from typing import Any

from portal.lib.vocabulary import has_words
from trials.selfcheck.findings import ERROR, Finding
from trials.selfcheck.forbidden import NAME as FORBIDDEN
from trials.selfcheck.forbidden import forbidden_words
from trials.selfcheck.parts import Document


def texts_of_document(
    node: Any, where: str = ""
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (where, text by language) of every text that families read."""
    if isinstance(node, dict):
        if isinstance(node.get("en"), str):
            yield where, node
            return
        name = node.get("linkId") or node.get("id") or node.get("code")
        for key, value in node.items():
            if key in {"authorNotes", "approval", "tokens", "teamWhy"}:
                continue
            # "items/age/text", not "items/0/item/1/text".
            place = where.partition("/")[0] + f"/{name}" if name and where else where
            yield from texts_of_document(value, f"{place}/{key}" if place else key)
    elif isinstance(node, list):
        for value in node:
            yield from texts_of_document(value, where)


def languages(document: Document) -> Iterator[Finding]:
    """Every text stands in every language."""
    for where, text in texts_of_document(document):
        for language in document["languages"]:
            if not text.get(language):
                message = f"There are no words in {language}."
                yield Finding(ERROR, "missing_language", where, message)


def check_words(document: Document) -> Iterator[Finding]:
    """No text promises, judges or sells, in whatever language it stands."""
    unread = set()
    for where, text in texts_of_document(document):
        for language, said in text.items():
            if not has_words(FORBIDDEN, language):
                unread.add(language)
                continue
            for message in forbidden_words(said, language):
                yield Finding(ERROR, "forbidden_word", where, message)
    for language in sorted(unread):
        message = f"Nobody has said which words are forbidden in {language}."
        yield Finding(ERROR, "unread_language", "languages", message)
