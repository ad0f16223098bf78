"""What is wrong with one page of answers, in words."""

from typing import Any

from django.utils.translation import gettext as _

from trials.selfcheck.answers import Answers
from trials.selfcheck.asking.walk import WalkPage
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.measures import SPANS
from trials.selfcheck.numbers import read_number

Item = dict[str, Any]


def page_errors(
    page: WalkPage, answers: Answers, raw: dict[str, Any], speak: Speaker
) -> dict[str, str]:
    """Return the error words of a page's questions by their linkId."""
    codes = {error["item"]: error["code"] for error in answers.errors}
    found: dict[str, str] = {}
    for item in page.items:
        link = item["linkId"]
        # Another answer of the same page may have put a question aside.
        is_shown = link in answers.shown
        if link in codes:
            found[link] = answer_error_words(item, codes[link], raw.get(link), speak)
        elif is_shown and item.get("required") and link not in answers.values:
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


def answer_error_words(item: Item, code: str, raw: Any, speak: Speaker) -> str:
    """Return an error in the document's own words, else in the portal's."""
    if code == "range":
        limits = limits_of(item, raw)
        said = (range_words(limits, speak), doubt_words(item, limits, raw, speak))
        return " ".join(filter(None, said))
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


def doubt_words(item: Item, limits: Item, raw: Any, speak: Speaker) -> str:
    """Return what a number of a report may have been mistaken for."""
    unit = str(item.get("unit", limits).get("code", ""))
    if not unit or unit in SPANS:
        return ""
    typed = read_number(raw.get("value") if isinstance(raw, dict) else raw)
    if unit == "%" and typed is not None and 0 < typed < 1:
        return _("Did you mean %(value)s %%?") % {"value": f"{float(typed) * 100:.4g}"}
    name = speak(item["shortLabel"])
    return _("Is it the line “%(name)s” of the report?") % {"name": name}


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
