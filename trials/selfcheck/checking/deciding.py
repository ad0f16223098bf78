"""Whether a line's rule can come out either way at all. Pure.

A table that was left as it stood once made exclusions that never exclude. What a rule
may come to is reckoned from above: what this calls impossible is impossible.
"""

from collections.abc import Iterator
from decimal import Decimal

from trials.selfcheck.answers import flatten
from trials.selfcheck.findings import ERROR, WARNING, Finding
from trials.selfcheck.parts import Document, Expression, Item, ProtocolLine

Ways = frozenset[bool]
BOTH: Ways = frozenset({True, False})


def undeciding(document: Document) -> Iterator[Finding]:
    """Find lines whose rule can never fail, or never hold."""
    items = {one.item["linkId"]: one.item for one in flatten(document["items"])}
    for line in document["criteria"]:
        if "rule" in line:
            yield from undeciding_line(line, ways(line["rule"], items))


def undeciding_line(line: ProtocolLine, possible: Ways) -> Iterator[Finding]:
    where = f"criteria/{line['id']}"
    holds = line["kind"] == "inclusion"
    if (not holds) not in possible:
        message = "Whatever is answered, this line never fails."
        yield Finding(ERROR, "never_fails", where, message)
    if holds not in possible:
        message = "Whatever is answered, this line never fits."
        yield Finding(WARNING, "never_fits", where, message)


def ways(rule: Expression, items: dict[str, Item]) -> Ways:
    """Return which of true and false a rule may come to."""
    op = rule["op"]
    if op == "const":
        return frozenset({bool(rule["value"])})
    if op == "not":
        return frozenset(not one for one in ways(rule["arg"], items))
    if op in {"all", "any"}:
        return joined_ways(op, [ways(arg, items) for arg in rule["args"]])
    if op == "answer":
        sides = (True, rule["true"]), (False, rule["false"])
        return frozenset(side for side, codes in sides if codes)
    if op == "count":
        most = len(rule["codes"]) + len(rule.get("maybe", []))
        return compared_ends(rule["cmp"], Decimal(0), Decimal(most), rule["value"])
    if op == "compare":
        return ways_of_number(rule, items.get(rule["item"]))
    return BOTH


def joined_ways(op: str, parts: list[Ways]) -> Ways:
    """Return what "all" or "any" of some parts may come to."""
    decides = op == "any"
    found = set()
    if any(decides in part for part in parts):
        found.add(decides)
    if all((not decides) in part for part in parts):
        found.add(not decides)
    return frozenset(found)


def ways_of_number(rule: Expression, item: Item | None) -> Ways:
    """Return what a comparison may come to within the answer's own limits."""
    is_plain = item is not None and item["type"] in {"integer", "decimal"}
    if item is None or not is_plain or not {"minValue", "maxValue"} <= set(item):
        return BOTH
    low, high = (Decimal(str(item[name])) for name in ("minValue", "maxValue"))
    return compared_ends(rule["cmp"], low, high, rule["value"])


def compared_ends(cmp: str, low: Decimal, high: Decimal, value: float) -> Ways:
    """Return what a comparison of anything between two ends may come to."""
    limit = Decimal(str(value))
    checks = {
        ">=": (high >= limit, low < limit),
        ">": (high > limit, low <= limit),
        "<": (low < limit, high >= limit),
        "<=": (low <= limit, high > limit),
        "=": (low <= limit <= high, not low == high == limit),
        "!=": (not low == high == limit, low <= limit <= high),
    }
    return frozenset(
        side for side, may in zip((True, False), checks[cmp], strict=True) if may
    )
