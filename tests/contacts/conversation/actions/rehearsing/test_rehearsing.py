"""A message that nobody wrote goes the whole way, and is never shown as real."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.rehearsing import hourly
from contacts.conversation.actions.rehearsing.messages import WORDS
from contacts.conversation.actions.rehearsing.stage import REGISTRY_ID
from contacts.enquiries.capacity import closed_sites
from contacts.mail import delivery
from contacts.models import Enquiry, OutgoingEmail, Team
from portal.alarms.kinds import AlarmKind
from portal.alarms.models import Alarm
from portal.database.clock import database_now, from_now
from portal.health.volume import Enquiry as Counted
from portal.jobs.models import JobTurn
from tests import factories

pytestmark = pytest.mark.django_db
MAILBOX = "rehearsal@hospital.example"


@pytest.fixture(autouse=True)
def _switched_on(settings, mail_to_sink):
    settings.REHEARSAL_EMAIL = MAILBOX
    settings.ALARM_QUIET_SECONDS = 0


def go_round() -> None:
    hourly.rehearse_hourly(now=database_now(), by="worker")


def send_all() -> None:
    for pk in OutgoingEmail.objects.values_list("pk", flat=True):
        delivery.deliver(pk=pk, now=timezone.now(), by="worker")


def let_an_hour_pass() -> None:
    JobTurn.objects.update(due_at=from_now(-timedelta(seconds=1)))


def test_it_goes_the_whole_way_and_is_gone(sink):
    go_round()
    send_all()
    assert sink.recipients == [MAILBOX, MAILBOX]
    assert all("Rehearsal:" in mail["Subject"] for mail in sink.mails)
    go_round()
    assert not Enquiry.objects.exists()
    assert not Alarm.objects.exists()


def test_one_is_sent_in_an_hour():
    for _ in range(3):
        go_round()
    assert Enquiry.objects.count() == 1
    let_an_hour_pass()
    go_round()
    assert Enquiry.objects.count() == 2
    assert Team.objects.count() == 1


def test_one_that_does_not_arrive_is_an_alarm(sink):
    go_round()
    Enquiry.objects.update(created_at=timezone.now() - timedelta(minutes=31))
    go_round()
    alarm = Alarm.objects.standing().get()
    assert alarm.kind == AlarmKind.REHEARSAL
    assert alarm.detail == {"mails": "2 QUEUED"}
    send_all()
    go_round()
    assert not Alarm.objects.standing().exists()


def test_without_a_mailbox_none_is_sent(settings):
    settings.REHEARSAL_EMAIL = ""
    go_round()
    assert not Enquiry.objects.exists()


def test_no_public_page_knows_it(client: Client):
    go_round()
    assert client.get(f"/trials/{REGISTRY_ID}/").status_code == 404
    assert "Rehearsal" not in client.get("/trials/").content.decode()


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk, which sees every enquiry."""
    client.force_login(factories.staff([], is_desk=True))
    return client


def test_the_console_marks_it(desk: Client):
    go_round()
    factories.accepted(now=timezone.now())
    page = desk.get("/staff/").content.decode()
    assert page.count('<span class="badge inbox-mark">Rehearsal</span>') == 1
    sent = Enquiry.objects.get(is_rehearsal=True)
    shown = desk.get(f"/staff/enquiries/{sent.reference}/").content.decode()
    assert "This is a rehearsal" in shown


def test_figures_and_export_leave_it_out(desk: Client):
    go_round()
    real = factories.accepted(now=timezone.now()).enquiry
    assert desk.get("/staff/figures/").context["figures"].received == 1
    desk.post(
        "/staff/account/confirm/?next=/staff/export/",
        {"password": "a long pass phrase"},
    )
    lines = list(csv.reader(StringIO(b"".join(desk.get("/staff/export/")).decode())))
    assert [real.reference in line for line in lines[1:]] == [True]


def test_what_is_real_is_one_question():
    go_round()
    factories.accepted()
    assert Counted.objects.real().count() == 1
    assert Enquiry.objects.count() == 2


@pytest.fixture
def team() -> Team:
    """A hospital's team before its first family."""
    site = factories.site_with_contact()
    team = Team.objects.create(name="Example team", is_rehearsing=True)
    team.sites.add(site)
    return team


def test_a_hospital_rehearses_and_no_family_is_led_to_it(team):
    site = team.sites.get()
    assert closed_sites(site.study, timezone.now().date()) == {site.pk}
    out = StringIO()
    call_command("rehearse", team.name, stdout=out)
    sent = Enquiry.objects.get()
    assert sent.is_rehearsal
    assert sent.messages.get().body == WORDS
    assert sent.reference in out.getvalue()
    # The control: the same team after the switch is turned.
    team.is_rehearsing = False
    team.save()
    assert closed_sites(site.study, timezone.now().date()) == set()


def test_a_team_that_families_write_to_gets_none(team):
    team.is_rehearsing = False
    team.save()
    with pytest.raises(CommandError, match="does not rehearse"):
        call_command("rehearse", team.name)
    with pytest.raises(CommandError, match="no team named"):
        call_command("rehearse", "Nobody")
    assert not Enquiry.objects.exists()


def test_a_familys_message_to_a_rehearsing_team_is_real(team):
    """A page that was open before the switch: it is taken for what it is."""
    assert not factories.accepted(team.sites.get()).enquiry.is_rehearsal
