"""One page of questions: what was sent, and what is wrong with it in words."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from trials.selfcheck.answers import Answers
from trials.selfcheck.walk import Page
from trials.selfcheck.wording import Speaker

Item = dict[str, Any]


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
    limits: dict[str, Any] = field(default_factory=dict)


def sent_answers(page: Page, data: QueryDict) -> dict[str, Any]:
    """Return the raw answers of a page's questions, also the ones left blank."""
    return {item["linkId"]: sent_answer(item, data) for item in page.items}


def sent_answer(item: Item, data: QueryDict) -> Any:
    """Return one raw answer in the form that the evaluation reads."""
    link = item["linkId"]
    if item["type"] == "quantity":
        value, unit = data.get(f"{link}.value", ""), data.get(f"{link}.unit", "")
        return {"value": value[:40], "unit": unit[:40]}
    if item.get("repeats"):
        return data.getlist(link)[:100]
    return data.get(link, "")[:100]


def questions(
    page: Page, raw: dict[str, Any], speak: Speaker, errors: dict[str, str]
) -> list[Question]:
    """Return a page's questions with what was answered and what is wrong."""
    return [
        question(item, raw.get(item["linkId"]), speak, errors.get(item["linkId"], ""))
        for item in page.items
    ]


def question(item: Item, raw: Any, speak: Speaker, error: str) -> Question:
    """Return one question."""
    is_quantity = isinstance(raw, dict)
    chosen = raw if isinstance(raw, list) else [raw]
    unit = raw.get("unit", "") if is_quantity else ""
    value = raw.get("value", "") if is_quantity else raw
    options = [
        {**marked(option, speak), "is_chosen": option["code"] in chosen}
        for option in item.get("answerOption", [])
    ]
    units = [
        {**marked(option, speak), "is_chosen": option["code"] == unit}
        for option in item.get("unitOption", [])
    ]
    if units and not any(one["is_chosen"] for one in units):
        units[0]["is_chosen"] = True
    return Question(
        link=item["linkId"],
        kind=item["type"],
        text=speak(item["text"]),
        help=speak(item.get("help")),
        why=speak(item.get("why")),
        options=options,
        unit=speak(item.get("unit", {}).get("text")) or item_unit(item),
        units=units,
        value=value if isinstance(value, str) else "",
        is_many=bool(item.get("repeats")),
        error=error,
    )


def item_unit(item: Item) -> str:
    """Return a unit's code where it has no words."""
    return item.get("unit", {}).get("code", "")


def marked(option: Item, speak: Speaker) -> dict[str, Any]:
    """Return an option's code and words."""
    return {"code": option["code"], "text": speak(option.get("text")) or option["code"]}


def page_errors(page: Page, answers: Answers, speak: Speaker) -> dict[str, str]:
    """Return the error words of a page's questions by their linkId."""
    codes = {error["item"]: error["code"] for error in answers.errors}
    found: dict[str, str] = {}
    for item in page.items:
        link = item["linkId"]
        if link in codes:
            found[link] = error_words(item, codes[link], speak)
        elif item.get("required") and link not in answers.values:
            found[link] = speak.named("err_required")
    return found


def error_words(item: Item, code: str, speak: Speaker) -> str:
    """Return an error in the document's own words, with the limits put in."""
    words = speak.named(f"err_{code}") or speak.named("err_number")
    limits = [item, *item.get("unitOption", [])]
    low = next((one["minValue"] for one in limits if "minValue" in one), "")
    high = next((one["maxValue"] for one in limits if "maxValue" in one), "")
    return words.replace("{min}", str(low)).replace("{max}", str(high))
