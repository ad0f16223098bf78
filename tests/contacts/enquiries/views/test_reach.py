"""The form asks about what it doubts, and takes whoever has one way to be reached."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from contacts.models import Enquiry
from tests import factories
from tests.filled import filled

pytestmark = pytest.mark.django_db
FORM = "/trials/NCT90000001/message/"


@pytest.fixture(autouse=True)
def site():
    return factories.site_with_contact(study__registry_id="NCT90000001")


def said(**changes: str | None) -> dict[str, str]:
    """Return what a mother sends; None leaves a field out."""
    words = {
        "relationship": "MYSELF",
        "age_group": "ADULT",
        "consent_transfer": "on",
        "first_name": "Lena",
        "last_name": "Fischer",
        "email": "lena@families.example",
        "phone": "+49 30 901820",
        "message": "Hello",
        "consent": "on",
        "key": str(uuid4()),
        **changes,
    }
    return {name: value for name, value in words.items() if value is not None}


def refused(client: Client, **changes: str | None) -> str:
    """Post what has to be asked about; return the page."""
    answer = client.post(FORM, said(**changes))
    assert answer.status_code == 422
    assert not Enquiry.objects.exists()
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("+49 1234", "Germany (+49)"),
        ("+52 1 55 1234 5678", "Mexico (+52)"),
        ("+225 07 12 34 56", "(+225)"),
        ("123", "China"),
    ],
)
def test_a_doubtful_number_is_asked_about_once_and_taken_as_typed(
    client, phone, country
):
    page = refused(client, phone=phone)
    assert country in page.partition("<form")[0]
    form = filled(page)
    assert form["phone"] == phone
    assert re.search(rf'name="phone_is_right"\s+value="{re.escape(phone)}"', page)
    # Sent again without the tick, it is asked again; with it, it is taken.
    again = {**form, "consent": "on", "consent_transfer": "on"}
    assert client.post(FORM, again).status_code == 422
    assert client.post(FORM, {**again, "phone_is_right": phone}).status_code == 303
    assert Enquiry.objects.get().phone == phone


def test_the_tick_speaks_of_that_number_alone(client):
    refused(client, phone="+49 12345", phone_is_right="+49 1234")


def test_both_numbers_are_kept(client):
    client.post(FORM, said(phone="+49 30 901820 / 901821"))
    enquiry = Enquiry.objects.get()
    assert [number for number, _link in enquiry.phones] == ["+49 30 901820", "901821"]


def read_as_team(client, enquiry: Enquiry) -> str:
    """Return what the site's mailbox reads behind its link."""
    link = f"/for-teams/{enquiry.team_links.get().secret}/"
    return client.post(link, {"open": ""}).content.decode()


def test_words_beside_the_number_become_the_wish_and_the_receipt_says_so(client):
    words = said(
        phone="0170 1234567 (evenings)", phone_country="DE", call_times="no Mondays"
    )
    answer = client.post(FORM, words, follow=True)
    enquiry = Enquiry.objects.get()
    assert enquiry.phone == "+49 170 1234567"
    assert enquiry.call_times == "no Mondays; evenings"
    assert "“no Mondays; evenings”" in answer.content.decode()
    assert "no Mondays; evenings" in read_as_team(client, enquiry)


def test_who_cannot_be_called_needs_no_number(client):
    assert "I cannot be called" in refused(client, phone="")
    words = said(phone="please text me", cannot_be_called="on")
    assert client.post(FORM, words).status_code == 303
    enquiry = Enquiry.objects.get()
    assert (enquiry.phone, enquiry.call_times) == ("", "please text me")
    assert enquiry.channel == "EMAIL"
    assert "Cannot be called: please write" in read_as_team(client, enquiry)


def test_one_way_is_needed(client):
    page = refused(client, email="", phone="", cannot_be_called="on")
    assert "We need one way" in page
    assert "Hello" in page


@pytest.mark.parametrize(
    "typed", ["lena@gmial.com", "lena@gmail,com", "lena@gmail.com."]
)
def test_a_slip_is_asked_about_and_taken_with_one_press(client, typed):
    page = refused(client, email=typed)
    assert "Did you mean lena@gmail.com?" in page
    form = filled(page)
    assert form["email"] == typed
    pressed = {
        **form,
        "consent": "on",
        "consent_transfer": "on",
        "email_meant": "lena@gmail.com",
    }
    assert client.post(FORM, pressed).status_code == 303
    assert Enquiry.objects.get().email == "lena@gmail.com"


def test_what_looks_like_a_slip_is_kept_when_it_is_right(client):
    page = refused(client, email="lena@gmial.com")
    kept = {
        **filled(page),
        "consent": "on",
        "consent_transfer": "on",
        "email_is_right": "lena@gmial.com",
    }
    assert client.post(FORM, kept).status_code == 303
    assert Enquiry.objects.get().email == "lena@gmial.com"


def test_no_address_is_taken_that_was_not_offered(client):
    page = refused(client, email="lena@gmial.com", email_meant="other@evil.example")
    assert "Did you mean lena@gmail.com?" in page


def test_both_questions_are_answered_at_once(client):
    page = refused(client, email="lena@gmial.com", phone="+49 1234")
    ticks = {"email_is_right": "lena@gmial.com", "phone_is_right": "+49 1234"}
    words = {**filled(page), **ticks, "consent": "on", "consent_transfer": "on"}
    assert client.post(FORM, words).status_code == 303


def test_letters_before_the_at_need_a_server_that_carries_them(client, settings):
    for address in ("josé@families.example", "ада@пример.рф"):
        assert "such letters before the @" in refused(client, email=address)
    settings.EMAIL_SMTPUTF8 = True
    assert client.post(FORM, said(email="ада@пример.рф")).status_code == 303
    refused_ = client.post(FORM, said(email="а да@пример.рф"))
    assert refused_.status_code == 422


def test_a_domain_of_any_script_is_taken(client):
    assert client.post(FORM, said(email="ada@пример.рф")).status_code == 303


@pytest.mark.parametrize("last_name", ["", None])
def test_one_name_is_enough(client, last_name):
    client.post(FORM, said(first_name="Siti", last_name=last_name))
    enquiry = Enquiry.objects.get()
    assert enquiry.full_name == "Siti"
    assert ">Siti</h2>" in read_as_team(client, enquiry)


def test_too_long_a_text_is_told_and_stays_whole(client):
    page = refused(client, message="é" * 5027)
    assert "27 characters too long: at most 5000 characters fit" in page
    assert "é" * 5027 in page
    assert "maxlength" not in page
