"""The demonstration: the founding study, fictional ones, and people to answer."""

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from contacts.models import Team
from contacts.teams.actions.members import add_member
from contacts.teams.actions.teams import form_team
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import publish_selfcheck
from trials.demonstration import FOUNDING
from trials.importing.actions.studies import import_study
from trials.importing.actions.texts import import_content
from trials.indexing import index_study
from trials.models import (
    SelfCheckCase,
    SelfCheckVersion,
    Study,
    StudySite,
    TextKind,
)
from trials.registry.source import USUAL, source_named
from trials.selfcheck.document import DATA, load

FOLDER = Path(settings.BASE_DIR, "trials", "demonstration")
SOURCE = source_named(USUAL)
DESK = "Portal desk (demonstration)"
TEAM = "Site team (demonstration)"


class Command(BaseCommand):
    """Load what is not there yet; what somebody edited stays as it is."""

    help = "Loads the demonstration studies, their words and the demonstration staff."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load studies, words and staff."""
        now = timezone.now()
        load_studies(now)
        call_command("load_texts")
        load_words(now)
        load_selfcheck(now)
        load_staff()


def load_studies(now: datetime) -> None:
    """Import and publish every study of the folder that is not there yet."""
    there = set(Study.objects.values_list("registry_id", flat=True))
    for _origin, raw in SOURCE.read_studies(FOLDER / "studies"):
        record = SOURCE.parse_study(raw)
        if record.registry_id in there:
            continue
        study = import_study(record, now=now).study
        study.is_published = True
        study.is_fictional = record.registry_id != FOUNDING
        study.team_languages = ["en", "zh"] if study.is_fictional else ["zh", "en"]
        study.save(update_fields=["is_published", "is_fictional", "team_languages"])
        index_study(study)


def load_words(now: datetime) -> None:
    """Draft the plain words that nobody has written or edited here yet."""
    for path in sorted((FOLDER / "content").glob("*.content.json")):
        load_content(document(path.name), path.name.partition(".")[0].upper(), now)


def load_selfcheck(now: datetime) -> None:
    """Publish the founding self-check with its worked examples, as the draft it is."""
    study = Study.objects.get(registry_id=FOUNDING)
    if study.selfchecks.exists():
        return
    definition = load((DATA / f"{FOUNDING.lower()}.selfcheck.json").read_bytes())
    version = draft_selfcheck(
        study=study, definition=definition, now=now, by="demonstration"
    )
    write_cases(version)
    publish_selfcheck(version=version, review=None, now=now, by="demonstration")


def write_cases(version: SelfCheckVersion) -> None:
    """Write the worked examples of the folder."""
    worked = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))
    for case in worked["cases"]:
        SelfCheckCase.objects.create(
            version=version,
            title=f"{case['id']} {case['title']}",
            answers=case["answers"],
            expected=case["expected"],
        )


def load_content(words: dict[str, Any], registry_id: str, now: datetime) -> None:
    """Import one document unless its study has words already."""
    study = Study.objects.get(registry_id=registry_id)
    if not study.texts.filter(kind=TextKind.STUDY).exists():
        import_content(document=words, study=study, now=now, by="demonstration")
        index_study(study)


def document(name: str) -> dict[str, Any]:
    """Return a content document of the folder."""
    return json.loads((FOLDER / "content" / name).read_text(encoding="utf-8"))


def load_staff() -> None:
    """Make two demonstration sign-ins, once, and note them beside the database."""
    if not settings.DEBUG or Team.objects.exists():
        return
    password = secrets.token_urlsafe(9)
    sites = StudySite.objects.filter(study__registry_id=FOUNDING)
    team = form_team(name=TEAM, sites=sites)
    # As the study's own card says.
    team.other_languages = ["zh"]
    team.save(update_fields=["other_languages"])
    desk = form_team(name=DESK, sites=[], is_desk=True)
    members = {
        "coordinator@portal.example": (team, False),
        "desk@portal.example": (desk, True),
    }
    for email, (where, is_superuser) in members.items():
        add_member(
            team=where,
            email=email,
            password=password,
            is_superuser=is_superuser,
            name=f"{email.partition('@')[0].title()} (demonstration)",
        )
    lines = [f"{email}  {password}" for email in members]
    note = settings.DATA_DIR / "demonstration-sign-in.txt"
    note.write_text("\n".join(lines) + "\n", encoding="utf-8")
    note.chmod(0o600)
