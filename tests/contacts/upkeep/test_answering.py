"""What a team presses: once, by a person, and never more than its mailbox may say."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import (
    AuditEvent,
    Mailbox,
    OutgoingEmail,
    Purpose,
    UpkeepLetter,
    UpkeepMailbox,
    UpkeepPlace,
    Verb,
)
from contacts.upkeep.models.letters import LINK_LASTS, QUARTER
from tests import factories
from tests.contacts.upkeep.asked import ask, delivered_enquiry, link_in, verified_site
from trials.models import Study, StudySite

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def form(answer: str, address: str = "yes") -> dict[str, str]:
    places = UpkeepPlace.objects.filter(letter__answered_at=None)
    return {"is_their_address": address} | {
        f"place-{place.pk}": answer for place in places
    }


def rows() -> list:
    """All that an answer could move."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Study, StudySite, UpkeepLetter, UpkeepMailbox, UpkeepPlace)
    ] + [AuditEvent.objects.count(), OutgoingEmail.objects.count()]


def test_a_scanner_changes_nothing(client, now):
    """Scanners open links, some with HEAD, some twice and with other languages."""
    verified_site()
    (mail,) = ask(now)
    before = rows()
    for method in (client.get, client.head, client.get):
        answer = method(link_in(mail))
        assert answer.status_code == 200
        assert not answer.cookies
    assert client.options(link_in(mail)).status_code == 405
    assert rows() == before


def test_a_verified_mailbox_makes_us_surer(client, now):
    site = verified_site()
    Study.objects.update(
        completion_date="2020-01", last_update_date="2019-01-01", is_team_silent=True
    )
    Study.objects.get().set_turning_days()
    (mail,) = ask(now)
    assert client.post(link_in(mail), form("TAKES")).status_code == 200
    site.refresh_from_db()
    study = Study.objects.get()
    today = timezone.localdate(now)
    assert site.team_confirmed_on == study.team_confirmed_on == today
    assert not study.is_team_silent
    page = client.get(f"/trials/{study.registry_id}/").content.decode()
    assert "Confirmed by the site on" in page
    assert AuditEvent.objects.filter(verb=Verb.TEAM_TOLD, by="mailbox").exists()


def test_a_registry_contact_cannot_make_us_surer(client, now):
    enquiry = delivered_enquiry(now=now)
    (mail,) = ask(now)
    client.post(link_in(mail), form("TAKES"))
    study, site = Study.objects.get(), enquiry.site
    site.refresh_from_db()
    assert (study.team_confirmed_on, site.team_confirmed_on) == (None, None)
    assert UpkeepPlace.objects.get().answer == "TAKES"


def test_anybody_asked_can_make_us_more_careful_at_once(client, now):
    enquiry = delivered_enquiry(now=now)
    (mail,) = ask(now)
    client.post(link_in(mail), form("CLOSED"))
    site = enquiry.site
    site.refresh_from_db()
    assert site.team_closed_on == timezone.localdate(now)
    assert not site.is_recruiting
    assert not Study.objects.get().has_open_site
    page = client.get(f"/trials/{enquiry.study.registry_id}/").content.decode()
    assert "Takes nobody any more" in page
    assert "no place takes people" in page


def test_a_no_closes_that_site_alone(client, now):
    site = verified_site()
    other = factories.StudySite(study=site.study, city="Berlin", country="DE")
    (mail,) = ask(now)
    client.post(link_in(mail), form("CLOSED"))
    assert list(StudySite.objects.recruiting()) == [other]
    assert Study.objects.get().team_closed_on is None
    assert site.study.registry_id in client.get("/trials/").content.decode()


def test_only_a_verified_mailbox_takes_a_no_back(client, now):
    site = verified_site()
    StudySite.objects.update(team_closed_on=timezone.localdate(now))
    (mail,) = ask(now)
    Mailbox.objects.update(verified_at=None)
    client.post(link_in(mail), form("TAKES"))
    site.refresh_from_db()
    assert site.team_closed_on
    Mailbox.objects.update(verified_at=now)
    (again,) = ask(now + QUARTER)
    UpkeepLetter.objects.update(asked_at=now)
    client.post(link_in(again), form("TAKES"))
    site.refresh_from_db()
    assert (site.team_closed_on, bool(site.team_confirmed_on)) == (None, True)


def test_a_link_works_once(client, now):
    verified_site()
    (mail,) = ask(now)
    link = link_in(mail)
    assert client.post(link, form("TAKES")).status_code == 200
    before = rows()
    for method in (client.get, client.post):
        assert method(link, form("CLOSED")).status_code == 410
    assert rows() == before


def test_an_old_link_opens_nothing(client, now):
    verified_site()
    (mail,) = ask(now - LINK_LASTS - timedelta(days=1))
    assert client.post(link_in(mail), form("CLOSED")).status_code == 410
    assert client.get("/your-studies/" + "0" * 64 + "/").status_code == 404


@pytest.mark.parametrize("posted", [{"never": "1"}, {"List-Unsubscribe": "One-Click"}])
def test_never_again_is_kept(client, now, posted):
    verified_site()
    (mail,) = ask(now)
    assert mail.extra_headers["List-Unsubscribe"].endswith(f"{link_in(mail)}>")
    page = client.post(link_in(mail), posted)
    assert "will not ask this mailbox again" in page.content.decode()
    assert ask(now + 2 * QUARTER) == []
    assert Study.objects.get().team_closed_on is None


def test_a_wrong_address_is_told_to_the_desk(client, now):
    verified_site()
    (mail,) = ask(now)
    client.post(link_in(mail), form("UNSURE", address="no"))
    notice = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_DESK)
    assert Study.objects.get().registry_id in notice.body_text


def test_half_an_answer_is_asked_for_again_and_keeps_what_was_pressed(client, now):
    verified_site()
    (mail,) = ask(now)
    page = client.post(link_in(mail), {"is_their_address": "yes"})
    assert page.status_code == 422
    assert "Choose one of the three." in page.content.decode()
    assert UpkeepLetter.objects.get().answered_at is None


def test_no_session_and_no_sign_in(now):
    verified_site()
    (mail,) = ask(now)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(link_in(mail), form("TAKES"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
