"""Rules as people write them: a table for each question, joined by "all" or "any".

A rule says of an exclusion what must not be, and a table says what fits. Both
readings are turned into each other here. What a table means:

- one answer: what its row says;
- several ticks: of an inclusion one tick that fits is enough, of an exclusion one
  that does not fit; otherwise one tick that cannot tell leaves it open;
- ``needed`` ticks: so many of them, and those that cannot tell may count or not.

"Not sure" can never tell. Pure.
"""

from collections.abc import Collection

from trials.selfcheck.editing.drafts import CANNOT_TELL, FAILS, FITS
from trials.selfcheck.parts import Draft

OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
SIMPLE = {"answer", "has", "compare", "ticks", "within", "longer"}
ALL, ANY = "all", "any"


def parts_of(rule: Draft | None, kind: str) -> tuple[str, list[Draft]] | None:
    """Return (how the parts go together, parts); None for a rule no table can show.

    "all" and "any" speak of what fits, also for an exclusion.
    """
    if rule is None:
        return ALL, []
    whole = as_part(rule)
    if is_simple(whole):
        return ALL, [whole]
    if whole["op"] not in {ALL, ANY}:
        return None
    parts = [as_part(arg) for arg in whole["args"]]
    if not all(is_simple(part) for part in parts):
        return None
    return turned(whole["op"], kind), parts


def is_simple(part: Draft) -> bool:
    """Whether a table can show a part."""
    return part["op"] in SIMPLE or (part["op"] == "count" and part["cmp"] == ">=")


def turned(join: str, kind: str) -> str:
    """Turn "all fit" into "any must not be" for an exclusion, and back."""
    if kind == "inclusion":
        return join
    return ANY if join == ALL else ALL


def as_part(rule: Draft) -> Draft:
    """Return several ticks of one list, or "not within", as one part."""
    if rule["op"] == "not" and rule["arg"]["op"] == "within":
        return {**rule["arg"], "op": "longer"}
    args = rule.get("args", [])
    is_list = rule["op"] == ANY and all(arg["op"] == "has" for arg in args)
    items = {arg["item"] for arg in args if "item" in arg}
    if is_list and len(items) == 1:
        codes = [arg["code"] for arg in args]
        return {"op": "ticks", "item": items.pop(), "codes": codes}
    return rule


def join_rules(join: str, rules: list[Draft], kind: str) -> Draft | None:
    """Return one rule of several parts."""
    if len(rules) <= 1:
        return rules[0] if rules else None
    return {"op": turned(join, kind), "args": rules}


def option_codes(asked: Draft) -> list[str]:
    """Return the codes of a question's answers."""
    return [option["code"] for option in asked.get("answerOption", [])]


def verdicts(
    asked: Draft | None, part: Draft | None, kind: str, unsure: Collection[str]
) -> dict[str, str]:
    """Return what each option of a question means for its criterion."""
    if not asked or not part:
        return {}
    codes = option_codes(asked)
    true, false = part.get("true", []), part.get("false", [])
    if part["op"] in {"has", "ticks", "count"}:
        # What was not named speaks against it, as soon as something is ticked.
        true = part.get("codes") or [part["code"]]
        open_ones = {*part.get("maybe", []), *unsure}
        false = [code for code in codes if code not in {*true, *open_ones}]
    good, bad = (true, false) if kind == "inclusion" else (false, true)
    return {
        code: FITS if code in good else FAILS if code in bad else CANNOT_TELL
        for code in codes
    }


def table_rule(
    asked: Draft,
    table: dict[str, str],
    kind: str,
    unsure: Collection[str],
    needed: int = 1,
) -> Draft:
    """Return the rule that a table of options stands for; see the top."""
    told = {c: v for c, v in table.items() if v != CANNOT_TELL and c not in unsure}
    fits = [code for code, verdict in told.items() if verdict == FITS]
    fails = [code for code, verdict in told.items() if verdict == FAILS]
    true, false = (fits, fails) if kind == "inclusion" else (fails, fits)
    link = asked["linkId"]
    maybe = [c for c in option_codes(asked) if c not in told and c not in unsure]
    if asked.get("repeats") and true and (needed > 1 or not maybe):
        return ticks_rule(link, true, maybe, needed)
    # True by one tick, false only if all that is ticked says so: else it is open.
    return {"op": "answer", "item": link, "true": true, "false": false}


def ticks_rule(link: str, true: list[str], maybe: list[str], needed: int) -> Draft:
    """Return the rule that so many of some ticks are needed."""
    if needed > 1:
        rule = {"op": "count", "item": link, "codes": true}
        rule |= {"maybe": maybe} if maybe else {}
        return rule | {"cmp": ">=", "value": needed}
    rules: list[Draft] = [{"op": "has", "item": link, "code": code} for code in true]
    return rules[0] if len(rules) == 1 else {"op": ANY, "args": rules}
