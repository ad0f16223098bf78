"""Codes and units of a foreign form, turned into those of our form, kept for export."""

import re
from collections.abc import Callable
from typing import Any

from portal.lib.vocabulary import in_every_language

Item = dict[str, Any]
Words = Callable[[Item, str], dict[str, str]]
# Only codes that say it: a display such as "Other/Unknown/Refused" says more than one.
UNSURE = frozenset({"unknown", "unsure", "not-sure", "not_sure"})
UNIT_EXTENSIONS = ("questionnaire-unit", "questionnaire-unitOption")
PREFER_NOT = frozenset({"prefer_not", "prefer-not"})


class CodeBook:
    """Which of our names stands for which of the file's."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.made: dict[str, Item] = {}
        self.booleans: set[str] = set()

    def link(self, raw: str) -> str:
        """Return a linkId of our form, unique."""
        if raw not in self.links:
            taken = set(self.links.values())
            self.links[raw] = unique(slug(raw, r"[^a-z0-9_.-]+", 56, "q"), taken)
        return self.links[raw]

    def keep(self, raw: str, made: Item) -> None:
        """Remember a question, for the conditions that look back at it."""
        self.made[raw] = made

    def option(self, link: str, raw: Item, words: Words) -> Item:
        """Return an option with a code of our form; the file's own stays beside it."""
        original, text, coding = as_coded(raw, words)
        known = self.codes.setdefault(link, {})
        code = self.code(original, text["en"], set(known.values()))
        known[original] = code
        found: Item = {"code": code, "text": text}
        if coding.get("system"):
            found["system"] = str(coding["system"])
        if original and original != code:
            found["fhirCode"] = original
        alone = extensions(raw).get("questionnaire-optionExclusive", {})
        if alone.get("valueBoolean") is True:
            found["exclusive"] = True
        return found

    def code(self, original: str, text: str, taken: set[str]) -> str:
        """Return a code; one that says "not known" becomes our own unknown."""
        if original.lower() in UNSURE and "unsure" not in taken:
            return "unsure"
        if original.lower() in PREFER_NOT and "prefer_not" not in taken:
            return "prefer_not"
        return unique(slug(original or text, r"[^a-z0-9_-]+", 34, "o"), taken)


def as_coded(raw: Item, words: Words) -> tuple[str, dict[str, str], Item]:
    """Return an option's own code, its words, and its coding where it has one."""
    coding = raw.get("valueCoding")
    if isinstance(coding, dict):
        original = str(coding.get("code") or coding.get("display") or "")
        named = {**coding, "display": coding.get("display") or original}
        return original, words(named, "display"), coding
    value = next((v for k, v in raw.items() if k.startswith("value")), "")
    return str(value), {"en": str(value)[:1200] or "?"}, {}


def extensions(node: Item) -> dict[str, Item]:
    """Return a node's extensions by the last word of their address."""
    return {
        str(one.get("url", "")).rsplit("/", 1)[-1]: one
        for one in node.get("extension", [])
    }


def units(item: Item, words: Words) -> list[Item]:
    """Return the units that an item names, each once."""
    found: list[Item] = []
    for one in item.get("extension", []):
        is_unit = str(one.get("url", "")).endswith(UNIT_EXTENSIONS)
        coding = one.get("valueCoding")
        if is_unit and isinstance(coding, dict):
            made = foreign_unit(coding, words)
            if made not in found:
                found.append(made)
    return found


def foreign_unit(coding: Item, words: Words) -> Item:
    code = str(coding.get("code") or coding.get("display") or "1")
    named = {**coding, "display": coding.get("display") or code}
    made: Item = {"code": code, "text": words(named, "display")}
    return made | ({"system": coding["system"]} if coding.get("system") else {})


def option(code: str, word: str) -> Item:
    """Return an option of ours, in all languages that the portal speaks."""
    return {"code": code, "text": in_every_language("self_check_words", word)}


def translation(extension: Any) -> tuple[str, str]:
    """Return (language, content) of a translation extension."""
    if not isinstance(extension, dict):
        return "", ""
    parts = {
        part.get("url"): next((v for k, v in part.items() if k.startswith("value")), "")
        for part in extension.get("extension", [])
        if isinstance(part, dict)
    }
    language = str(parts.get("lang", "")).lower()
    return language, str(parts.get("content", ""))


def slug(raw: str, unwanted: str, longest: int, start: str) -> str:
    """Return lower-case letters and digits, beginning with one of them."""
    text = re.sub(unwanted, "-", raw.lower()).strip("-_.")[:longest]
    return text or start


def unique(name: str, taken: set[str]) -> str:
    """Return the name, with a number where it is taken."""
    number, found = 2, name
    while found in taken:
        found = f"{name}-{number}"
        number += 1
    return found
