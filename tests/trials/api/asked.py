"""Answers of the API, each held against its own OpenAPI document."""

from typing import Any

from django.core.cache import cache
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from tests.factories import NOW
from tests.records import SIXTY
from trials.api import collection
from trials.api.views.described import openapi
from trials.importing.actions.studies import import_study
from trials.models import Study
from trials.pages import cache as page_cache
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.source import SOURCE

STUDIES = "/api/v1/studies"


def document() -> dict[str, Any]:
    return openapi()


def described_answer(path: str, status: int) -> dict[str, Any]:
    """Return the schema that the document gives for an answer."""
    plain = path.partition("?")[0]
    number = plain.removeprefix(f"{STUDIES}/")
    named = f"{STUDIES}/{{id}}" if number != plain and number else plain
    said = document()["paths"].get(named, document()["paths"][STUDIES])["get"]
    return said["responses"][str(status)]["content"]["application/json"]["schema"]


def ask(path: str, status: int = 200, client: Client | None = None) -> dict[str, Any]:
    """Return an answer that is as the document says."""
    answer = (client or Client()).get(path)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    schema = {**described_answer(path, status), "components": document()["components"]}
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(found)] == []
    return found


def forget_pages() -> None:
    """Let the next answer be made anew."""
    cache.clear()
    page_cache.known.clear()
    page_cache.pages.clear()
    collection.known.clear()


def real_studies(each: int = 5) -> list[Study]:
    """Import every so-manieth of the sixty real records and publish it."""
    raws = [raw for _where, raw in read_studies(SIXTY)][::each]
    return [
        import_study(SOURCE.parse_study(raw), now=NOW, publishes=True).study
        for raw in raws
    ]
