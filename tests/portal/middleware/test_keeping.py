"""Words survive a database that is away, whoever typed them and wherever."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal.database.postgresql.outage import REST, Outage
from portal.pages.reach import NumberToCall, carried, carry
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "Is there a place?\n没有名额了吗 <b>“bold”</b>"


@contextmanager
def away(kind: type[Exception] = OperationalError) -> Iterator[None]:
    """Every statement fails, as on a server that is gone."""

    def refuse(execute, sql, params, many, context):
        raise kind(f"gone with {params}")

    with connection.execute_wrapper(refuse):
        yield


def test_every_page_says_so(client: Client):
    for path in ("/", "/zh-hans/trials/", "/staff/sign-in/", "/notes/"):
        with away():
            answer = client.get(path)
        assert answer.status_code in {200, 503}
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/trials/"])
def test_a_readers_browser_and_nginx_may_go_on_with_what_they_have(client, path):
    """Told "no-store", nginx sends its copy whole to who has it already."""
    with away():
        answer = client.get(path)
    assert answer.status_code == 503
    assert "Cache-Control" not in answer.headers


@pytest.mark.parametrize("path", ["/enquiries/{token}/write/", "/enquiries/lost/"])
def test_the_form_comes_back_with_the_words(client: Client, path):
    path = path.format(token=factories.accepted().token)
    with away():
        answer = client.post(path, {"message": WORDS, "email": "l@families.example"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "no-store" in answer["Cache-Control"]
    assert WORDS in page
    assert "l@families.example" in page
    assert f'action="{path}"' in page


def test_staff_keep_their_answer_and_its_token(client: Client):
    # The session is read before any view is: Django answers, not the view.
    client.raise_request_exception = False
    sent = factories.accepted()
    client.force_login(factories.staff([sent.enquiry.site]))
    client.get("/staff/")
    path = f"/staff/enquiries/{sent.enquiry.reference}/answer/"
    with away():
        answer = client.post(path, {"text": WORDS, "csrfmiddlewaretoken": "t0ken"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 503
    assert WORDS in page
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in page


def test_no_password_is_shown(client: Client):
    data = {"login": "a@b.example", "password": "open sesame", "passcode": "plum tree"}
    with away():
        answer = client.post("/staff/sign-in/", data)
    assert answer.status_code == 503
    assert "sesame" not in answer.content.decode()
    assert "plum tree" not in answer.content.decode()


def test_a_fault_of_the_program_keeps_the_words_too(client: Client):
    client.raise_request_exception = False
    token = factories.accepted().token
    with away(RuntimeError):
        answer = client.post(f"/enquiries/{token}/write/", {"message": WORDS})
    assert answer.status_code == 500
    assert WORDS in html.unescape(answer.content.decode())


def test_only_our_own_numbers_are_shown():
    number = {"k": NumberToCall("Example Hospital", "+49 30 90182077")}
    text = carry("NCT00000001", number)
    assert carried(text) == number
    for forged in ("", "x", text[:-1], text.replace(":", "::"), f"a{text}"):
        assert carried(forged) == {}


def test_one_visitor_asks_for_all_after_a_rest(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(
        "portal.database.postgresql.outage.time.monotonic", lambda: now[0]
    )
    outage = Outage()
    assert not outage.refuses()
    outage.begin()
    assert outage.refuses()
    now[0] += REST
    assert [outage.refuses() for _ in range(3)] == [False, True, True]
    outage.end()
    assert not outage.refuses()


def test_a_message_has_several_lines_however_few_its_letters(client: Client):
    study = factories.site_with_contact().study
    words = {"message": "我们的女儿九岁", "first_name": "丽娜"}
    with away():
        answer = client.post(f"/trials/{study.registry_id}/message/", words)
    page = answer.content.decode()
    assert re.search(r"<textarea[^>]*>\s*我们的女儿九岁</textarea>", page)
    assert 'value="丽娜"' in page
