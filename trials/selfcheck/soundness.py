"""Whether a document's rules can mean what they say, and families can be told. Pure.

Each of these ran without an error and gave a wrong answer, or fell over in front of a
family: a number without a unit, a condition on a missing answer, an outcome told twice.
"""

from collections.abc import Iterator

from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.expressions import expressions
from trials.selfcheck.findings import ERROR, Finding
from trials.selfcheck.numbers import UNITS
from trials.selfcheck.parts import AskedWhen, Document, Expression, Item

OUTCOMES = ("probably_not", "talk_to_team", "may_match")
# What the pages say in the document's own words.
NEEDED_TEXTS = (
    *("title", "intro", "unsure", "privacy", "not_decision", "not_advice", "urgent"),
    *("start", "continue", "back", "change", "clear", "skip_number", "early"),
    *("h_stop", "h_discuss", "h_fits", "h_team"),
    *("err_required", "err_option", "err_exclusive", "err_number", "err_range"),
    *("err_whole", "err_unit"),
)
CODED = {"answer", "has", "count"}
NUMBERS = {"integer", "decimal", "quantity"}


def soundness(document: Document) -> Iterator[Finding]:
    """Find everything of this kind."""
    yield from told_once(document)
    yield from needed_texts(document)
    yield from ways_not_to_know(document)
    items = {one.item["linkId"]: one.item for one in flatten(document["items"])}
    for where, expression in expressions(document):
        item = items.get(expression.get("item", ""))
        if item is not None and item["type"] in QUESTIONS:
            yield from kind_of_rule(where, expression, item)
    for placed in flatten(document["items"]):
        for condition in placed.item.get("enableWhen", []):
            where = f"items/{placed.item['linkId']}"
            yield from kind_of_condition(where, condition, items)


def told_once(document: Document) -> Iterator[Finding]:
    """Each outcome stands once, and the main language is one of the languages."""
    if sorted(o["code"] for o in document["outcomes"]) != sorted(OUTCOMES):
        message = "Each of the three outcomes has to stand once."
        yield Finding(ERROR, "outcomes", "outcomes", message)
    if document["defaultLanguage"] not in document["languages"]:
        message = "The main language is not among the languages."
        yield Finding(ERROR, "default_language", "document", message)


def needed_texts(document: Document) -> Iterator[Finding]:
    """Words that every page needs."""
    for name in NEEDED_TEXTS:
        if name not in document["texts"]:
            message = f"The general text “{name}” is missing."
            yield Finding(ERROR, "missing_text", f"texts/{name}", message)


def ways_not_to_know(document: Document) -> Iterator[Finding]:
    """What a rule looks at may be "not known": on the list, or left blank.

    For whom one asks is known; what only opens other questions may be a plain choice.
    """
    unknown = set(document.get("unknownCodes", []))
    looked_at = {e["item"] for _where, e in expressions(document) if "item" in e}
    for placed in flatten(document["items"]):
        item, link = placed.item, placed.item["linkId"]
        codes = {option["code"] for option in item.get("answerOption", [])}
        is_asked = link in looked_at and link != document["person"]["item"]
        if item["type"] == "choice" and is_asked and not codes & unknown:
            message = "There is no answer “Not sure”."
            yield Finding(ERROR, "no_not_sure", f"items/{link}", message)
        if item["type"] in {"integer", "decimal"} and item.get("required"):
            message = "A number may not be required; few families know it."
            yield Finding(ERROR, "required_number", f"items/{link}", message)


def kind_of_rule(where: str, expression: Expression, item: Item) -> Iterator[Finding]:
    """A rule asks what the kind of answer can tell, in a unit it knows."""
    op, kind, link = expression["op"], item["type"], item["linkId"]
    is_fitting = {
        "compare": kind in {*NUMBERS, "date"},
        "within": kind == "date",
    }.get(op, kind == "choice")
    if not is_fitting:
        message = f"A rule of this kind cannot be asked of {link}."
        yield Finding(ERROR, "wrong_kind", where, message)
    elif op == "compare":
        yield from unit_of(where, expression.get("unit", ""), item)


def kind_of_condition(
    where: str, condition: AskedWhen, items: dict[str, Item]
) -> Iterator[Finding]:
    """A condition looks at a question, and names one of its answers or its unit."""
    item = items.get(condition["question"])
    code = condition.get("answerCode")
    if item is None or item["type"] not in QUESTIONS:
        message = f"{condition['question']} is no question."
        yield Finding(ERROR, "unknown_item", where, message)
    elif not is_answered_so(item["type"], condition):
        message = f"{item['linkId']} has no such answer."
        yield Finding(ERROR, "wrong_kind", where, message)
    elif code is not None and code not in {o["code"] for o in item["answerOption"]}:
        message = f"{item['linkId']} has no option {code}."
        yield Finding(ERROR, "unknown_option", where, message)
    elif "answerQuantity" in condition:
        yield from unit_of(where, condition["answerQuantity"].get("code", ""), item)


def is_answered_so(kind: str, condition: AskedWhen) -> bool:
    """Whether a question of this kind can have the answer that a condition names."""
    wanted = {
        "answerCode": kind == "choice",
        "answerInteger": kind in NUMBERS,
        "answerDecimal": kind in NUMBERS,
        "answerQuantity": kind in NUMBERS,
        "answerDate": kind == "date",
        "answerBoolean": condition["operator"] == "exists",
    }
    return all(fits for name, fits in wanted.items() if name in condition)


def unit_of(where: str, unit: str, item: Item) -> Iterator[Finding]:
    """The unit is one that every unit of the answer turns into; it may not be left out.

    20 months are not "at least 18" where 18 years are meant.
    """
    known = known_units(item)
    if not unit and known - {"", "1"}:
        message = f"{item['linkId']} is compared without a unit."
        yield Finding(ERROR, "no_unit", where, message)
    elif unit and not all(turns(unit, other) for other in known):
        message = f"{item['linkId']} is not answered in {unit}."
        yield Finding(ERROR, "unknown_unit", where, message)


def known_units(item: Item) -> set[str]:
    """Return the units in which a question is answered; a birth date gives months."""
    if item["type"] == "date":
        return {"mo"}
    if item["type"] == "quantity":
        return {unit["code"] for unit in item["unitOption"]}
    return {item["unit"]["code"]} if "unit" in item else set()


def turns(unit: str, other: str) -> bool:
    """Whether one unit turns into another."""
    base = {name: of for name, (of, _factor) in UNITS.items()}
    return unit == other or (unit in base and base[unit] == base.get(other))
