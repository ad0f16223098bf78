"""Everything that a family of a study can be shown in one language, part by part."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trials.models import SelfCheckVersion, Study, TextKind, TextState, TextVersion
from trials.registry.clinicaltrials.text import plain
from trials.texts.bodies import words_in

SELFCHECK = "SELFCHECK"
# What an ethics committee is shown: what is public, or waits to be.
SHOWN = (TextState.IN_REVIEW, TextState.APPROVED, TextState.PUBLISHED)


@dataclass(frozen=True)
class PackPart:
    """One text of the pack, with what it is known by."""

    heading: str
    mark: str
    words: list[str]
    # Of a version: what a decision approves. Of other words: nothing.
    entry: dict[str, Any] = field(default_factory=dict)


# What rooms above this one add: their mails, the words of the pages (contacts.apps).
MORE: list[Callable[[Study, str], Iterable[PackPart]]] = []


def parts_of_pack(study: Study, language: str) -> list[PackPart]:
    """Return them in the order in which families meet them, registry's words last."""
    versions = [version_part(one) for one in versions_of_pack(study, language)]
    more = [part for parts in MORE for part in parts(study, language)]
    return [*versions, *selfcheck_parts(study, language), *more, registry_part(study)]


def versions_of_pack(study: Study, language: str) -> list[TextVersion]:
    """Return the newest version of each text that is public or waits to be."""
    found: dict[str, TextVersion] = {}
    rows = TextVersion.objects.filter(state__in=SHOWN, language=language)
    for owner in (rows.filter(study=study), rows.filter(study=None)):
        for one in owner.order_by("slot", "-number"):
            found.setdefault(one.slot, one)
    return list(found.values())


def version_part(version: TextVersion) -> PackPart:
    """Return one text with version, hash, dates, and who drafted it."""
    entry = {
        "slot": version.slot,
        "version": version.number,
        "sha256": version.sha256,
        "kind": version.kind,
        "state": version.state,
        "drafted_by_program": version.drafted_by_program,
        "written": version.created_at.date().isoformat(),
        "ethics_reference": version.ethics_reference,
        "valid_until": day_text(version.valid_until),
        "channel": channel_of(version.kind),
    }
    heading = f"{TextKind(version.kind).label}, {version.number}"
    words = [text for _path, text in words_in(version.body)]
    return PackPart(heading, mark_text(entry), words, entry)


def mark_text(entry: dict[str, Any]) -> str:
    """Return what a part is known by as lines."""
    return "\n".join(f"{name}: {value}" for name, value in entry.items())


def day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def channel_of(kind: str) -> str:
    """Return how families meet a text of this kind."""
    by_mail = kind in {TextKind.ALERTS, TextKind.ANSWERS}
    return "e-mail" if by_mail else "web page"


def selfcheck_parts(study: Study, language: str) -> Iterator[PackPart]:
    """Yield the self-check that is public or drafted last."""
    versions = SelfCheckVersion.objects.filter(study=study)
    rows = versions.exclude(state=TextState.WITHDRAWN).select_related("study")
    version = rows.order_by("-created_at").first()
    if version is None:
        return
    entry = {
        "slot": version.slot,
        "version": version.number,
        "sha256": version.sha256,
        "kind": SELFCHECK,
        "state": version.state,
        "valid_until": day_text(version.valid_until),
        "channel": "web page",
    }
    words = list(dict.fromkeys(said_in(version.definition, language)))
    yield PackPart(_("Self-check"), mark_text(entry), words, entry)


def said_in(value: Any, language: str) -> Iterator[str]:
    """Yield every text of a document in one language."""
    if isinstance(value, dict):
        said = value.get(language)
        if isinstance(said, str):
            yield said
        for one in value.values():
            yield from said_in(one, language)
    elif isinstance(value, list):
        for one in value:
            yield from said_in(one, language)


def registry_part(study: Study) -> PackPart:
    """Return the registry's own words, which the page shows as such."""
    words = [study.brief_title, study.official_title, study.brief_summary]
    words += [study.detailed_description, study.eligibility_text]
    entry = {"source": study.register_name, "id": study.registry_id}
    kept = [plain(one) for one in words if one]
    return PackPart(_("Words of the registry"), mark_text(entry), kept)
