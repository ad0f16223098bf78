"""A page's questions as a template prints them, with what was answered."""

from dataclasses import dataclass
from typing import Any

from trials.selfcheck.asking.walk import WalkPage
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.parts import Item, Option, Unit


@dataclass(frozen=True)
class Question:
    """A question as the template prints it."""

    link: str
    kind: str
    text: str
    help: str
    why: str
    options: list[dict[str, Any]]
    unit: str
    units: list[dict[str, Any]]
    value: str
    is_many: bool
    error: str = ""
    # A number or date that is not known may stay blank, or has a box to say so.
    may_stay_blank: bool = False
    unknown: dict[str, Any] | None = None


def show_questions(
    page: WalkPage, raw: dict[str, Any], speak: Speaker, errors: dict[str, str]
) -> list[Question]:
    """Return a page's questions with what was answered and what is wrong."""
    return [
        show_question(
            item, raw.get(item["linkId"]), speak, errors.get(item["linkId"], "")
        )
        for item in page.items
    ]


def show_question(item: Item, raw: Any, speak: Speaker, error: str) -> Question:
    unknown = unknown_box(item, raw, speak)
    return Question(
        link=item["linkId"],
        kind=item["type"],
        text=speak(item["text"]),
        help=speak(item.get("help")),
        why=speak(item.get("why")),
        options=shown_options(item, raw, speak),
        unit=unit_words(item, speak),
        units=shown_units(item, raw, speak),
        value=shown_value(raw, unknown),
        is_many=bool(item.get("repeats")),
        error=error,
        may_stay_blank=item["type"] != "choice" and not item.get("required"),
        unknown=unknown,
    )


def shown_options(item: Item, raw: Any, speak: Speaker) -> list[dict[str, Any]]:
    """Return the answers to choose from, the chosen ones marked."""
    chosen = raw if isinstance(raw, list) else [raw]
    return [
        {**marked(option, speak), "is_chosen": option["code"] in chosen}
        for option in item.get("answerOption", [])
    ]


def shown_units(item: Item, raw: Any, speak: Speaker) -> list[dict[str, Any]]:
    """Return the units to choose from; the first where none was chosen."""
    unit = raw.get("unit", "") if isinstance(raw, dict) else ""
    units = [
        {**marked(option, speak), "is_chosen": option["code"] == unit}
        for option in item.get("unitOption", [])
    ]
    if units and not any(one["is_chosen"] for one in units):
        units[0]["is_chosen"] = True
    return units


def shown_value(raw: Any, unknown: dict[str, Any] | None) -> str:
    """Return what was typed; the box "I do not know" is ticked, never typed."""
    value = raw.get("value", "") if isinstance(raw, dict) else raw
    is_boxed = unknown is not None and value == unknown["code"]
    return value if isinstance(value, str) and not is_boxed else ""


def unknown_box(item: Item, raw: Any, speak: Speaker) -> dict[str, Any] | None:
    """Return the box "I do not know" of a number or date that has to be answered."""
    codes = speak.definition.get("unknownCodes", [])
    if item["type"] == "choice" or not item.get("required") or not codes:
        return None
    is_chosen = isinstance(raw, dict) and bool(raw.get("both"))
    return {
        "code": codes[0],
        "text": speak.named("not_known"),
        "is_chosen": is_chosen or raw == codes[0],
    }


def unit_words(item: Item, speak: Speaker) -> str:
    """Return a number's only unit; its code where it has no words."""
    unit = item.get("unit")
    return (speak(unit.get("text")) or unit["code"]) if unit else ""


def marked(option: Option | Unit, speak: Speaker) -> dict[str, Any]:
    return {"code": option["code"], "text": speak(option.get("text")) or option["code"]}
