"""The texts of one part of a draft, all languages side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.lib.json_hash import hash_json
from trials.authoring.text_names import reason_name, text_name
from trials.models import SelfCheckVersion
from trials.selfcheck.editing.text_rows import OPTIONAL, TextRow
from trials.selfcheck.editing.texts import with_texts

Document = dict[str, Any]
LONGEST = 1200


class WordsForm(forms.Form):
    """Texts with a box for each language; what was typed is never lost.

    The page carries the revision of the part that it shows. Where somebody changed
    that part meanwhile nothing is saved, and both are shown.
    """

    def __init__(
        self,
        *args: Any,
        version: SelfCheckVersion,
        part: Any,
        rows: list[TextRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.texts = version, rows
        reasons = part.get("reasons", []) if isinstance(part, dict) else []
        self.reasons = {reason["code"]: reason for reason in reasons}
        self.languages = version.definition["languages"]
        self.revision = hash_json(part)[:16]
        self.is_conflict = self.is_bound and self.data.get("revision") != self.revision

    @property
    def shown_revision(self) -> str:
        """Return the revision that the page carries on.

        The newest only once its words were shown; a page that merely shows other
        tables still has to say that somebody was quicker.
        """
        is_told = not self.is_bound or self._errors is not None
        return self.revision if is_told else self.data.get("revision", "")

    def typed(self, row: TextRow, language: str) -> str:
        """Return what stands in one box now."""
        stored = row.words.get(language, "")
        sent = self.data.get(f"{row.pointer}|{language}", stored)
        return " ".join(sent.split()) if self.is_bound else stored

    def clean(self) -> dict[str, Any]:
        """Refuse what would overwrite somebody's words, lose a text, or not fit."""
        data = super().clean()
        if self.is_conflict:
            message = _(
                "Somebody changed this page while you were writing. Nothing is saved "
                "yet: what stands there now is shown under your words. Compare, then "
                "save again."
            )
            self.add_error(None, message)
        for row in self.texts:
            self.check_row(row)
        return data

    def check_row(self, row: TextRow) -> None:
        """Refuse a text that is lost in a language that needs it, or is too long."""
        needed = {"en", self.version.definition["defaultLanguage"]}
        words = {one: self.typed(row, one) for one in self.languages}
        is_optional = row.pointer.rpartition("/")[2] in OPTIONAL
        is_empty = is_optional and not any(words.values())
        if not is_empty and not all(words.get(one) for one in needed):
            message = _("%(name)s: write the first language's words.")
            self.add_error(None, message % {"name": text_name(row.pointer)})
        if any(len(word) > LONGEST for word in words.values()):
            message = _("%(name)s: at most %(count)d characters.")
            values = {"name": text_name(row.pointer), "count": LONGEST}
            self.add_error(None, message % values)

    def applied(self, document: Document) -> tuple[Document, list[str]]:
        """Return the document with the words, and which translations are outdated."""
        words = {
            row.pointer: {one: self.typed(row, one) for one in self.languages}
            for row in self.texts
        }
        marks = self.version.outdated
        right = [mark for mark in marks if self.data.get(f"{mark}|right")]
        return with_texts(document, words, marks, right)

    def rows(self) -> list[dict[str, Any]]:
        """Return the texts as the page prints them."""
        return [
            {
                "name": self.name_of(row.pointer),
                "cells": [self.cell(row, one) for one in self.languages],
            }
            for row in self.texts
        ]

    def name_of(self, pointer: str) -> str:
        """Return what a text is; of a reason, when it is told."""
        steps = pointer.split("/")
        reason = self.reasons.get(steps[-2]) if "reasons" in steps else None
        return reason_name(reason) if reason else text_name(pointer)

    def cell(self, row: TextRow, language: str) -> dict[str, Any]:
        """Return one box, marked where out of date, with what else stands there."""
        mark = f"{row.pointer}|{language}"
        typed, stored = self.typed(row, language), row.words.get(language, "")
        return {
            "language": language,
            "name": mark,
            "words": typed,
            "is_outdated": mark in self.version.outdated,
            "is_right": bool(self.is_bound and self.data.get(f"{mark}|right")),
            "stored": stored if self.is_conflict and typed != stored else "",
        }
