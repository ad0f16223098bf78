"""The words that families are shown today: looked up, chosen, never altered ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from portal.database.known_sql import KnownQuery
from trials.models import (
    SelfCheckVersion,
    Study,
    TextKind,
    TextState,
    TextVersion,
)
from trials.models.gated.kinds import LEGAL_KINDS, OF_STUDIES
from trials.texts.choosing import choose_version
from trials.texts.shown import ShownText, shown_text

# General texts that stand on the page of every study.
ON_EVERY_PAGE = (
    *(TextKind.PHASES, TextKind.QUESTIONS, TextKind.GLOSSARY, TextKind.LAYER),
)
# Until when a process trusts that a language has all its legal words; for how long.
whole_until: dict[str, float] = {}
TRUST = 1.0


def versions_for_pages() -> QuerySet[TextVersion]:
    """Return what may be chosen from, text by text, the newest first."""
    gone = Q(state=TextState.WITHDRAWN) & ~Q(kind=TextKind.LAYER)
    return TextVersion.objects.exclude(gone).order_by("slot", "-number")


OF_PAGE = KnownQuery(
    lambda study, language: versions_for_pages().filter(
        Q(study=study, kind__in=OF_STUDIES)
        | Q(study__isnull=True, kind__in=ON_EVERY_PAGE, language=language)
    ),
    int,
    str,
)
OF_NO_STUDY = KnownQuery(
    lambda kind, language: versions_for_pages().filter(
        kind=kind, language=language, study=None
    ),
    *(str, str),
)
PUBLISHED_CHECKS = KnownQuery(
    lambda study: SelfCheckVersion.objects.published().filter(study=study)[:1], int
)


@dataclass(frozen=True)
class ReadVersion:
    """A version as a row of the database has it, to be looked at by everybody."""

    version: TextVersion
    is_whole: bool
    shown: ShownText

    def __getattr__(self, name: str) -> Any:
        return getattr(self.version, name)


# General texts are long, stand on every page, and are the same for months.
@lru_cache(maxsize=200)
def read_row(row: tuple[Any, ...]) -> ReadVersion:
    """Return what a row says; all of it is the key, so none that changed is kept."""
    version = OF_PAGE.made_of(row)
    return ReadVersion(version, version.is_whole, shown_text(version))


def chosen(rows: Iterable[Any], today: date) -> list[Any]:
    """Return the version shown of each text among rows in the order of texts."""
    unapproved_too = settings.SERVE_UNAPPROVED
    each = [
        choose_version(list(versions), today, unapproved_too=unapproved_too)
        for _slot, versions in groupby(rows, lambda row: row.slot)
    ]
    return [one for one in each if one]


def served_version(
    kind: str, language: str, today: date, study: Study | None = None
) -> TextVersion | None:
    """Return the version of one text that is shown; None for none."""
    rows: Iterable[TextVersion]
    if study is None:
        rows = OF_NO_STUDY.rows(kind, language)
    else:
        rows = versions_for_pages().filter(kind=kind, language=language, study=study)
    return next(iter(chosen(rows, today)), None)


@dataclass(frozen=True)
class PageTexts:
    """What stands on a study's page: its own in all languages, the general in one."""

    texts: list[ShownText]
    # Where somebody took the sentences made from records away.
    is_layer_off: bool


def served_on_page(study: Study, today: date, language: str) -> PageTexts:
    """Return what stands on a study's page in a language, in one query."""
    found = [read_row(row) for row in OF_PAGE.raw_rows(study.pk, language)]
    texts = [one.shown for one in chosen(found, today)]
    is_known, is_shown = (
        any(one.kind == TextKind.LAYER for one in rows) for rows in (found, texts)
    )
    return PageTexts(texts, is_known and not is_shown)


def title_texts(path: str) -> "Prefetch[Any, Any, Any]":
    """Return how to bring the words that `served_title` asks for along with rows."""
    rows = versions_for_pages().filter(kind=TextKind.STUDY)
    return Prefetch(path, rows, to_attr="title_texts")


def served_title(study: Study, language: str, today: date) -> str:
    """Return what a study is called in a language; "" where nobody has said so."""
    there = getattr(study, "title_texts", None)
    if there is None:
        there = versions_for_pages().filter(study=study, kind=TextKind.STUDY)
    mine = [one for one in there if one.language == language]
    return "".join(
        one.body.get("registry_title", "") for one in chosen(mine, today)[:1]
    )


def served_selfcheck(registry_id: str, today: date) -> SelfCheckVersion | None:
    """Return the self-check that visitors of a study see."""
    return SelfCheckVersion.objects.served(
        registry_id, today, unapproved_too=settings.SERVE_UNAPPROVED
    )


def has_selfcheck(study: Study, today: date) -> bool:
    """Whether a study has a self-check that visitors see."""
    return any(
        one.is_served(today, unapproved_too=settings.SERVE_UNAPPROVED)
        for one in PUBLISHED_CHECKS.rows(study.pk)
    )


def studies_with_selfcheck(today: date) -> list[str]:
    """Return the ids of all studies with a self-check that visitors see."""
    rows = SelfCheckVersion.objects.published().select_related("study")
    return [
        one.study.registry_id
        for one in rows.defer("definition")
        if settings.SERVE_UNAPPROVED or one.is_in_force(today)
    ]


def missing_legal_words(language: str) -> list[TextKind]:
    """Return which words have to be approved before families' forms open.

    Once one was approved it stays, whatever its last day.
    """
    if settings.SERVE_UNAPPROVED:
        return []
    there = TextVersion.objects.published().filter(language=language)
    kinds = set(there.filter(kind__in=LEGAL_KINDS).values_list("kind", flat=True))
    return [kind for kind in LEGAL_KINDS if kind not in kinds]


def are_legal_words_there(language: str) -> bool:
    """Whether none is missing; where that is so, a process trusts it for a second."""
    if monotonic() < whole_until.get(language, 0.0):
        return True
    is_whole = not missing_legal_words(language)
    if is_whole and not settings.SERVE_UNAPPROVED:
        whole_until[language] = monotonic() + TRUST
    return is_whole
