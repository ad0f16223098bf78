"""What is still missing before families can write, in the order of setting up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.console.ours.forms import value_of
from contacts.console.ours.groups import GROUPS, Group
from contacts.teams.models.teams import Team
from portal.hospital.says import are_languages_said, asked_languages
from trials.models import Study
from trials.texts.serving import missing_legal_words


@dataclass(frozen=True)
class SetupStep:
    """One line of the page: a matter, what it lacks, and where it is done."""

    title: Any
    address: str
    lacks: tuple[str, ...] = ()
    # Where nothing has to be there, that something is.
    is_said: bool = True
    by_server: bool = False


def steps(today: date) -> list[SetupStep]:
    """Return every matter of the page."""
    return [*map(step_of, GROUPS.values()), *elsewhere()]


def step_of(group: Group) -> SetupStep:
    """Return what a group of settings still lacks."""
    lacks = [one for one in group.asked if one.is_needed and is_unsaid(one.name)]
    return SetupStep(
        group.title,
        reverse("contacts:say_of_hospital", args=[group.key]),
        tuple(str(one.label) for one in lacks),
        is_said=any(value_of(one.name) for one in group.asked),
        by_server=all(one.name in settings.SAID_BY_ENVIRONMENT for one in group.asked),
    )


def is_unsaid(name: str) -> bool:
    """Whether nobody said a setting; of the languages a usual choice is none."""
    return not (are_languages_said() if name == "LANGUAGES" else value_of(name))


def elsewhere() -> Iterator[SetupStep]:
    """Yield what is set up on pages of its own; teams are found by the trials."""
    languages = [
        str(name) for code, name in asked_languages() if missing_legal_words(code)
    ]
    words = _("consent, privacy, emergency and care words: %(language)s")
    yield SetupStep(
        _("Words to approve"),
        reverse("texts:text_list"),
        tuple(words % {"language": name} for name in languages),
    )
    has_study = Study.objects.published().exists()
    yield SetupStep(
        _("Trials"),
        reverse("studies:study_desk"),
        () if has_study else (_("a published trial"),),
    )
    has_team = Team.objects.filter(is_desk=False).exists()
    yield SetupStep(
        _("Teams and hospitals"),
        reverse("contacts:setup_teams"),
        () if has_team else (_("a team that answers"),),
    )
