"""What a team told us reaches the public side: a state and a day, and nothing else."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from trials.models import Study, StudySite


@transaction.atomic
def hear_of_site(*, site: StudySite, takes: bool, day: date, now: datetime) -> None:
    """Note what the team of one place said; the study is weighed anew."""
    site.team_confirmed_on, site.team_closed_on = told(takes, day)
    site.save(update_fields=["team_confirmed_on", "team_closed_on"])
    study = Study.objects.select_for_update().get(pk=site.study_id)
    said = study.sites.listed().aggregate(last=Max("team_confirmed_on"))
    study.team_confirmed_on = said["last"]
    weigh(study, now)


@transaction.atomic
def hear_of_study(*, study: Study, takes: bool, day: date, now: datetime) -> None:
    """Note what the team of a whole study said."""
    study = Study.objects.select_for_update().get(pk=study.pk)
    study.team_confirmed_on, study.team_closed_on = told(takes, day)
    weigh(study, now)


def told(takes: bool, day: date) -> tuple[date | None, date | None]:
    """Return the days of a confirmation and of an end: one of them."""
    return (day, None) if takes else (None, day)


@transaction.atomic
def note_silence(*, study: Study, is_silent: bool, now: datetime) -> None:
    """Note whether the team has left our mails unanswered."""
    if study.is_team_silent != is_silent:
        study.is_team_silent = is_silent
        study.save(update_fields=["is_team_silent"])
        study.touch(now)


def weigh(study: Study, now: datetime) -> None:
    """Save what follows from what a team said, and make the cached pages stale."""
    study.has_open_site = study.sites.recruiting().exists()
    study.set_turning_days()
    study.save(
        update_fields=[
            *("team_confirmed_on", "team_closed_on", "has_open_site"),
            *("ask_first_from", "probably_over_from"),
        ]
    )
    study.touch(now)
