"""One page of questions: what was sent, and what is wrong with it in words."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from trials.selfcheck.answers import Answers
from trials.selfcheck.walk import WalkPage
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
    # A number or date that is not known may stay blank, or has a box to say so.
    may_stay_blank: bool = False
    unknown: dict[str, Any] | None = None


def sent_answers(page: WalkPage, data: QueryDict) -> dict[str, Any]:
    """Return the raw answers of a page's questions, also the ones left blank."""
    return {item["linkId"]: sent_answer(item, data) for item in page.items}


def sent_answer(item: Item, data: QueryDict) -> Any:
    """Return one raw answer in the form that the evaluation reads."""
    link = item["linkId"]
    if item["type"] == "choice":
        many = data.getlist(link)[:100]
        return many if item.get("repeats") else data.get(link, "")[:100]
    unknown = data.get(f"{link}.unknown", "")[:40]
    if item["type"] == "quantity":
        value, unit = data.get(f"{link}.value", ""), data.get(f"{link}.unit", "")
        raw: Any = {"value": value[:40], "unit": unit[:40]}
    else:
        raw = value = data.get(link, "")[:100]
    if not unknown:
        return raw
    return {"value": value, "unit": "", "both": unknown} if value.strip() else unknown


def questions(
    page: WalkPage, raw: dict[str, Any], speak: Speaker, errors: dict[str, str]
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
    unknown = unknown_box(item, raw, speak)
    return Question(
        link=item["linkId"],
        kind=item["type"],
        text=speak(item["text"]),
        help=speak(item.get("help")),
        why=speak(item.get("why")),
        options=options,
        unit=speak(item.get("unit", {}).get("text")) or item_unit(item),
        units=units,
        value=value if isinstance(value, str) and value != raw_code(unknown) else "",
        is_many=bool(item.get("repeats")),
        error=error,
        may_stay_blank=item["type"] != "choice" and not item.get("required"),
        unknown=unknown,
    )


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


def raw_code(unknown: dict[str, Any] | None) -> str | None:
    """Return the code that a box sends instead of a number."""
    return unknown["code"] if unknown else None


def item_unit(item: Item) -> str:
    """Return a unit's code where it has no words."""
    return item.get("unit", {}).get("code", "")


def marked(option: Item, speak: Speaker) -> dict[str, Any]:
    """Return an option's code and words."""
    return {"code": option["code"], "text": speak(option.get("text")) or option["code"]}


def page_errors(
    page: WalkPage, answers: Answers, raw: dict[str, Any], speak: Speaker
) -> dict[str, str]:
    """Return the error words of a page's questions by their linkId."""
    codes = {error["item"]: error["code"] for error in answers.errors}
    found: dict[str, str] = {}
    for item in page.items:
        link = item["linkId"]
        if link in codes:
            found[link] = error_words(item, codes[link], raw.get(link), speak)
        elif link not in answers.shown:
            # Another answer of the same page has put it aside.
            continue
        elif item.get("required") and link not in answers.values:
            found[link] = required_words(item, speak)
    return found


def required_words(item: Item, speak: Speaker) -> str:
    """Return what to do, naming "Not sure" only where it is on the list."""
    if item["type"] != "choice":
        return _("Fill this in, or tick that you do not know it.")
    unknown = speak.definition.get("unknownCodes", [])
    if any(option["code"] in unknown for option in item["answerOption"]):
        return speak.named("err_required") or _("Choose an answer.")
    return speak.named("err_choose") or _("Choose an answer.")


def error_words(item: Item, code: str, raw: Any, speak: Speaker) -> str:
    """Return an error in the document's own words, else in the portal's."""
    if code == "range":
        return range_words(limits_of(item, raw), speak)
    usual = {
        "both": _("Type an answer, or tick that you do not know it; not both."),
        "date": _("Type a date like 2020-05-31, or only 2020-05 or 2020."),
        "future": _("This day is still to come. Please check the date."),
    }
    return (
        speak.named(f"err_{code}")
        or usual.get(code)
        or speak.named("err_number")
        or _("Check this answer.")
    )


def limits_of(item: Item, raw: Any) -> Item:
    """Return the limits: those of the chosen unit where there are several."""
    units = {option["code"]: option for option in item.get("unitOption", [])}
    unit = raw.get("unit") if isinstance(raw, dict) else None
    return units.get(unit) or next(iter(units.values()), item)


def range_words(limits: Item, speak: Speaker) -> str:
    """Return between what a number should be; one limit may be missing."""
    low, high = limits.get("minValue"), limits.get("maxValue")
    if low is None:
        return _("Check the number. It should be at most %(limit)s.") % {"limit": high}
    if high is None:
        return _("Check the number. It should be at least %(limit)s.") % {"limit": low}
    words = speak.named("err_range") or _(
        "Check the number. It should be between {min} and {max}."
    )
    return words.replace("{min}", str(low)).replace("{max}", str(high))
