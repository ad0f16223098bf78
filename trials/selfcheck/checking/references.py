"""Every name of a document stands once, and what is named is there. Pure."""

from collections.abc import Iterator

from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.expressions import expressions
from trials.selfcheck.findings import ERROR, Finding
from trials.selfcheck.parts import Document, Expression, Item


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
    for code in named_options(expression):
        if code not in known:
            message = f"{expression['item']} has no option {code}."
            yield Finding(ERROR, "unknown_option", where, message)


def named_options(expression: Expression) -> list[str]:
    lists = ("true", "false", "codes", "maybe")
    named = [code for name in lists for code in expression.get(name, [])]
    return [*named, expression["code"]] if "code" in expression else named
