"""A foreign FHIR Questionnaire (R4, and R5's `coding`) becomes questions, no rules.

Every file is untrusted: it is refused whole, or read with a report of what was left
out. Findings of level "error" must be put right before anything is published.
"""

from collections.abc import Iterator
from typing import Any

from trials.selfcheck.document import is_malformed
from trials.selfcheck.fhir.asked_when import Conditions
from trials.selfcheck.fhir.checks import (
    RejectedError,
    checked_items,
    contained,
    parse_resource,
)
from trials.selfcheck.fhir.codes import CodeBook, extensions
from trials.selfcheck.fhir.questions import CHOICES, Questions
from trials.selfcheck.fhir.reports import ImportNote, ImportReport

NUMBERS = {"integer", "decimal"}
SUPPORTED = CHOICES | NUMBERS | {"boolean", "quantity", "date", "group", "display"}
Item = dict[str, Any]


def import_questionnaire(raw: bytes | dict[str, Any]) -> ImportReport:
    """Read a file; raises nothing."""
    try:
        return QuestionnaireReader(parse_resource(raw)).read()
    except RejectedError as error:
        return ImportReport(rejected=str(error))


class QuestionnaireReader:
    """Reads one questionnaire; keeps what it noticed."""

    def __init__(self, resource: dict[str, Any]) -> None:
        self.resource = resource
        self.report = ImportReport()
        self.all_items = checked_items(resource)
        self.book = CodeBook()
        self.questions = Questions(
            self.book, contained(resource), self.note, self.report.languages
        )
        self.conditions = Conditions(self.all_items, self.book, self.note)

    def note(self, level: str, code: str, where: str) -> None:
        """Keep a finding."""
        self.report.notes.append(ImportNote(level, code, where))

    def read(self) -> ImportReport:
        """Return the report with everything that can be used."""
        if self.resource.get("copyright"):
            self.note("warning", "copyright", "questionnaire")
        self.ignored_extensions()
        self.report.items = self.level(self.resource.get("item", []), [])
        if not any(is_question(item) for item in flatten_imported(self.report.items)):
            raise RejectedError("no_usable_question")
        # Whatever the file held, what comes of it is of our own form.
        if any(is_malformed("item", item) for item in self.report.items):
            raise RejectedError("not_a_questionnaire")
        return self.report

    def level(self, items: list[Item], inherited: list[Item]) -> list[Item]:
        """Return the usable items of one level, in order."""
        found: list[Item] = []
        for item in items:
            found += self.one(item, inherited)
        return found

    def one(self, item: Item, inherited: list[Item]) -> list[Item]:
        """Return one item with what stands below it; several where it is flattened."""
        link, kind = item["linkId"], item["type"]
        known = extensions(item)
        if "questionnaire-hidden" in known:
            self.note("info", "hidden_skipped", link)
            return []
        if item.get("readOnly") or any("calculated" in name for name in known):
            self.note("warning", "calculated_skipped", link)
            return []
        self.markup(item)
        if kind not in SUPPORTED:
            level = "error" if item.get("required") else "warning"
            self.note(level, f"type_unsupported:{kind}", link)
            return self.flattened(item, inherited)
        if kind == "group":
            return self.group(item, inherited)
        return self.question(item, inherited)

    def ignored_extensions(self) -> None:
        """Name the extensions whose logic is not carried over, wherever they stand."""
        has_variable = False
        for node in (self.resource, *self.all_items):
            where = node.get("linkId", "questionnaire")
            for one in node.get("extension", []):
                name = str(one.get("url", "")).rsplit("/", 1)[-1] if one else ""
                has_variable |= name == "variable"
                if name.endswith("enableWhenExpression"):
                    self.note("error", f"extension_ignored:{name}", where)
                elif name.endswith("initialExpression"):
                    self.note("warning", f"extension_ignored:{name}", where)
        if has_variable:
            self.note("warning", "extension_ignored:variable", "questionnaire")

    def markup(self, item: Item) -> None:
        """Name text that also comes as markup; the plain text is taken."""
        text = item.get("_text")
        if isinstance(text, dict) and "rendering-xhtml" in extensions(text):
            self.note("warning", "xhtml_ignored", item["linkId"])

    def group(self, item: Item, inherited: list[Item]) -> list[Item]:
        """Return a group, or nothing where nothing of it can be used."""
        if item.get("repeats"):
            self.note("error", "repeating_group", item["linkId"])
        conditions = self.conditions.of(item)
        inner = self.level(item.get("item", []), [])
        if not inner:
            self.note("info", "empty_group_dropped", item["linkId"])
            return []
        group = {**self.questions.base(item), "type": "group", "item": inner}
        return [self.conditions.put(group, item, [*inherited, *conditions])]

    def question(self, item: Item, inherited: list[Item]) -> list[Item]:
        """Return a question or a text, then the questions that stood below it."""
        conditions = self.conditions.of(item)
        made = self.questions.made(item)
        found = []
        if made:
            self.book.keep(item["linkId"], made)
            made = self.conditions.put(made, item, [*inherited, *conditions])
            found.append(made)
        return found + self.flattened(item, [*inherited, *conditions])

    def flattened(self, item: Item, inherited: list[Item]) -> list[Item]:
        """Return the questions below a question, after it, under its conditions."""
        # A text below a question is a hint of the file's own way of showing it.
        inner = [one for one in item.get("item", []) if one["type"] != "display"]
        if not inner:
            return []
        found = self.level(inner, inherited)
        if found:
            self.note("info", "flattened", item["linkId"])
        return found


def is_question(item: Item) -> bool:
    """Whether it asks something."""
    return item["type"] not in {"group", "display"}


def flatten_imported(items: list[Item]) -> Iterator[Item]:
    """Yield all items of the result."""
    for item in items:
        yield item
        yield from flatten_imported(item.get("item", []))
