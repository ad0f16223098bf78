"""The parts of a self-check in FHIR's way; tokens come out as "they". Pure."""

from decimal import Decimal
from typing import Any

from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.parts import Document

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"


SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"


CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


UCUM = "http://unitsofmeasure.org"


Item = dict[str, Any]


class Exporter:
    """Says a definition's texts in FHIR's way; tokens come out as "they"."""

    def __init__(self, definition: Document) -> None:
        self.definition = definition
        self.usual = definition["defaultLanguage"]
        self.said = Speaker(definition, {}, self.usual)
        self.speakers = {
            language: Speaker(definition, {}, language)
            for language in definition["languages"]
        }

    def spoken(self, name: str, text: Item) -> Item:
        """Return a text with its translations beside it."""
        found: Item = {name: self.said(text)}
        translations = [
            translated(language, speak(text))
            for language, speak in self.speakers.items()
            if language != self.usual and text.get(language)
        ]
        if translations:
            found[f"_{name}"] = {"extension": translations}
        return found

    def item(self, item: Item) -> Item:
        found = {
            "linkId": item["linkId"],
            "type": item["type"],
            **self.spoken("text", item["text"]),
        }
        if extension := self.extensions(item):
            found["extension"] = extension
        plain = ("required", "repeats", "enableBehavior")
        found |= {name: item[name] for name in plain if name in item}
        turned = {"enableWhen": self.condition, "answerOption": self.option}
        for name in (name for name in turned if name in item):
            found[name] = [turned[name](one) for one in item[name]]
        inner = [self.item(one) for one in item.get("item", [])] + self.hints(item)
        return {**found, "item": inner} if inner else found

    def hints(self, item: Item) -> list[Item]:
        """Return help and the reason why we ask, as texts below the question."""
        return [
            {
                "linkId": f"{item['linkId']}-{name}",
                "type": "display",
                **self.spoken("text", item[name]),
                "extension": [item_control(control)],
            }
            for name, control in (("help", "help"), ("why", "flyover"))
            if name in item
        ]

    def extensions(self, item: Item) -> list[Item]:
        """Return short label, units and limits."""
        found: list[Item] = []
        if "shortLabel" in item:
            label = {"valueString": self.said(item["shortLabel"])}
            found.append({"url": f"{SDC}sdc-questionnaire-shortText", **label})
        found += [
            {"url": f"{STRUCTURE}{name}", **fhir_number(item[name])}
            for name in ("minValue", "maxValue")
            if name in item
        ]
        if "unit" in item:
            found.append(self.unit("questionnaire-unit", item["unit"]))
        options = item.get("unitOption", [])
        return found + [self.unit("questionnaire-unitOption", one) for one in options]

    def unit(self, name: str, unit: Item) -> Item:
        coding = {"system": unit.get("system", UCUM), "code": unit["code"]}
        if "text" in unit:
            coding |= self.spoken("display", unit["text"])
        else:
            coding["display"] = unit["code"]
        return {"url": f"{STRUCTURE}{name}", "valueCoding": coding}

    def option(self, option: Item) -> Item:
        coding = {
            "code": option.get("fhirCode", option["code"]),
            **self.spoken("display", option["text"]),
        }
        if "system" in option:
            coding["system"] = option["system"]
        found: Item = {"valueCoding": coding}
        if option.get("exclusive"):
            url = f"{STRUCTURE}questionnaire-optionExclusive"
            found["extension"] = [{"url": url, "valueBoolean": True}]
        return found

    def condition(self, condition: Item) -> Item:
        """Return a condition; a code becomes a coding."""
        found = {k: v for k, v in condition.items() if k != "answerCode"}
        if "answerCode" in condition:
            found["answerCoding"] = {"code": condition["answerCode"]}
        if "answerQuantity" in found:
            found["answerQuantity"] = {"system": UCUM, **found["answerQuantity"]}
        return found


def translated(language: str, words: str) -> Item:
    """Return FHIR's extension for a text in another language."""
    return {
        "url": f"{STRUCTURE}translation",
        "extension": [
            {"url": "lang", "valueCode": language},
            {"url": "content", "valueString": words},
        ],
    }


def item_control(code: str) -> Item:
    """Return FHIR's mark for help and the like."""
    coding = {"system": CONTROLS, "code": code}
    return {
        "url": f"{STRUCTURE}questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [coding]},
    }


def fhir_number(value: float) -> Item:
    """Return a limit as integer or decimal."""
    is_whole = Decimal(str(value)) % 1 == 0
    return {"valueInteger": int(value)} if is_whole else {"valueDecimal": value}
