"""What we wrote of a study, by language, as the search reads it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from trials.models import Study, TextKind, TextState, TextVersion


def own_bodies(study: Study) -> dict[str, dict[str, Any]]:
    """Return the words of a study that families may be shown, by language."""
    rows = TextVersion.objects.filter(study=study, kind=TextKind.STUDY)
    shown = rows.exclude(state=TextState.WITHDRAWN).order_by("number")
    if not settings.SERVE_UNAPPROVED:
        shown = shown.published()
    bodies = {one.language: one.body for one in shown}
    return bodies | {one.language: one.body for one in shown.published()}


def titles_in(body: dict[str, Any]) -> list[str]:
    """Return what a study is called in its own words."""
    return [body.get("title", ""), body.get("registry_title", "")]


def sentences_in(body: dict[str, Any]) -> Iterator[str]:
    """Yield the headings and paragraphs of its words."""
    for section in body.get("sections", []):
        yield section["heading"]
        yield from (one["text"] for one in section["paragraphs"])
