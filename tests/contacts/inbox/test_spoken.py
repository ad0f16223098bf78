"""A family on the telephone: taken down with its consent as spoken, in two presses."""

import pytest
from django.test import Client

from contacts.models import Enquiry, Message, OutgoingEmail, Purpose, Via
from tests import factories
from tests.factories import staff

pytestmark = pytest.mark.django_db
SAID = {
    "message": "Is there a place for a nine-year-old?",
    "first_name": "Lena",
    "last_name": "Fischer",
    "phone": "+49 30 901820",
    "relationship": "MY_CHILD",
    "person_age": "9",
    "language": "zh-hans",
    "guardian": "on",
    "consent": "on",
    # From Germany to China the law asks for it.
    "consent_transfer": "on",
    "call_times": "after 18:00",
}


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def user(site):
    return staff([site])


@pytest.fixture
def member(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def take(member: Client, site, **changes):
    said = {**SAID, "site": site.key, **changes}
    data = {name: value for name, value in said.items() if value}
    return member.post(f"/staff/new/{site.pk}/", data)


def test_one_press_leads_to_the_form_of_the_only_site(member, site):
    assert "/staff/new/" in member.get("/staff/").content.decode()
    page = member.get("/staff/new/").content.decode()
    assert f'action="/staff/new/{site.pk}/"' in page
    assert "I agree that my message" in page


def test_what_was_said_is_an_enquiry_like_all_others(member, site, user):
    answer = take(member, site)
    enquiry = Enquiry.objects.get()
    assert answer["Location"] == f"/staff/enquiries/{enquiry.reference}/"
    assert (enquiry.owner, enquiry.is_unread) == (user, False)
    assert (enquiry.first_name, enquiry.call_times) == ("Lena", "after 18:00")
    assert enquiry.answer_due_at
    assert Message.objects.get().via == Via.SPOKEN
    assert (
        "Spoken, written down by the team"
        in member.get(answer["Location"]).content.decode()
    )
    # It counts as opened, and not as answered.
    assert enquiry.opened_at
    assert enquiry.first_answered_at is None


def test_the_consent_is_kept_as_it_was_read_out_in_their_language(member, site):
    take(member, site, language="en")
    words = Enquiry.objects.get().consent_text.text
    assert words.startswith("Read out to the person, who agreed in spoken words to:")
    assert "I am this child's parent or legal guardian." in words
    assert "I agree that my message" in words
    assert Enquiry.objects.get().language == "en"


def test_without_a_yes_nothing_is_taken_and_all_words_stay(member, site):
    for missing in ("consent", "guardian", "consent_transfer"):
        answer = take(member, site, **{missing: ""})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert SAID["message"] in page
        assert "after 18:00" in page
    assert not Enquiry.objects.exists()


def test_pressed_twice_it_is_one(member, site):
    key = {"key": "6f0e6a5e-2f4c-4a1c-9d43-0e5b0c6e7a12"}
    first, second = take(member, site, **key), take(member, site, **key)
    assert first["Location"] == second["Location"]
    assert Enquiry.objects.count() == 1


def test_who_has_an_address_gets_the_copy(member, site):
    take(member, site, email="lena@families.example")
    copies = OutgoingEmail.objects.filter(purpose=Purpose.COPY_TO_SENDER)
    assert copies.count() == 1


def test_nobody_takes_anything_for_the_sites_of_others(site):
    stranger = Client()
    stranger.force_login(staff([factories.StudySite()]))
    assert stranger.get(f"/staff/new/{site.pk}/").status_code == 404
    assert take(stranger, site).status_code == 404
    assert not Enquiry.objects.exists()
