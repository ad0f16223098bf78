"""One letter from a file, and single jobs, by command."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contacts.models import LinkRequest, Purpose
from portal.celery import JOBS
from tests.contacts.letters import raw_mail
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"


def read(tmp_path, raw: bytes, to: str) -> dict[str, str]:
    path = tmp_path / "a.eml"
    path.write_bytes(raw)
    out = StringIO()
    call_command("read_letter", str(path), "--to", to, stdout=out)
    (line,) = out.getvalue().splitlines()
    return json.loads(line)


def test_a_file_is_read_as_if_it_had_come(settings, tmp_path):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted().enquiry
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    raw = raw_mail("And her sister?")
    said = read(tmp_path, raw, to)
    assert said == {
        "place": "conversation",
        "text": "And her sister?",
        "quoted": "",
        "reason": "",
    }
    assert enquiry.messages.last().body == "And her sister?"
    assert read(tmp_path, raw, to)["place"] == "repeated"
    assert enquiry.messages.count() == 2
    away = raw_mail("I am away.", auto_submitted="auto-replied")
    assert read(tmp_path, away, to)["place"] == "automatic"
    other = read(tmp_path, raw_mail("Hello.", sender="x@else.example"), to)
    assert (other["place"], other["reason"]) == ("conversation", "other_address")
    stray = read(tmp_path, raw_mail("For whom?"), "nobody@portal.example")
    assert (stray["place"], stray["reason"]) == ("stray", "no_address")
    # The envelope decides, whatever the lines of the mail say.
    misled = read(tmp_path, raw_mail("Hm.", to=to), "nobody@portal.example")
    assert misled["place"] == "conversation"


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 5000, b"\n\n\n", b"From: \r\n\r\n"])
def test_any_bytes_end_somewhere(tmp_path, raw):
    said = read(tmp_path, raw, "nobody@portal.example")
    assert (said["place"], bool(said["reason"])) == ("stray", True)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("read_letter", str(tmp_path / "none"), "--to", "a@b.example")


def test_jobs_run_once_by_name():
    LinkRequest.objects.create(email="a@b.example", language="en", asked_at=NOW)
    out = StringIO()
    call_command("run_jobs", "send-lost-links", "read-letters", stdout=out)
    assert out.getvalue().splitlines() == [
        "send-lost-links: done",
        "read-letters: done",
    ]
    assert not LinkRequest.objects.exists()


def test_a_job_that_does_not_exist_runs_nothing():
    LinkRequest.objects.create(email="a@b.example", language="en", asked_at=NOW)
    with pytest.raises(CommandError) as error:
        call_command("run_jobs", "send-lost-links", "send-lost-link")
    for name in JOBS:
        assert name in str(error.value)
    assert LinkRequest.objects.exists()


def test_what_comes_in_and_what_goes_out_are_jobs_of_their_own():
    tasks = [job.task for job in JOBS.values()]
    assert len(tasks) == len(set(tasks))
    incoming = {job.queue for name, job in JOBS.items() if name.startswith("read-")}
    outgoing = {job.queue for name, job in JOBS.items() if not name.startswith("read-")}
    assert incoming == {"letters"}
    assert "letters" not in outgoing
