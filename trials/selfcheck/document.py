"""A self-check's document: loaded, checked against its schema, and linted."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from portal.lib.vocabulary import has_words
from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.expressions import expressions
from trials.selfcheck.findings import ERROR, WARNING, Finding
from trials.selfcheck.forbidden import NAME as FORBIDDEN
from trials.selfcheck.forbidden import forbidden_words
from trials.selfcheck.parts import AskedWhen, Document, Expression, Item
from trials.selfcheck.soundness import soundness
from trials.selfcheck.strict import read_json

DATA = Path(__file__).with_name("data")
LARGEST = 2 * 1024 * 1024


class DocumentError(ValueError):
    """A document that is none; `str()` says why in one line."""


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """Return the schema's validator."""
    text = (DATA / "selfcheck.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@lru_cache(maxsize=8)
def part_validator(name: str) -> Draft202012Validator:
    """Return the validator of one kind of part, such as "item" or "enableWhen"."""
    schema = validator().schema
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


def is_malformed(name: str, part: Any) -> bool:
    """Whether a part of a document is not of the form that the schema says."""
    return not part_validator(name).is_valid(part)


def load(raw: bytes | str) -> Document:
    """Return a valid document; raises DocumentError."""
    if len(raw) > LARGEST:
        raise DocumentError("The file is too large.")
    try:
        document: Document = read_json(raw)
    except ValueError:
        raise DocumentError("The file is not JSON.") from None
    if fault := schema_fault(json.dumps(document)):
        raise DocumentError(": ".join(fault))
    return document


@lru_cache(maxsize=64)
def schema_fault(text: str) -> tuple[str, str] | None:
    """Return (where, message) of the first break of the schema; slow, so remembered."""
    error = next(iter(validator().iter_errors(json.loads(text))), None)
    if error is None:
        return None
    where = "/".join(map(str, error.absolute_path)) or "document"
    return where, " ".join(error.message[:200].split())


def lint(document: Document) -> list[Finding]:
    """Return everything that must be put right before a document is published."""
    found: list[Finding] = []
    if fault := schema_fault(json.dumps(document, sort_keys=True)):
        found.append(Finding(ERROR, "schema", *fault))
    # What breaks the schema can perhaps not be walked to its end.
    broken = (LookupError, TypeError, AttributeError) if fault else ()
    with suppress(*broken):
        for rule in (
            references,
            conditions,
            effects,
            languages,
            check_words,
            soundness,
        ):
            found.extend(rule(document))
    return found


def references(document: Document) -> Iterator[Finding]:
    """Every id stands once, and every rule names questions and options that exist."""
    placed = flatten(document["items"])
    links = [one.item["linkId"] for one in placed]
    yield from doubles("items", links)
    yield from doubles("criteria", [c["id"] for c in document["criteria"]])
    items = {one.item["linkId"]: one.item for one in placed}
    for where, expression in expressions(document):
        yield from expression_references(where, expression, items)
    if document["person"]["item"] not in items:
        yield Finding(ERROR, "unknown_item", "person", "The person's question is gone.")


def doubles(where: str, names: list[str]) -> Iterator[Finding]:
    """Names that stand twice."""
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding(ERROR, "duplicate", f"{where}/{name}", f"{name} stands twice.")


def expression_references(
    where: str, expression: Expression, items: dict[str, Item]
) -> Iterator[Finding]:
    """Find a rule's question and options."""
    if "item" not in expression:
        return
    item = items.get(expression["item"])
    if item is None or item["type"] not in QUESTIONS:
        message = f"The rule asks {expression['item']}, which is no question."
        yield Finding(ERROR, "unknown_item", where, message)
        return
    known = {option["code"] for option in item.get("answerOption", [])}
    named = [
        *expression.get("true", []),
        *expression.get("false", []),
        *expression.get("codes", []),
        *expression.get("maybe", []),
        *([expression["code"]] if "code" in expression else []),
    ]
    for code in named:
        if code not in known:
            message = f"{expression['item']} has no option {code}."
            yield Finding(ERROR, "unknown_option", where, message)


def conditions(document: Document) -> Iterator[Finding]:
    """Conditions look back, say how they go together, and mean what they say."""
    earlier: set[str] = set()
    for placed in flatten(document["items"]):
        item = placed.item
        where = f"items/{item['linkId']}"
        found = item.get("enableWhen", [])
        for condition in found:
            if condition["question"] not in earlier:
                message = f"{condition['question']} does not come before."
                yield Finding(ERROR, "forward_condition", where, message)
        if len(found) > 1 and "enableBehavior" not in item:
            message = "Two conditions need “all” or “any”."
            yield Finding(ERROR, "no_behavior", where, message)
        yield from not_equals(where, found)
        earlier.add(item["linkId"])


def not_equals(where: str, found: list[AskedWhen]) -> Iterator[Finding]:
    """Say that "!=" is true without an answer, which is rarely meant."""
    exists = {c["question"] for c in found if c["operator"] == "exists"}
    for condition in found:
        if condition["operator"] == "!=" and condition["question"] not in exists:
            message = f"“!=” on {condition['question']} also holds without an answer."
            yield Finding(WARNING, "not_equal_alone", where, message)


def effects(document: Document) -> Iterator[Finding]:
    """Not knowing never stops, and neither does a rule the team may set aside."""
    for criterion in document["criteria"]:
        where = f"criteria/{criterion['id']}"
        usual = criterion.get("effects", {})
        told = [(r["state"], r.get("effect")) for r in criterion["reasons"]]
        stops = {state for state, effect in [*usual.items(), *told] if effect == "stop"}
        if "unknown" in stops:
            message = "“Not known” must never lead to “probably not”."
            yield Finding(ERROR, "unknown_stops", where, message)
        if stops and "exception" in criterion:
            message = "The team can make an exception, so this is never a stop."
            yield Finding(ERROR, "exception_stops", where, message)
        if stops - {"does_not_meet"}:
            message = "Only a rule that is not met may stop."
            yield Finding(ERROR, "wrong_stop", where, message)


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
