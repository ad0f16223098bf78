"""One mail at the start, one a day, one at the end; past the outbox, or a webhook."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal.alarms.kinds import PATIENT, AlarmKind
from portal.alarms.models import Alarm
from portal.alarms.sounding import settle, sound
from portal.alarms.telling import tell_alarms
from portal.database.clock import from_now
from tests.sink import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(mail_to_sink, settings):
    """The mailbox of alarms; nothing is waited for."""
    settings.ALARM_EMAIL = "alarms@hospital.example"
    settings.ALARM_QUIET_SECONDS = settings.ALARM_STANDING_SECONDS = 0
    return mail_to_sink


def subjects(box) -> list[str]:
    return [mail["Subject"].partition("] ")[2] for mail in box.mails]


def let_hours_pass(hours: int) -> None:
    for field in ("began_at", "told_at", "sounded_at"):
        rows = Alarm.objects.exclude(**{field: None})
        for row in rows:
            moment = getattr(row, field) - timedelta(hours=hours)
            Alarm.objects.filter(pk=row.pk).update(**{field: moment})


def test_begin_once_a_day_and_end(box):
    for _ in range(3):
        sound(AlarmKind.OUTBOX, mails=2)
        tell_alarms()
    assert subjects(box) == ["Alarm: E-mails wait and do not leave"]
    let_hours_pass(25)
    sound(AlarmKind.OUTBOX, mails=9)
    assert (tell_alarms(), tell_alarms()) == (1, 0)
    assert subjects(box)[1] == "Still: E-mails wait and do not leave"
    assert "mails: 9" in box.mails[1].get_body().get_content()
    settle(AlarmKind.OUTBOX)
    assert (tell_alarms(), tell_alarms()) == (1, 0)
    assert subjects(box)[2] == "Over: E-mails wait and do not leave"
    # It begins anew.
    sound(AlarmKind.OUTBOX, mails=1)
    assert (tell_alarms(), tell_alarms()) == (1, 0)
    assert subjects(box)[3] == "Alarm: E-mails wait and do not leave"


def test_the_mail_says_where_to_look(box):
    sound(AlarmKind.JOBS, jobs="keep-promises")
    tell_alarms()
    said = box.mails[0].get_body().get_content()
    assert "docs/runbook.md, “jobs”" in said
    assert "jobs: keep-promises" in said
    assert box.recipients == ["alarms@hospital.example"]


def test_each_kind_has_a_mail_of_its_own(box):
    for kind in AlarmKind:
        sound(kind)
    assert tell_alarms() == len(AlarmKind)
    assert len(set(subjects(box))) == len(AlarmKind)


def test_what_comes_and_goes_is_one_trouble(box, settings):
    settings.ALARM_QUIET_SECONDS = 300
    for _ in range(3):
        sound(AlarmKind.DISK)
        tell_alarms()
        settle(AlarmKind.DISK)
        tell_alarms()
    assert len(box.mails) == 1
    Alarm.objects.update(sounded_at=from_now(-timedelta(seconds=301)))
    settle(AlarmKind.DISK)
    tell_alarms()
    assert len(box.mails) == 2


@pytest.mark.parametrize("kind", PATIENT)
def test_what_a_restart_makes_is_waited_for(box, settings, kind):
    settings.ALARM_STANDING_SECONDS = 300
    sound(kind)
    assert tell_alarms() == 0
    # It was seen once, and not since.
    let_hours_pass(1)
    assert tell_alarms() == 0
    sound(kind)
    assert tell_alarms() == 1


def test_what_nobody_took_comes_again(box):
    box.mode = "refuse"
    sound(AlarmKind.OUTBOX)
    assert tell_alarms() == 0
    box.mode = "accept"
    assert tell_alarms() == 1


def test_an_end_that_nobody_heard_the_start_of_is_nobodys_matter(box):
    box.mode = "refuse"
    sound(AlarmKind.OUTBOX)
    tell_alarms()
    box.mode = "accept"
    settle(AlarmKind.OUTBOX)
    assert (tell_alarms(), box.mails) == (0, [])


def test_one_process_tells(box):
    sound(AlarmKind.OUTBOX)
    alarm = Alarm.objects.get()
    assert [Alarm.objects.claim(alarm.pk) for _ in range(2)] == [True, False]
    assert tell_alarms() == 0


def test_another_mail_server_tells_what_the_portals_own_cannot(box, sink, settings):
    """The relay refuses: the very alarm about it would never leave."""
    settings.EMAIL_PORT = free_port()
    sound(AlarmKind.OUTBOX)
    assert tell_alarms() == 0
    settings.ALARM_EMAIL_URL = f"smtp://127.0.0.1:{sink.port}"
    assert tell_alarms() == 1
    assert len(sink.mails) == 1


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted."""

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.posts.append(json.loads(self.rfile.read(size)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def hook(settings) -> Iterator[HTTPServer]:
    """A webhook."""
    server = HTTPServer(("127.0.0.1", free_port()), Hook)
    server.posts, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.ALARM_EMAIL = ""
    settings.ALARM_WEBHOOK = f"http://127.0.0.1:{server.server_port}/hook"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_webhook_is_told(hook):
    sound(AlarmKind.DISK, free_bytes=12)
    assert (tell_alarms(), tell_alarms()) == (1, 0)
    (post,) = hook.posts
    assert (post["kind"], post["stage"]) == ("disk", "begins")
    assert post["detail"] == {"free_bytes": 12}
    assert "A disk is nearly full" in post["text"]


def test_a_webhook_that_refuses_is_tried_again(hook):
    hook.status = 500
    sound(AlarmKind.DISK)
    assert tell_alarms() == 0
    hook.status = 200
    assert tell_alarms() == 1
