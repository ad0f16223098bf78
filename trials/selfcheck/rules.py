"""Rules as people write them: a table for each question, joined by "all" or "any".

A rule says of an exclusion what must not be, and a table says what fits. Both
readings are turned into each other here. Pure.
"""

from typing import Any

from trials.selfcheck.edit import CANNOT_TELL, FAILS, FITS

Document = dict[str, Any]
OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
SIMPLE = {"answer", "has", "compare", "ticks"}
ALL, ANY = "all", "any"


def parts_of(rule: Document | None, kind: str) -> tuple[str, list[Document]] | None:
    """Return (how the parts go together, parts); None for a rule no table can show.

    "all" and "any" speak of what fits, also for an exclusion.
    """
    if rule is None:
        return ALL, []
    whole = ticks(rule)
    if whole["op"] in SIMPLE:
        return ALL, [whole]
    if whole["op"] not in {ALL, ANY}:
        return None
    parts = [ticks(arg) for arg in whole["args"]]
    if any(part["op"] not in SIMPLE for part in parts):
        return None
    return turned(whole["op"], kind), parts


def turned(join: str, kind: str) -> str:
    """Turn "all fit" into "any must not be" for an exclusion, and back."""
    if kind == "inclusion":
        return join
    return ANY if join == ALL else ALL


def ticks(rule: Document) -> Document:
    """Return several ticks of one list as one part; any other rule as it is."""
    args = rule.get("args", [])
    is_list = rule["op"] == ANY and all(arg["op"] == "has" for arg in args)
    items = {arg["item"] for arg in args if "item" in arg}
    if is_list and len(items) == 1:
        codes = [arg["code"] for arg in args]
        return {"op": "ticks", "item": items.pop(), "codes": codes}
    return rule


def joined(join: str, rules: list[Document], kind: str) -> Document | None:
    """Return one rule of several parts."""
    if len(rules) <= 1:
        return rules[0] if rules else None
    return {"op": turned(join, kind), "args": rules}


def verdicts(
    asked: Document | None, part: Document | None, kind: str
) -> dict[str, str]:
    """Return what each option of a question means for its criterion."""
    if not asked or not part:
        return {}
    if part["op"] in {"has", "ticks"}:
        true, false = part.get("codes") or [part["code"]], []
    else:
        true, false = part.get("true", []), part.get("false", [])
    good, bad = (true, false) if kind == "inclusion" else (false, true)
    return {
        code: FITS if code in good else FAILS if code in bad else CANNOT_TELL
        for code in (option["code"] for option in asked.get("answerOption", []))
    }


def table_rule(asked: Document, table: dict[str, str], kind: str) -> Document:
    """Return the rule that a table of options stands for.

    In a tick list any of the ticks that count decides.
    """
    fits = [code for code, verdict in table.items() if verdict == FITS]
    fails = [code for code, verdict in table.items() if verdict == FAILS]
    true, false = (fits, fails) if kind == "inclusion" else (fails, fits)
    link = asked["linkId"]
    if not asked.get("repeats") or not true:
        return {"op": "answer", "item": link, "true": true, "false": false}
    rules = [{"op": "has", "item": link, "code": code} for code in true]
    return rules[0] if len(rules) == 1 else {"op": ANY, "args": rules}
