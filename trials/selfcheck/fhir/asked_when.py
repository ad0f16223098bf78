"""Conditions of a foreign form: kept where they look back at a kept question."""

from collections.abc import Callable
from typing import Any

from trials.selfcheck.document import is_malformed
from trials.selfcheck.fhir.codes import CodeBook

Item = dict[str, Any]
Note = Callable[[str, str, str], None]


class Conditions:
    """Reads `enableWhen`; reports what cannot be carried over."""

    def __init__(self, items: list[Item], book: CodeBook, note: Note) -> None:
        self.order = {item["linkId"]: n for n, item in enumerate(items)}
        self.book = book
        self.note = note

    def of(self, item: Item) -> list[Item]:
        """Return an item's conditions in our form."""
        raw = item.get("enableWhen", [])
        if len(raw) > 1 and not item.get("enableBehavior"):
            self.note("error", "enablebehavior_missing", item["linkId"])
        return [
            made for condition in raw if (made := self.one(condition, item)) is not None
        ]

    def one(self, condition: Item, item: Item) -> Item | None:
        """Return one condition, None where its question comes later or was left out."""
        question, operator = condition["question"], condition.get("operator")
        made = self.book.made.get(question)
        if made is None or self.order[question] >= self.order[item["linkId"]]:
            self.note("error", "enablewhen_unresolved", item["linkId"])
            return None
        answer = self.answer(condition, question, made)
        found = {"question": made["linkId"], "operator": operator, **(answer or {})}
        if answer is None or is_malformed("enableWhen", found):
            self.note("error", "enablewhen_unresolved", item["linkId"])
            return None
        if operator == "!=":
            self.note("warning", "enablewhen_not_equal", item["linkId"])
        return found

    def answer(self, condition: Item, question: str, made: Item) -> Item | None:
        """Return the answer that a condition compares with."""
        if condition.get("operator") == "exists":
            return {"answerBoolean": condition["answerBoolean"]}
        if question in self.book.booleans:
            value = condition.get("answerBoolean")
            return {"answerCode": "yes" if value else "no"}
        if made["type"] == "choice":
            return self.chosen(condition, question)
        for name in ("answerInteger", "answerDecimal", "answerDate", "answerQuantity"):
            if name in condition:
                return {name: trimmed(condition[name])}
        return None

    def chosen(self, condition: Item, question: str) -> Item | None:
        """Return the option that a condition names."""
        coding = condition.get("answerCoding")
        if isinstance(coding, dict):
            raw = str(coding.get("code") or coding.get("display") or "")
        else:
            values = [v for k, v in condition.items() if k.startswith("answer")]
            raw = str(values[0]) if values else ""
        code = self.book.codes.get(question, {}).get(raw)
        return {"answerCode": code} if code else None

    def put(self, made: Item, raw: Item, conditions: list[Item]) -> Item:
        if not conditions:
            return made
        made = {**made, "enableWhen": conditions}
        if len(conditions) > 1:
            made["enableBehavior"] = raw.get("enableBehavior") or "all"
        return made


def trimmed(value: Any) -> Any:
    """Return a quantity with the parts that our form has."""
    if not isinstance(value, dict):
        return value
    return {name: value[name] for name in ("value", "code") if name in value}
