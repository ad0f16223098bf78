"""Our self-checks as FHIR R4 Questionnaires, and questionnaires as self-checks.

The whole document rides along in an extension, with a hash of the items for others. A
file whose items are those that the document gives comes back exactly; if they were
changed elsewhere, the questions are kept and the rules are dropped. Nothing of it is
trusted: what comes in is linted like any other document and is always a draft.
"""

import base64
import hashlib
import json
from decimal import Decimal
from typing import Any, cast

from trials.selfcheck.document import load
from trials.selfcheck.fhir.checks import RejectedError, parse_resource
from trials.selfcheck.fhir.joining import restore
from trials.selfcheck.fhir.reading import (
    ImportNote,
    ImportReport,
    import_questionnaire,
)
from trials.selfcheck.parts import Document, as_draft
from trials.selfcheck.parts import Item as OurItem
from trials.selfcheck.wording import Speaker

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
UCUM = "http://unitsofmeasure.org"
DOCUMENT = "urn:selfcheck:document"
ITEMS_HASH = "urn:selfcheck:items-sha256"
Item = dict[str, Any]


def export_questionnaire(definition: Document, status: str = "") -> Item:
    """Return a self-check as a FHIR R4 Questionnaire.

    `status` is FHIR's ("draft", "active", "retired"); the document's own without it.
    """
    exporter = Exporter(definition)
    items = [exporter.item(as_draft(item)) for item in definition["items"]]
    data = json.dumps(definition, ensure_ascii=False).encode()
    attachment = {
        "contentType": "application/json",
        "data": base64.b64encode(data).decode(),
    }
    found = {
        "resourceType": "Questionnaire",
        "language": definition["defaultLanguage"],
        "extension": [
            {"url": DOCUMENT, "valueAttachment": attachment},
            {"url": ITEMS_HASH, "valueString": items_hash(items)},
        ],
        "version": definition["version"],
        "name": "SelfCheck",
        "title": exporter.said.named("title") or definition["id"],
        "status": status or definition["status"],
        "item": items,
    }
    if "url" in definition:
        found["url"] = definition["url"]
    return found


def read_questionnaire(raw: bytes | Item) -> tuple[Item | None, ImportReport]:
    """Return our own document if the file carries it unchanged, and a report.

    For any other file the document is None and the report holds the questions.
    """
    try:
        resource = parse_resource(raw)
    except RejectedError as error:
        return None, ImportReport(rejected=str(error))
    document = carried(resource)
    if document and export_questionnaire(document)["item"] == resource.get("item"):
        return {**document, "status": "draft"}, ImportReport()
    report = import_questionnaire(resource)
    if has_document(resource):
        report.notes.append(ImportNote("warning", "rules_dropped", "questionnaire"))
    if document:
        restore(cast("list[OurItem]", report.items), document)
    return None, report


def has_document(resource: Item) -> bool:
    """Whether the file says that a document of ours rides along."""
    return any(one.get("url") == DOCUMENT for one in resource.get("extension", []))


def carried(resource: Item) -> Document | None:
    """Return the document that rides along; None where there is no valid one."""
    for one in resource.get("extension", []):
        if one.get("url") != DOCUMENT:
            continue
        try:
            data = one["valueAttachment"]["data"]
            return load(base64.b64decode(data, validate=True))
        except (ValueError, KeyError, TypeError):
            return None
    return None


def items_hash(items: Any) -> str:
    """Return the SHA-256 of items, whatever the order of their keys."""
    text = json.dumps(items, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


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
        translations = [
            {
                "url": f"{STRUCTURE}translation",
                "extension": [
                    {"url": "lang", "valueCode": language},
                    {"url": "content", "valueString": speak(text)},
                ],
            }
            for language, speak in self.speakers.items()
            if language != self.usual and text.get(language)
        ]
        found: Item = {name: self.said(text)}
        if translations:
            found[f"_{name}"] = {"extension": translations}
        return found

    def item(self, item: Item) -> Item:
        """Return one item with what stands in it."""
        found = {
            "linkId": item["linkId"],
            "type": item["type"],
            **self.spoken("text", item["text"]),
        }
        if extension := self.extensions(item):
            found["extension"] = extension
        for name in ("required", "repeats", "enableBehavior"):
            if name in item:
                found[name] = item[name]
        if "enableWhen" in item:
            found["enableWhen"] = [self.condition(one) for one in item["enableWhen"]]
        if "answerOption" in item:
            found["answerOption"] = [self.option(one) for one in item["answerOption"]]
        inner = [self.item(one) for one in item.get("item", [])] + self.hints(item)
        if inner:
            found["item"] = inner
        return found

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
        """Return a unit as an extension."""
        coding = {"system": unit.get("system", UCUM), "code": unit["code"]}
        if "text" in unit:
            coding |= self.spoken("display", unit["text"])
        else:
            coding["display"] = unit["code"]
        return {"url": f"{STRUCTURE}{name}", "valueCoding": coding}

    def option(self, option: Item) -> Item:
        """Return an answer option."""
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
