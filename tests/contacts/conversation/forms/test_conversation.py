"""What a family writes and corrects on its own page."""

import pytest
from django.http import QueryDict

from contacts.conversation.forms.contact import ContactForm, LostLinkForm
from contacts.conversation.forms.conversation import OtherSiteForm, WriteForm
from contacts.models import Channel, Enquiry
from tests import factories
from tests.factories import accepted

pytestmark = pytest.mark.django_db


def contact(enquiry: Enquiry, **values: str) -> ContactForm:
    """Return the form as it is sent with what stands there and some changes."""
    data = QueryDict(mutable=True)
    data.update({"email": enquiry.email, "phone": enquiry.phone, **values})
    return ContactForm(data, enquiry=enquiry)


def test_each_message_has_a_key_of_its_own():
    first, second = WriteForm(), WriteForm()
    assert first.initial["key"] != second.initial["key"]
    assert list(WriteForm({"message": " "}).errors) == ["message"]
    assert list(WriteForm({"message": "x" * 5001}).errors) == ["message"]
    assert WriteForm({"message": "x" * 5000}).is_valid()


def test_contact_details_begin_as_they_were_sent():
    enquiry = accepted(call_times="mornings", is_discreet=True).enquiry
    form = ContactForm(enquiry=enquiry)
    assert form.initial["email"] == "lena@families.example"
    assert (form.initial["call_times"], form.initial["is_discreet"]) == (
        "mornings",
        True,
    )
    assert not form.initial["cannot_be_called"]


def test_a_number_that_stands_there_is_not_asked_about():
    enquiry = accepted(phone="12").enquiry
    assert contact(enquiry).is_valid()
    assert list(contact(enquiry, phone="13").errors) == ["phone"]


def test_a_new_number_is_read_as_one_of_the_sites_country():
    form = contact(accepted().enquiry, phone="139 1234 5678")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["phone"].startswith("+86")


def test_an_address_is_changed_and_not_taken_away():
    enquiry = accepted().enquiry
    assert list(contact(enquiry, email="").errors) == ["email"]
    assert contact(enquiry, email="mark@families.example").is_valid()
    without = accepted(email="", phone="+49 30 901820", channel=Channel.PHONE).enquiry
    assert contact(without).is_valid()


def test_another_site_needs_a_choice_and_a_consent_of_its_own():
    site = factories.StudySite()
    form = OtherSiteForm({"site": site.key, "consent": "on"}, sites=[site])
    assert form.is_valid(), form.errors
    assert form.chosen == site
    assert list(OtherSiteForm({"site": site.key}, sites=[site]).errors) == ["consent"]
    elsewhere = {"site": "elsewhere", "consent": "on"}
    assert list(OtherSiteForm(elsewhere, sites=[site]).errors) == ["site"]


def test_a_lost_link_asks_for_an_address():
    assert LostLinkForm({"email": "lena@families.example"}).is_valid()
    for wrong in ("", "lena"):
        assert list(LostLinkForm({"email": wrong}).errors) == ["email"]
