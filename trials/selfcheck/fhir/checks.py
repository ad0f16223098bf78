"""What of a foreign Questionnaire is refused whole, before anything is read of it."""

from collections.abc import Callable, Iterator
from typing import Any, TypeGuard

from trials.selfcheck.fhir.shapes import ShapeError, check_item, check_resource
from trials.selfcheck.strict import TooDeepError, check_json, read_json

LARGEST = 2 * 1024 * 1024
MOST_ITEMS, MOST_LEVELS = 500, 10
Item = dict[str, Any]


class RejectedError(ValueError):
    """A file that is refused whole; `str()` is the reason's code."""


def parse_resource(raw: bytes | dict[str, Any]) -> dict[str, Any]:
    """Return the resource, or refuse what is none."""
    if isinstance(raw, bytes) and len(raw) > LARGEST:
        raise RejectedError("too_large")
    try:
        if isinstance(raw, bytes):
            raw = read_json(raw)
        else:
            check_json(raw)
    except TooDeepError:
        raise RejectedError("too_deep") from None
    except ValueError:
        raise RejectedError("not_json") from None
    if not isinstance(raw, dict) or raw.get("resourceType") != "Questionnaire":
        raise RejectedError("not_a_questionnaire")
    refuse_shape(check_resource, raw)
    return raw


def refuse_shape(check: Callable[[Item], None], node: Item) -> None:
    """Refuse what is not of the kind that FHIR says."""
    try:
        check(node)
    except ShapeError:
        raise RejectedError("not_a_questionnaire") from None


def walk(items: Any, level: int = 1) -> Iterator[Item]:
    """Yield every item, or refuse a structure that no form has."""
    if level > MOST_LEVELS:
        raise RejectedError("too_deep")
    if not isinstance(items, list):
        raise RejectedError("not_a_questionnaire")
    for item in items:
        if not isinstance(item, dict):
            raise RejectedError("not_a_questionnaire")
        yield item
        yield from walk(item.get("item", []), level + 1)


def is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


def checked_items(resource: dict[str, Any]) -> list[Item]:
    """Return every item, or refuse a form that cannot be understood at all."""
    items = list(walk(resource.get("item", [])))
    if len(items) > MOST_ITEMS:
        raise RejectedError("too_many_items")
    links = [link for item in items if is_name(link := item.get("linkId"))]
    if len(links) < len(items):
        raise RejectedError("linkid_missing")
    if not all(isinstance(item.get("type"), str) for item in items):
        raise RejectedError("type_missing")
    if len(set(links)) < len(links):
        raise RejectedError("linkid_duplicate")
    for item in items:
        check_shape(item)
        check_conditions(item, set(links))
    return items


def check_shape(item: Item) -> None:
    """Refuse parts of a wrong kind, and options where there can be none."""
    refuse_shape(check_item, item)
    if item["type"] == "decimal" and item.get("answerOption"):
        raise RejectedError("decimal_with_options")


def check_conditions(item: Item, links: set[str]) -> None:
    """Refuse conditions on nothing, on themselves, and `exists` without a boolean."""
    for condition in item.get("enableWhen", []):
        question = condition.get("question")
        if question not in links:
            raise RejectedError("enablewhen_unknown_question")
        if question == item["linkId"]:
            raise RejectedError("enablewhen_on_itself")
        is_exists = condition.get("operator") == "exists"
        if is_exists and not isinstance(condition.get("answerBoolean"), bool):
            raise RejectedError("exists_without_boolean")


def contained(resource: dict[str, Any]) -> dict[str, list[Item]]:
    """Return the value sets that the file brings along, as answer options."""
    found: dict[str, list[Item]] = {}
    for one in resource.get("contained", []):
        if one.get("resourceType") != "ValueSet":
            continue
        found[f"#{one.get('id')}"] = [
            {"valueCoding": {**concept, "system": include.get("system", "")}}
            for include in one.get("compose", {}).get("include", [])
            for concept in include.get("concept", [])
        ]
    return found
