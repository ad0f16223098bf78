"""Our self-checks as FHIR R4 Questionnaires, and questionnaires as self-checks.

The whole document rides along in an extension, with a hash of the items for others. A
file whose items are those that the document gives comes back exactly; if they were
changed elsewhere, the questions are kept and the rules are dropped. Nothing of it is
trusted: what comes in is linted like any other document and is always a draft.
"""

import base64
import hashlib
import json
from typing import Any, cast

from trials.selfcheck.document import load
from trials.selfcheck.fhir.checks import RejectedError, parse_resource
from trials.selfcheck.fhir.exporter import Exporter
from trials.selfcheck.fhir.joining import restore
from trials.selfcheck.fhir.reading import import_questionnaire
from trials.selfcheck.fhir.reports import ImportNote, ImportReport
from trials.selfcheck.parts import Document, as_draft
from trials.selfcheck.parts import Item as OurItem

DOCUMENT = "urn:selfcheck:document"
ITEMS_HASH = "urn:selfcheck:items-sha256"
Item = dict[str, Any]


def export_questionnaire(definition: Document, status: str = "") -> Item:
    """Return a self-check as a FHIR R4 Questionnaire.

    `status` is FHIR's ("draft", "active", "retired"); the document's own without it.
    """
    exporter = Exporter(definition)
    items = [exporter.item(as_draft(item)) for item in definition["items"]]
    found = {
        "resourceType": "Questionnaire",
        "language": definition["defaultLanguage"],
        "extension": [
            {"url": DOCUMENT, "valueAttachment": attached(definition)},
            {"url": ITEMS_HASH, "valueString": items_hash(items)},
        ],
        "version": definition["version"],
        "name": "SelfCheck",
        "title": exporter.said.named("title") or definition["id"],
        "status": status or definition["status"],
        "item": items,
    }
    return found | ({"url": definition["url"]} if "url" in definition else {})


def attached(definition: Document) -> Item:
    """Return the whole document as an attachment that rides along."""
    data = json.dumps(definition, ensure_ascii=False).encode()
    return {
        "contentType": "application/json",
        "data": base64.b64encode(data).decode(),
    }


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
