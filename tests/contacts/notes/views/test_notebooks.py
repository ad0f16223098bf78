"""A notebook as a whole: other devices, paper, file, and the message to the team."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.models import NoteAnswer, Notebook, NoteShare
from contacts.notes.actions import notebooks as purging
from contacts.notes.actions import shares
from contacts.notes.models import KEPT
from tests import notebooks
from tests.notebooks import CRITERIA, entered, share, written
from tests.trials.pages.paper.reading import on_one_line, pdf_words

pytestmark = pytest.mark.django_db
KEY = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(autouse=True)
def study():
    """A study to make notes on."""
    return notebooks.study()


def purge_notes() -> None:
    """Do what the job does, at the hour to which a test has travelled."""
    purging.purge_notes(now=timezone.now())
    shares.purge_shares(now=timezone.now())


def link(client: Client, method: str = "get") -> str:
    """Return the path that opens the notes elsewhere."""
    page = getattr(client, method)("/notes/link/")
    return page.context["link"].removeprefix("http://testserver")


def test_the_link_opens_the_notes_on_another_device_by_its_button(client: Client):
    written(client, "MY WORDS")
    path, phone = link(client), Client()
    page = phone.get(path)
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies
    assert "MY WORDS" not in phone.get("/notes/").content.decode()
    phone.post(path)
    assert "MY WORDS" in phone.get("/notes/").content.decode()
    assert Client().get(f"/notes/open/{'0' * 64}/").status_code == 404


def test_a_new_link_shuts_out_the_old_one_and_other_devices(client: Client):
    written(client, "MY WORDS")
    old, phone = link(client), Client()
    phone.post(old)
    new = link(client, "post")
    assert "MY WORDS" not in phone.get("/notes/").content.decode()
    assert Client().post(old).status_code == 404
    assert "MY WORDS" in client.get("/notes/").content.decode()
    phone.post(new)
    assert "MY WORDS" in phone.get("/notes/").content.decode()


def test_a_browser_with_notes_is_warned_before_they_are_replaced(client: Client):
    written(client)
    other = Client()
    written(other)
    assert "already other notes" in other.get(link(client)).content.decode()


def test_the_sheet_holds_the_notes(client: Client):
    written(client, "Will it <b>hurt</b>?", at="2")
    sheet = client.get("/notes/sheet/").content.decode()
    assert "Will it &lt;b&gt;hurt&lt;/b&gt;?" in sheet
    assert CRITERIA[1] in sheet


def test_the_file_in_words_has_quotation_note_and_answer(client: Client):
    note = written(client, "Will it <hurt>?", at="2")
    path, _passcode = share(client, [note], may_answer="on")
    said = {"note": str(note.key), "author": "Dr Weber", "body": "No.", "key": KEY}
    entered(path).post(f"{path}answer/", said)
    answer = client.get("/notes/export/?as=text")
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    words = answer.content.decode()
    order = [words.index(one) for one in (CRITERIA[1], "Will it <hurt>?", "No.")]
    assert order == sorted(order)
    pages = client.get("/notes/export/?as=pdf")
    assert pages["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    assert "no-store" in pages["Cache-Control"]
    assert on_one_line(words) in on_one_line(pdf_words(pages.content))
    # Another browser has none of it.
    assert "hurt" not in Client().get("/notes/export/?as=text").content.decode()


def test_the_file_is_a_collection_of_annotations_and_replies(client: Client):
    note = written(client, "Will it hurt?", at="2")
    path, _passcode = share(client, [note], may_answer="on")
    said = {"note": str(note.key), "author": "Dr Weber", "body": "No.", "key": KEY}
    entered(path).post(f"{path}answer/", said)
    answer, here = client.get("/notes/export/"), "http://testserver/notes/export/"
    assert answer["Content-Type"] == "application/ld+json"
    assert "attachment" in answer["Content-Disposition"]
    reply = NoteAnswer.objects.get()
    annotation = {
        "id": f"urn:uuid:{note.key}",
        "type": "Annotation",
        "motivation": "commenting",
        "created": note.created_at.isoformat(),
        "modified": note.changed_at.isoformat(),
        "body": {
            "type": "TextualBody",
            "value": "Will it hurt?",
            "format": "text/plain",
            "language": "en",
        },
        "target": {
            "source": "http://testserver/trials/NCT90000001/",
            "selector": {
                "type": "CssSelector",
                "value": '[data-part="inclusion"]',
                "refinedBy": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": CRITERIA[1],
                        "prefix": note.prefix,
                        "suffix": note.suffix,
                    },
                    {
                        "type": "TextPositionSelector",
                        "start": note.start,
                        "end": note.end,
                    },
                ],
            },
        },
    }
    assert note.prefix.endswith(f"{CRITERIA[0]}\n")
    replying = {
        "id": f"urn:uuid:{reply.key}",
        "type": "Annotation",
        "motivation": "replying",
        "created": reply.created_at.isoformat(),
        "body": {"type": "TextualBody", "value": "No.", "format": "text/plain"},
        "target": f"urn:uuid:{note.key}",
        "creator": {"type": "Person", "name": "Dr Weber"},
    }
    assert json.loads(answer.content) == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "total": 2,
        "first": {
            "id": f"{here}#page",
            "type": "AnnotationPage",
            "partOf": here,
            "startIndex": 0,
            "items": [annotation, replying],
        },
    }


def test_a_note_on_a_chinese_page_says_so_in_the_file(client: Client):
    said = {"study": "NCT90000001", "at": "0", "body": "?", "key": KEY}
    form = client.get("/zh-hans/notes/new/?study=NCT90000001&at=0")
    client.post("/zh-hans/notes/new/", {**said, "seen": form.context["seen"]})
    (item,) = json.loads(client.get("/notes/export/").content)["first"]["items"]
    assert item["body"]["language"] == "zh-Hans"
    assert item["target"]["source"].startswith("http://testserver/zh-hans/trials/")


def test_notes_go_180_days_after_their_last_use(client: Client):
    written(client)
    share(client, [written(client)])
    with time_machine.travel(timezone.now() + timedelta(days=179)):
        purge_notes()
        assert Notebook.objects.count() == 1
        client.get("/notes/")
    with time_machine.travel(timezone.now() + timedelta(days=181)):
        purge_notes()
        assert Notebook.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=360)):
        purge_notes()
        assert not Notebook.objects.exists()
        assert not NoteShare.objects.exists()


@pytest.mark.parametrize(
    "path", ["", "on/NCT90000001/", "sheet/", "export/", "link/"], ids=str
)
def test_every_use_moves_the_day_and_the_day_is_shown(client: Client, path):
    begun = datetime(2027, 1, 1, 12, tzinfo=UTC)
    with time_machine.travel(begun, tick=False):
        written(client)
        assert "until June 30, 2027;" in client.get("/notes/").content.decode()
    with time_machine.travel(begun + timedelta(days=100, hours=-1), tick=False):
        answer = client.get(f"/notes/{path}")
        assert answer.cookies["notes"]["max-age"] == 180 * 24 * 3600
        assert Notebook.objects.get().kept_until == timezone.now() + KEPT
        assert "until October 8, 2027;" in client.get("/notes/").content.decode()
        assert not Client().get(f"/notes/{path}").cookies


def test_the_list_shows_the_day_that_it_has_just_moved(client: Client):
    with time_machine.travel(datetime(2027, 1, 1, 12, tzinfo=UTC), tick=False):
        written(client)
    with time_machine.travel(datetime(2027, 4, 11, 12, tzinfo=UTC), tick=False):
        assert "until October 8, 2027;" in client.get("/notes/").content.decode()


def test_ended_links_go_after_a_month(client: Client):
    share(client, [written(client)], days="1")
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        purge_notes()
        assert NoteShare.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        purge_notes()
        assert not NoteShare.objects.exists()
        assert Notebook.objects.exists()
