"""Conditions as rows that people choose from lists: a question, how, and what. Pure.

A row is {"question", "operator"} with "code", "value" (and "unit"), or neither: then
the question only has to be answered. The same rows say when a question is shown
(`enableWhen`) and when a criterion applies at all (`appliesWhen`).
"""

from typing import Any

from trials.selfcheck.editing.drafts import question
from trials.selfcheck.parts import Document, Draft

Row = dict[str, Any]
ALL, ANY = "all", "any"


def rows_of_conditions(conditions: list[Draft]) -> tuple[list[Row], list[Draft]]:
    """Return conditions as rows, and those that no row can show."""
    rows: list[Row] = []
    kept: list[Draft] = []
    for condition in conditions:
        row = row_of(condition)
        if row is None:
            kept.append(condition)
        else:
            rows.append(row)
    return rows, kept


def row_of(condition: Draft) -> Row | None:
    """Return one condition as a row, None for one that must be kept as it is."""
    row = {"question": condition["question"], "operator": condition["operator"]}
    if condition["operator"] == "exists":
        return row if condition["answerBoolean"] else None
    if "answerCode" in condition:
        return {**row, "code": condition["answerCode"]}
    quantity = condition.get("answerQuantity", {})
    for name in ("answerInteger", "answerDecimal"):
        if name in condition:
            return {**row, "value": condition[name], "unit": ""}
    if "value" in quantity:
        return {**row, "value": quantity["value"], "unit": quantity.get("code", "")}
    return None


def condition_of(document: Document, row: Row) -> Draft:
    """Return a row as a condition in FHIR's words."""
    found = {"question": row["question"], "operator": row["operator"]}
    if "code" in row:
        return {**found, "answerCode": row["code"]}
    if "value" not in row:
        return {**found, "operator": "exists", "answerBoolean": True}
    asked = question(document, row["question"])
    kind = asked["type"] if asked else "quantity" if row["unit"] else "decimal"
    if kind == "quantity":
        quantity = {"value": row["value"], "code": row["unit"]}
        return {**found, "answerQuantity": quantity}
    is_whole = kind == "integer" and isinstance(row["value"], int)
    return {**found, "answerInteger" if is_whole else "answerDecimal": row["value"]}


def rows_of_rule(
    rule: Draft | None, document: Document
) -> tuple[str, list[Row]] | None:
    """Return (all or any, rows) of an expression; None for one no rows can show."""
    if rule is None:
        return ALL, []
    join = rule["op"] if rule["op"] in {ALL, ANY} else ALL
    leaves = flat(rule, join)
    rows = [row for leaf in leaves if (row := row_of_rule(leaf))]
    if len(rows) < len(leaves):
        return None
    pairs = zip(leaves, rows, strict=True)
    # A leaf whose row would mean anything else is not shown as that row.
    is_exact = all(same(leaf, leaf_of(document, row)) for leaf, row in pairs)
    return (join, rows) if is_exact else None


def same(one: Any, other: Any) -> bool:
    """Whether two expressions are alike, whatever the order of their codes."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = {*one, *other}
        return all(same(one.get(key), other.get(key)) for key in keys)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def flat(rule: Draft, join: str) -> list[Draft]:
    """Return the parts of an expression; "all" inside "all" is no more than a list."""
    if rule["op"] != join:
        return [rule]
    return [part for arg in rule["args"] for part in flat(arg, join)]


def row_of_rule(rule: Draft, operator: str = "=") -> Row | None:
    """Return one leaf of an expression as a row."""
    if rule["op"] == "not" and operator == "=":
        return row_of_rule(rule["arg"], "!=")
    if rule["op"] == "compare" and operator == "=":
        found = {"question": rule["item"], "operator": rule["cmp"]}
        return {**found, "value": rule["value"], "unit": rule.get("unit", "")}
    code = rule.get("code")
    if rule["op"] == "answer" and len(rule["true"]) == 1:
        code = rule["true"][0]
    if code is None or rule["op"] not in {"answer", "has"}:
        return None
    return {"question": rule["item"], "operator": operator, "code": code}


def rule_of(document: Document, join: str, rows: list[Row]) -> Draft | None:
    """Return rows as an expression; None where there are none."""
    rules = [leaf_of(document, row) for row in rows]
    if len(rules) <= 1:
        return rules[0] if rules else None
    return {"op": join, "args": rules}


def leaf_of(document: Document, row: Row) -> Draft:
    """Return one row as a leaf of an expression."""
    link = row["question"]
    if "value" in row:
        leaf = {"op": "compare", "item": link, "cmp": row["operator"]}
        leaf["value"] = row["value"]
        return {**leaf, "unit": row["unit"]} if row["unit"] else leaf
    if "code" not in row:
        asked = question(document, link) or {}
        unsure = document.get("unknownCodes", [])
        codes = [option["code"] for option in asked.get("answerOption", [])]
        known = [code for code in codes if code not in unsure]
        return {"op": "answer", "item": link, "true": known, "false": []}
    leaf = chosen(document, link, row["code"])
    return {"op": "not", "arg": leaf} if row["operator"] == "!=" else leaf


def chosen(document: Document, link: str, code: str) -> Draft:
    """Return the expression "this answer was chosen"; Not sure stays unknown."""
    asked = question(document, link) or {}
    if asked.get("repeats"):
        return {"op": "has", "item": link, "code": code}
    codes = [option["code"] for option in asked.get("answerOption", [])]
    unsure = {*document.get("unknownCodes", []), code}
    others = [other for other in codes if other not in unsure]
    return {"op": "answer", "item": link, "true": [code], "false": others}
