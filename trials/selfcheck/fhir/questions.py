"""Questions of a foreign form, made ours: words, options, numbers, help and reason."""

import re
from collections.abc import Callable
from typing import Any

from trials.selfcheck.fhir.codes import (
    CodeBook,
    Words,
    extensions,
    option,
    translation,
    units,
)

CHOICES = {"choice", "open-choice", "coding"}
UNKNOWN = {"unsure", "prefer_not"}
# R5 says with a constraint what R4 says with the type.
OPEN = {"optionsOrString": "open-choice", "optionsOrType": "open-choice"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
LONGEST = 1200
# A text below a question that is its help, or says why we ask.
HINTS = {"help": "help", "flyover": "why"}
Item = dict[str, Any]


class Questions:
    """Makes one question after another; reports what was left out."""

    def __init__(
        self,
        book: CodeBook,
        valuesets: dict[str, list[Item]],
        note: Callable[[str, str, str], None],
        languages: set[str],
    ) -> None:
        self.book = book
        self.valuesets = valuesets
        self.note = note
        self.languages = languages

    def base(self, item: Item) -> Item:
        """Return what every item has."""
        link = self.book.link(item["linkId"])
        return {"linkId": link, "text": self.words(item)}

    def words(self, node: Item, name: str = "text") -> dict[str, str]:
        """Return a text in all its languages; markup in it stays text."""
        said = str(node.get(name) or node.get("linkId") or "?")[:LONGEST]
        texts = {"en": said}
        for one in node.get(f"_{name}", {}).get("extension", []):
            language, content = translation(one)
            if LANGUAGE.fullmatch(language) and content:
                texts[language] = content[:LONGEST]
                self.languages.add(language)
        return texts

    def made(self, item: Item) -> Item | None:
        """Return the question, or None where it cannot be asked."""
        kind = item["type"]
        if kind == "display":
            return {**self.base(item), "type": "display"}
        base = {**self.base(item), "shortLabel": self.label(item), **self.hints(item)}
        if item.get("required"):
            base["required"] = True
        if item.get("initial"):
            self.note("warning", "preselected_ignored", item["linkId"])
        if kind in CHOICES or kind == "boolean" or item.get("answerOption"):
            return self.choice(item, base)
        if item.get("repeats"):
            self.note("error", "repeating_question", item["linkId"])
        if kind == "date":
            return {**base, "type": "date"}
        return self.number(item, base)

    def label(self, item: Item) -> dict[str, str]:
        """Return the short label, the question itself where there is none."""
        short = extensions(item).get("sdc-questionnaire-shortText", {})
        return self.words(short, "valueString") if short else self.words(item)

    def hints(self, item: Item) -> dict[str, dict[str, str]]:
        """Return help and the reason why we ask, from the texts below a question."""
        found: dict[str, dict[str, str]] = {}
        for below in item.get("item", []):
            control = extensions(below).get("questionnaire-itemControl", {})
            for coding in control.get("valueCodeableConcept", {}).get("coding", []):
                name = HINTS.get(coding.get("code"))
                if name and below["type"] == "display":
                    found.setdefault(name, self.words(below))
        return found

    def choice(self, item: Item, base: Item) -> Item | None:
        """Return a choice with "Not sure" at the end."""
        is_boolean = item["type"] == "boolean"
        options = self.yes_or_no(item) if is_boolean else self.options(item)
        if all(one["code"] in UNKNOWN for one in options):
            outside = item.get("answerValueSet")
            what = "valueset_not_in_file" if outside else "no_options"
            self.note("error", what, item["linkId"])
            return None
        if not any(one["code"] in UNKNOWN for one in options):
            self.note("info", "not_sure_added", item["linkId"])
            options.append(option("unsure", "not_sure"))
        made = {**base, "type": "choice", "answerOption": options}
        return {**made, "repeats": True} if item.get("repeats") else made

    def yes_or_no(self, item: Item) -> list[Item]:
        """Return the two answers of a boolean, which conditions will ask by code."""
        self.note("info", "boolean_to_choice", item["linkId"])
        self.book.booleans.add(item["linkId"])
        return [option("yes", "yes"), option("no", "no")]

    def options(self, item: Item) -> list[Item]:
        """Return a question's options with codes of our form; free text is left out."""
        found: list[Item] = []
        inside = self.valuesets.get(item.get("answerValueSet", ""), [])
        words: Words = self.words
        for raw in item.get("answerOption") or inside:
            if raw.get("initialSelected"):
                self.note("warning", "preselected_ignored", item["linkId"])
            found.append(self.book.option(item["linkId"], raw, words))
        if "open-choice" in (item["type"], OPEN.get(item.get("answerConstraint", ""))):
            self.note("warning", "free_text_dropped", item["linkId"])
        return found

    def number(self, item: Item, base: Item) -> Item:
        """Return a number with its limits and units."""
        limits = self.limits(item)
        named = units(item, self.words)
        if item["type"] == "quantity":
            return {
                **base,
                "type": "quantity",
                "unitOption": [{**unit, **limits} for unit in named or [{"code": "1"}]],
            }
        if not limits:
            self.note("info", "no_limits", item["linkId"])
        with_unit = {"unit": named[0]} if named else {}
        return {**base, "type": item["type"], **limits, **with_unit}

    def limits(self, item: Item) -> Item:
        """Return minValue and maxValue where the file gives them as numbers."""
        known = extensions(item)
        found: Item = {}
        for name in ("minValue", "maxValue"):
            for key, value in known.get(name, {}).items():
                if key in {"valueInteger", "valueDecimal"} and is_number(value):
                    found[name] = value
        return found


def is_number(value: Any) -> bool:
    """Whether it is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
