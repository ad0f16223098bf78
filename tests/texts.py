"""Texts for families in every state, made by the actions that the pages use."""

from datetime import date
from typing import Any

from django.test import Client

from tests.factories import NOW
from trials.models import Study, TextKind, TextVersion
from trials.pages import cache as page_cache
from trials.texts.actions.drafting import draft_text
from trials.texts.actions.publishing import publish_text
from trials.texts.actions.reviewing import Approval, approve_text, submit_text

WRITER, READER, OTHER = "user:1001", "user:1002", "user:1003"
TODAY = NOW.date()
APPROVAL = Approval("Dr Example (fictional)", TODAY, "EC 2026/17")


def read_study(path: str = "", language: str = "") -> str:
    """Return a page of NCT90000001 as a visitor gets it, made anew."""
    page_cache.known.clear()
    answer = Client().get(f"{language}/trials/NCT90000001/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def section(key: str, heading: str, *texts: str, kind: str = "IN_SHORT") -> dict:
    paragraphs = [{"text": one, "source": "seed", "confirm": False} for one in texts]
    return {"kind": kind, "key": key, "heading": heading, "paragraphs": paragraphs}


def study_body(*sections: dict, **values: Any) -> dict[str, Any]:
    """Return the words about a study."""
    usual = {"title": "", "registry_title": "", "missing_facts": [], "words": []}
    return {**usual, "sections": list(sections), **values}


WORDS = study_body(section("what", "What is it?", "A study of rest."))


def drafted(study: Study | None = None, body: dict | None = None, **values: Any):
    """Return a draft; about a study unless another kind is named."""
    usual = {"kind": TextKind.STUDY, "language": "en", "now": NOW, "by": WRITER}
    return draft_text(study=study, body=body or WORDS, **{**usual, **values})


def submitted(*args: Any, **values: Any) -> TextVersion:
    version = drafted(*args, **values)
    return submit_text(version=version, now=NOW, by=version.author)


def approved(*args: Any, valid_until: date | None = None, **values: Any) -> TextVersion:
    approval = Approval(
        APPROVAL.name, TODAY, APPROVAL.ethics_reference, valid_until=valid_until
    )
    version = submitted(*args, **values)
    return approve_text(version=version, approval=approval, now=NOW, by=READER)


def published(*args: Any, **values: Any) -> TextVersion:
    version = approved(*args, **values)
    return publish_text(version=version, today=TODAY, now=NOW, by=WRITER)
