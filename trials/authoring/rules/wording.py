"""A rule in words, also one that no table can show."""

from typing import Any

from django.utils.translation import gettext as _

from trials.authoring.rules.comparisons import SIGNS
from trials.authoring.text_names import said
from trials.plain.names import QUOTED
from trials.selfcheck.editing.drafts import question
from trials.selfcheck.measures import units_of

Document = dict[str, Any]


def rule_words(document: Document, rule: Document | None) -> str:
    """Return what an expression says, in the author's language."""
    if rule is None:
        return ""
    if rule["op"] in {"all", "any"}:
        glue = _("and") if rule["op"] == "all" else _("or")
        parts = [rule_words(document, arg) for arg in rule["args"]]
        return f"({f' {glue} '.join(parts)})" if len(parts) > 1 else parts[0]
    if rule["op"] == "not":
        return _("not %(what)s") % {"what": rule_words(document, rule["arg"])}
    if rule["op"] == "const":
        known = {True: _("always"), False: _("never"), None: _("not known")}
        return known[rule["value"]]
    asked = question(document, rule["item"])
    name = said(asked["shortLabel"]) if asked else rule["item"]
    return f"{name}: {leaf_words(asked, rule)}"


def leaf_words(asked: Document | None, rule: Document) -> str:
    """Return what is asked of one question."""
    if rule["op"] in {"compare", "within"}:
        return measure_words(asked, rule)
    answers = (asked or {}).get("answerOption", [])
    names = {option["code"]: said(option["text"]) for option in answers}
    if rule["op"] == "has":
        return quoted([rule["code"]], names)
    if rule["op"] == "count":
        values = {"sign": SIGNS[rule["cmp"]], "count": rule["value"]}
        values["names"] = quoted(rule["codes"], names)
        return _("%(sign)s %(count)d of %(names)s") % values
    said_yes, said_no = quoted(rule["true"], names), quoted(rule["false"], names)
    if not said_no:
        return said_yes or _("cannot tell")
    return _("%(yes)s (no: %(no)s)") % {"yes": said_yes or "—", "no": said_no}


def quoted(codes: list[str], names: dict[str, str]) -> str:
    """Return answers by name, one that is gone by its code."""
    return " / ".join(_(QUOTED) % {"words": names.get(code, code)} for code in codes)


def measure_words(asked: Document | None, rule: Document) -> str:
    """Return with what a number or a day is compared."""
    known = {unit["code"]: said(unit.get("text")) for unit in units_of(asked)}
    code = rule.get("unit", "")
    amount = f"{rule['value']} {known.get(code) or code}".strip()
    if rule["op"] == "within":
        return _("within the last %(time)s") % {"time": amount}
    return f"{SIGNS[rule['cmp']]} {amount}"
