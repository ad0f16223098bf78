"""What a mail says is so when it leaves; what is not so yet can become news again."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.sentences import trials
from contacts.models import Alert, AlertReach, OutgoingEmail, Pace
from tests import texts
from tests.alerts import HANGZHOU, SOON, queued, study, subscriber
from tests.factories import NOW, StudySite, accepted, site_with_contact
from trials.models import (
    OverallStatus,
    SiteStatus,
    Study,
)
from trials.models import StudySite as Site

pytestmark = pytest.mark.django_db
NEXT = SOON + timedelta(days=1)
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
BASEL, FREIBURG, LUGANO = (47.56, 7.59), (47.99, 7.85), (46.0, 8.95)


def at(point: tuple[float, float], **values: object) -> dict[str, object]:
    """Return the values of a site at a point."""
    return {"latitude": point[0], "longitude": point[1], **values}


def set_study(one: Study, **values: object) -> None:
    Study.objects.filter(pk=one.pk).update(**values)


def mail(now: datetime = SOON) -> str:
    """Write the one mail that is due; return its words."""
    assert compose_mails(now=now, limit=9) == 1
    return " ".join(OutgoingEmail.objects.latest("pk").body_text.split())


def test_a_trial_that_was_hidden_for_a_day_is_told_when_it_is_back():
    subscriber()
    one = study()
    queued()
    set_study(one, is_published=False)
    assert compose_mails(now=SOON, limit=9) == 0
    queued(NEXT)
    set_study(one, is_published=True)
    assert queued(NEXT + timedelta(days=1)) == 1


def test_a_trial_that_was_hidden_for_a_moment_is_told_too():
    """Nobody looked for news meanwhile, but a mail was to be written."""
    subscriber()
    one = study()
    queued()
    set_study(one, is_published=False)
    assert compose_mails(now=SOON, limit=9) == 0
    set_study(one, is_published=True)
    assert queued(NEXT) == 1


def test_a_trial_that_paused_before_its_mail_is_told_when_it_goes_on():
    subscriber()
    one = study()
    queued()
    set_study(one, overall_status=OverallStatus.SUSPENDED)
    queued(NEXT)
    assert compose_mails(now=NEXT, limit=9) == 0
    set_study(one, overall_status=OverallStatus.RECRUITING)
    assert queued(NEXT) == 1
    assert Alert.objects.get().trigger == "RECRUITING"


def test_who_was_told_is_not_told_again_when_a_trial_comes_back():
    subscriber()
    one = study()
    queued()
    mail()
    set_study(one, is_published=False)
    queued(NEXT)
    set_study(one, is_published=True)
    assert queued(NEXT) == 0


def test_a_trial_asked_about_stays_silent():
    subscriber("lena@families.example")
    one = study()
    queued()
    accepted(site_with_contact(study=one), email="lena@families.example")
    assert compose_mails(now=SOON, limit=9) == 0
    assert queued(NEXT) == 0


def test_one_mail_names_a_trial_once():
    subscriber(pace=Pace.WEEKLY)
    one = study(overall_status=OverallStatus.NOT_YET_RECRUITING)
    queued()
    set_study(one, overall_status=OverallStatus.RECRUITING)
    assert queued(NEXT) == 1
    text = mail(MONDAY)
    assert text.count("/trials/NCT") == 1
    assert "This trial has begun to take people." in text
    assert "new here" not in text
    assert set(Alert.objects.values_list("state", flat=True)) == {"MAILED"}


def test_only_places_within_reach_are_listed_the_nearest_first():
    subscriber(point=BASEL, place="Basel", country="CH")
    one = study(site=at(LUGANO, city="Lugano", country="CH"))
    StudySite(study=one, **at(FREIBURG, city="Freiburg", country="DE"))
    queued()
    text = mail()
    assert "Freiburg, Germany (about 50 km)" in text
    assert "Lugano" not in text


def test_a_wish_for_a_country_lists_only_places_there():
    subscriber(reach=AlertReach.COUNTRY, country="CH")
    one = study(site=at(FREIBURG, city="Freiburg", country="DE"))
    StudySite(study=one, **at(LUGANO, city="Lugano", country="CH"))
    queued()
    text = mail()
    assert "Lugano, Switzerland" in text
    assert "Freiburg" not in text


@pytest.mark.parametrize(
    ("overall", "status", "words"),
    [
        ("RECRUITING", "RECRUITING", "Hangzhou, China (in or near this town) "),
        ("RECRUITING", "", "China (in or near this town): State not given"),
        ("NOT_YET_RECRUITING", "NOT_YET_RECRUITING", "town): Not yet recruiting"),
        ("AVAILABLE", "ENROLLING_BY_INVITATION", "town): By invitation only"),
    ],
)
def test_whatever_place_made_it_fit_is_named_with_its_state(overall, status, words):
    subscriber(point=HANGZHOU)
    study(overall_status=overall, site={"status": status})
    assert queued() == 1
    assert words in mail()


@pytest.mark.parametrize(
    "values", [{"status": "SUSPENDED"}, {"status": ""}, {"is_listed": False}]
)
@pytest.mark.parametrize("where", [{}, {"point": HANGZHOU}])
def test_a_place_that_closed_again_is_not_said_to_have_opened(values, where):
    subscriber(**where)
    one = study(site={"status": SiteStatus.NOT_YET_RECRUITING})
    queued(NOW - timedelta(minutes=1))
    Alert.objects.all().delete()
    Site.objects.update(status=SiteStatus.RECRUITING)
    assert queued() == 1
    assert Alert.objects.get().trigger == "SITE_OPENED"
    StudySite(study=one)
    Site.objects.filter(pk=one.sites.first().pk).update(**values)
    assert compose_mails(now=SOON, limit=9) == 0
    assert not Alert.objects.exists()


def test_a_trial_whose_only_place_in_reach_closed_is_left_out():
    subscriber(point=HANGZHOU)
    one = study()
    StudySite(study=one, **at(BASEL, country="CH"))
    queued()
    one.sites.filter(city="Hangzhou", country="CN").update(status="COMPLETED")
    assert compose_mails(now=SOON, limit=9) == 0


def test_a_trial_that_stopped_taking_people_is_not_said_to_have_begun():
    subscriber()
    one = study(overall_status=OverallStatus.NOT_YET_RECRUITING, site=None)
    queued(NOW - timedelta(minutes=1))
    set_study(one, overall_status=OverallStatus.RECRUITING)
    assert queued() == 1
    set_study(one, overall_status=OverallStatus.ENROLLING_BY_INVITATION)
    assert compose_mails(now=SOON, limit=9) == 0


def test_each_trial_says_which_wish_it_meets():
    subscriber(
        conditions=("狼疮", "Asthma"),
        point=HANGZHOU,
        place="Hangzhou",
        birth_year=2017,
        birth_month=6,
    )
    study(conditions=["SLE"])
    queued()
    text = mail()
    asked = "You asked for: 狼疮 · up to 100 km around Hangzhou · born in June 2017"
    assert asked in text


def test_titles_and_countries_are_in_the_subscribers_language():
    subscriber(language="zh-hans")
    one = study(brief_title="Rest in lupus")
    body = texts.study_body(registry_title="狼疮患者的休息")
    texts.published(one, body, language="zh-hans")
    queued()
    text = mail()
    assert "狼疮患者的休息" in text
    assert "Rest in lupus" not in text
    assert "Hangzhou, 中国" in text


def test_a_mail_has_a_title_in_a_language_that_the_record_lacks():
    one = study(brief_title="Rest in lupus")
    subscription = subscriber()
    queued()
    alert = Alert.objects.select_related("study").get()
    entry = trials.alert_entry(alert, subscription, NOW.date())
    assert (entry.title, entry.title_language) == (one.brief_title, "en")


def test_a_mail_says_how_sure_one_can_be_and_names_the_surest_first():
    old = study(
        brief_title="An old lupus study",
        last_update_date="2023-06-01",
        completion_date="2025-03",
    )
    fresh = study(brief_title="A fresh lupus study", last_update_date="2026-11-20")
    subscriber()
    queued()
    text = mail()
    assert text.index(fresh.brief_title) < text.index(old.brief_title)
    about_old = text[text.index(old.brief_title) :]
    assert "State: Probably over. In the record: Recruiting" in about_old
    assert "State: Recruiting" in text[: text.index(old.brief_title)]


def test_nobody_is_told_of_what_its_own_team_has_closed():
    one, other = study(), study()
    subscriber()
    set_study(one, team_closed_on=NOW.date())
    Site.objects.filter(study=other).update(team_closed_on=NOW.date())
    subscriber(point=HANGZHOU)
    assert queued() == 1
    assert Alert.objects.get().study == other
