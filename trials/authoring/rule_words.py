"""A rule in words, also one that no table can show."""

from typing import Any

from django.utils.translation import gettext as _

from trials.authoring.forms.rules import SIGNS
from trials.authoring.text_names import said
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
    options = {
        o["code"]: said(o["text"]) for o in (asked or {}).get("answerOption", [])
    }

    def names(codes: list[str]) -> str:
        return " / ".join(f"“{options.get(code, code)}”" for code in codes)

    if rule["op"] in {"compare", "within"}:
        known = {unit["code"]: said(unit.get("text")) for unit in units_of(asked)}
        code = rule.get("unit", "")
        amount = f"{rule['value']} {known.get(code) or code}".strip()
        if rule["op"] == "within":
            return _("within the last %(time)s") % {"time": amount}
        return f"{SIGNS[rule['cmp']]} {amount}"
    if rule["op"] == "count":
        values = {"sign": SIGNS[rule["cmp"]], "count": rule["value"]}
        values["names"] = names(rule["codes"])
        return _("%(sign)s %(count)d of %(names)s") % values
    if rule["op"] == "has":
        return names([rule["code"]])
    said_no = names(rule["false"])
    if not said_no:
        return names(rule["true"]) or _("cannot tell")
    values = {"yes": names(rule["true"]) or "—", "no": said_no}
    return _("%(yes)s (no: %(no)s)") % values
