"""Behind the passcode: who came in reads on, and answers without losing a word."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.models import NoteAnswer, NoteShare
from contacts.notes.actions import answering
from tests import notebooks
from tests.notebooks import RIGHT, entered, share, written

pytestmark = pytest.mark.django_db
KEY = "11111111-2222-4333-8444-555555555555"
LATER = timedelta(minutes=31)


@pytest.fixture(autouse=True)
def study():
    """A study to make notes on."""
    return notebooks.study()


def later(time: timedelta = LATER):
    """Travel on, the clock running from there."""
    return time_machine.travel(timezone.now() + time)


def answer(note, **values: str) -> dict[str, str]:
    """Return the form of an answer."""
    said = {"note": str(note.key), "author": "Dr Weber", "key": KEY}
    return {**said, "body": "It means a pause.", **values}


def text(page) -> str:
    """Return a page as it reads."""
    return html.unescape(page.content.decode())


def test_the_way_in_is_a_cookie_of_this_path_and_half_an_hour(client: Client):
    path, _passcode = share(client, [written(client)])
    other, _passcode = share(client, [written(client, "OTHER")])
    cookies = Client().post(path, RIGHT).cookies
    cookie, chinese = cookies["shared-en"], cookies["shared-zh-hans"]
    assert (cookie["path"], cookie["max-age"]) == (path, 1800)
    assert chinese["path"] == f"/zh-hans{path}"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    visitor = Client()
    visitor.cookies["shared-en"] = cookie.value
    assert "What does this mean?" in visitor.get(path).content.decode()
    assert "OTHER" not in visitor.get(other).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert "What does this" not in visitor.get(path).content.decode()


def test_who_reads_on_is_not_shut_out(client: Client):
    path, _passcode = share(client, [written(client)], views_limit="1")
    visitor = entered(path)
    with time_machine.travel(timezone.now() + timedelta(minutes=20)) as clock:
        for _ in range(3):
            assert "What does this mean?" in text(visitor.get(path))
            clock.shift(timedelta(minutes=20))
    assert NoteShare.objects.get().views == 1


def test_another_language_asks_for_no_second_passcode(client: Client):
    path, _passcode = share(client, [written(client)], views_limit="1")
    visitor = entered(path)
    page = visitor.get(path)
    assert f'href="/zh-hans{path}"' in text(page)
    assert "What does this mean?" in text(visitor.get(f"/zh-hans{path}"))
    assert NoteShare.objects.get().views == 1
    other, _passcode = share(client, [written(client, "OTHER")])
    assert "OTHER" not in text(visitor.get(f"/zh-hans{other}"))


def test_the_opened_page_is_kept_listed_and_passed_on_by_nobody(client: Client, study):
    path, _passcode = share(client, [written(client)], label="Grandma")
    page = entered(path).get(path)
    assert "What does this mean?" in text(page)
    assert page["Cache-Control"].split(", ") == [
        *("max-age=0", "no-cache", "no-store", "must-revalidate", "private")
    ]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "<title>A protected page – Trial Portal</title>" in text(page)
    assert "og:" not in text(page)
    assert "Grandma" not in text(page)


def test_answers_reach_the_owner_if_they_are_allowed(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    visitor = entered(path)
    for _ in range(2):
        assert visitor.post(f"{path}answer/", answer(note)).status_code == 303
    assert NoteAnswer.objects.count() == 1
    for page in (client.get("/notes/"), visitor.get(path)):
        assert "It means a pause." in text(page)


def test_an_empty_answer_says_where_and_keeps_the_name(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    page = entered(path).post(f"{path}answer/", answer(note, body=""))
    assert page.status_code == 422
    assert "Dr Weber" in text(page)
    (target,) = re.findall(r'<li>\s*<a href="#(.*?)">Type something first', text(page))
    assert re.search(rf'<textarea[^>]*id="{target}"', text(page))
    # A link to the other language would lead where only forms go.
    assert 'class="languages"' not in text(page)


def test_an_edited_retry_is_stored_as_edited(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    visitor = entered(path)
    visitor.post(f"{path}answer/", answer(note))
    visitor.post(f"{path}answer/", answer(note, body="It means a week."))
    assert [one.body for one in NoteAnswer.objects.all()] == ["It means a week."]
    other, _passcode = share(client, [note], may_answer="on")
    entered(other).post(f"{other}answer/", answer(note, body="Not yours"))
    assert NoteAnswer.objects.count() == 2
    assert NoteAnswer.objects.get(key=KEY).body == "It means a week."


def test_an_answer_that_took_long_is_sent_with_the_passcode(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    visitor, long = entered(path), "It means\na pause. " * 50
    with later():
        asked = visitor.post(f"{path}answer/", answer(note, body=long))
        assert asked.status_code == 422
        assert "passcode is needed once more" in text(asked)
        assert "What does this mean?" not in text(asked)
        form = text(asked)
        said = dict(re.findall('name="([a-z]+)" value="([^"]*)"', form))
        body = re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", form)[1]
        assert body.strip() == long.strip()
        said["body"] = body
        wrong = visitor.post(f"{path}answer/", {**said, "passcode": "not the one"})
        assert wrong.status_code == 422
        assert "It means" in text(wrong)
        assert not NoteAnswer.objects.exists()
        right = visitor.post(f"{path}answer/", {**said, **RIGHT})
        assert right.status_code == 303
        assert "It means" in text(visitor.get(path))
    stored = NoteAnswer.objects.get()
    assert (stored.author, stored.body.count("pause")) == ("Dr Weber", 50)


def test_an_answer_that_can_never_be_sent_is_shown_to_be_copied(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on", views_limit="1")
    visitor = entered(path)
    with later():
        page = visitor.post(f"{path}answer/", answer(note))
    assert page.status_code == 404
    assert "Your answer was not sent." in text(page)
    assert "It means a pause." in text(page)
    assert not NoteAnswer.objects.exists()


def test_another_sites_words_are_never_shown_or_sent(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    headers = {"Sec-Fetch-Site": "cross-site"}
    page = Client().post(f"{path}answer/", answer(note), headers=headers)
    assert "It means a pause." not in text(page)
    assert not NoteAnswer.objects.exists()


def test_with_too_many_answers_the_words_stay_and_it_is_said(client, monkeypatch):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    monkeypatch.setattr(answering, "MOST_ANSWERS", 1)
    visitor = entered(path)
    visitor.post(f"{path}answer/", answer(note))
    retry = visitor.post(f"{path}answer/", answer(note))
    assert retry.status_code == 303
    other = answer(note, key=str(note.key), body="One word more")
    page = visitor.post(f"{path}answer/", other)
    assert page.status_code == 422
    assert "no room for more answers" in text(page)
    assert "One word more" in text(page)
    assert NoteAnswer.objects.count() == 1


def test_a_link_to_be_read_takes_no_answer_and_none_for_other_notes(client: Client):
    note, other = written(client), written(client)
    only_read, _passcode = share(client, [note])
    path, _passcode = share(client, [note], may_answer="on")
    readers = entered(only_read)
    assert readers.post(f"{only_read}answer/", answer(note)).status_code == 404
    visitor = entered(path)
    assert visitor.post(f"{path}answer/", answer(other)).status_code == 404
    assert (
        visitor.post(f"{path}answer/", {**answer(note), "note": "x"}).status_code == 404
    )
    assert Client().post(f"{path}answer/", answer(note)).status_code == 422
    assert not NoteAnswer.objects.exists()
