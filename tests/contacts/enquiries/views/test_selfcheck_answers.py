"""Self-check answers travel with a message only if the box beside them is ticked."""

import json
import re
from datetime import datetime

import pytest
from django.test import Client

from contacts.models import Enquiry, Message, OutgoingEmail
from tests import factories
from tests.trials.pages.views.test_selfchecks import version, walk
from tests.trials.selfcheck.founding import case

__all__ = ["version"]
pytestmark = pytest.mark.django_db


FORM = "/trials/NCT07233642/message/"


def typed(**changes: str) -> dict[str, str]:
    usual = {
        "relationship": "MY_CHILD",
        "guardian": "on",
        "age_group": "ADULT",
        "consent_transfer": "on",
        "first_name": "Lena",
        "last_name": "Fischer",
        "email": "lena@families.example",
        "phone": "+49 30 901820",
        "message": "Is there a place?",
        "consent": "on",
    }
    return {**usual, **changes}


def opened(client: Client) -> dict[str, str]:
    """Open the form; return its hidden mark of the list that stands beside the box."""
    page = client.get(FORM).content.decode()
    mark = page.partition('name="answers_shown" value="')[2].partition('"')[0]
    return {"answers_shown": mark, "send_answers": "on"}


def message(client: Client, **changes: str) -> None:
    answer = client.post(FORM, typed(**changes))
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
    message(client, **opened(client))
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
    assert version.sha256[:16] in page
    assert "Self-check version 1.0.0" in page
    assert "Mycophenolate (MMF)" in page
    assert "You can talk to the study team" in page
    enquiry.messages.all().delete()
    assert not Message.objects.exists()


def test_without_a_walk_there_is_nothing_to_send(client: Client):
    page = client.get(FORM)
    assert "send_answers" not in page.content.decode()
    assert page["Cache-Control"] == "private, max-age=0"
    assert "set no cookies" in page.content.decode()


def test_nothing_is_offered_before_there_is_a_result(client: Client):
    assert "Clear my answers" not in client.get(FORM).content.decode()
    client.post("/trials/NCT07233642/self-check/q/1/", {"who": "child"})
    page = client.get(FORM).content.decode()
    assert "send_answers" not in page
    # What was answered so far lies in the cookie, and may be cleared here too.
    assert "Clear my answers" in page
    assert "set no cookies" not in page


def test_a_page_with_answers_is_kept_by_no_browser(client: Client):
    walk(client, case("C01"))
    page = client.get(FORM)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    text = page.content.decode()
    assert "Your answers stay in one encrypted cookie" in text
    assert "set no cookies" not in text
    # The exact list is open beside the box.
    assert re.search(r'<details class="fold why"\s+open>', text)


def test_answers_are_cleared_from_the_form_and_nothing_typed_is_lost(client: Client):
    walk(client, case("C01"))
    cleared = client.post(FORM, typed(clear_answers="1"))
    page = cleared.content.decode()
    assert cleared.status_code == 200
    assert "no-store" in cleared["Cache-Control"]
    assert {c["max-age"] for c in cleared.cookies.values()} == {0}
    assert "Your answers are cleared." in page
    assert "set no cookies" in page
    for words in ("Lena", "lena@families.example", "Is there a place?"):
        assert words in page
    assert "Mycophenolate" not in page
    assert not Enquiry.objects.exists()
    assert "send_answers" not in client.get(FORM).content.decode()


def test_a_tick_beside_a_list_that_is_gone_is_not_dropped_in_silence(
    client: Client, time_machine
):
    walk(client, case("C01"))
    ticked = opened(client)
    time_machine.move_to("2099-01-01")
    refused = client.post(FORM, typed(**ticked))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Your self-check answers are no longer here" in page
    assert "Is there a place?" in page
    assert not Enquiry.objects.exists()
    # The box is gone from the page, so the next press sends without.
    assert "send_answers" not in page
    message(client)
    assert Message.objects.get().selfcheck == ""


def test_a_list_that_changed_in_another_tab_is_shown_first(client: Client):
    walk(client, case("C01"))
    ticked = opened(client)
    client.post("/trials/NCT07233642/self-check/q/3/", {"dx": "unsure"})
    refused = client.post(FORM, typed(**ticked))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "have changed since you opened this page" in page
    assert "There is something to ask the study team" in page
    box = page.partition('name="send_answers"')[2].partition(">")[0]
    assert " checked" not in box
    message(client, **opened(client))
    assert Message.objects.get().selfcheck_snapshot["outcome"] == "talk_to_team"


def test_a_snapshot_is_json_that_says_what_was_shown(client: Client):
    walk(client, case("C08"))
    message(client, **opened(client))
    sent = json.loads(Message.objects.get().selfcheck)
    assert sent["discuss"] == ["I6b.talk", "E11.could_be"]
    assert sent["ticked_by"] == "enquirer"
    assert datetime.fromisoformat(sent["at"]).tzinfo
    team = next(g for g in sent["reasons"] if g["heading"].endswith("team will check"))
    assert len(team["codes"]) == len(team["texts"])
    assert "I2b.team" in team["codes"]
    headings = [group["heading"] for group in sent["reasons"]]
    assert headings[:1] == ["What to talk to the team about"]
