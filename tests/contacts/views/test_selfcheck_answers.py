"""Self-check answers travel with a message only if the box beside them is ticked."""

import json

import pytest
from django.test import Client

from contacts.models import Enquiry, Message, OutgoingEmail
from tests import factories
from tests.trials.selfcheck.founding import case
from tests.trials.views.test_selfchecks import version, walk

__all__ = ["version"]
pytestmark = pytest.mark.django_db


def message(client: Client, **changes: str) -> None:
    usual = {
        "relationship": "MY_CHILD",
        "first_name": "Lena",
        "last_name": "Fischer",
        "email": "lena@families.example",
        "phone": "+49 30 901820",
        "message": "Is there a place?",
        "consent": "on",
    }
    answer = client.post("/trials/NCT07233642/message/", {**usual, **changes})
    assert answer.status_code == 303, answer.content


def test_answers_are_not_sent_unless_the_box_is_ticked(client: Client):
    walk(client, case("C01"))
    page = client.get("/trials/NCT07233642/message/").content.decode()
    box = page.partition('name="send_answers"')[2].partition(">")[0]
    assert "checked" not in box
    assert "Mycophenolate (MMF)" in page
    message(client)
    assert Message.objects.get().selfcheck == ""


def test_sent_answers_are_a_snapshot_in_the_console_only(client: Client, version):
    walk(client, case("C01"))
    message(client, send_answers="on")
    sent = Message.objects.get().selfcheck_snapshot
    assert sent["version"] == "1.0.0"
    assert sent["sha256"] == version.sha256
    assert sent["outcome"] == "may_match"
    assert {"item": "age", "label": "Age", "answer": "9 years"} in sent["answers"]
    for mail in OutgoingEmail.objects.all():
        assert "Mycophenolate" not in mail.body_text + mail.body_html
        assert "may be a match" not in mail.body_text + mail.body_html
    member = Client()
    enquiry = Enquiry.objects.get()
    member.force_login(factories.staff([enquiry.site]))
    page = member.get(f"/staff/enquiries/{enquiry.reference}/").content.decode()
    assert "Mycophenolate (MMF)" in page
    assert "This study may be a match" in page
    enquiry.messages.all().delete()
    assert not Message.objects.exists()


def test_without_a_walk_there_is_nothing_to_send(client: Client):
    page = client.get("/trials/NCT07233642/message/").content.decode()
    assert "send_answers" not in page
    message(client, send_answers="on")
    assert Message.objects.get().selfcheck == ""


def test_a_snapshot_is_json_that_says_what_was_shown(client: Client):
    walk(client, case("C08"))
    message(client, send_answers="on")
    sent = json.loads(Message.objects.get().selfcheck)
    assert sent["discuss"] == ["I6b.talk", "E11.could_be"]
    headings = [group["heading"] for group in sent["reasons"]]
    assert headings[:1] == ["What to talk to the team about"]
