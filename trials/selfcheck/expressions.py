"""Every rule of a document, at any depth. Pure."""

from collections.abc import Iterator

from trials.selfcheck.danger.care import care_of
from trials.selfcheck.parts import Document, Expression


def expressions(document: Document) -> Iterator[tuple[str, Expression]]:
    """Yield (where, expression) of every rule, at any depth."""
    for criterion in document["criteria"]:
        where = f"criteria/{criterion['id']}"
        whens = [reason.get("when") for reason in criterion["reasons"]]
        for top in (criterion.get("rule"), criterion.get("appliesWhen"), *whens):
            yield from ((where, one) for one in inner(top))
    for where, care in care_of(document):
        yield from ((f"{where}/care", one) for one in inner(care["when"]))
    for notice in document.get("notices", []):
        yield from ((f"notices/{notice['code']}", one) for one in inner(notice["when"]))


def inner(expression: Expression | None) -> Iterator[Expression]:
    """Yield an expression and all inside it."""
    if expression:
        yield expression
        for arg in expression.get("args", []):
            yield from inner(arg)
        yield from inner(expression.get("arg"))
