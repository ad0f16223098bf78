"""One way to reach somebody is enough; it decides how the team answers."""

import pytest
from django.http import QueryDict

from contacts.enquiries.forms.reach import ReachForm
from contacts.enquiries.forms.reach_wishes import WISHES, ReachWishesForm
from contacts.models import Channel

LENA, NUMBER = "lena@families.example", "+49 30 901820"


class GermanForm(ReachForm, ReachWishesForm):
    """As a page of a German site asks."""

    def home_country(self) -> str:
        """Return Germany."""
        return "DE"


def form_of(**values: str) -> GermanForm:
    data = QueryDict(mutable=True)
    data.update(values)
    return GermanForm(data)


@pytest.mark.parametrize(
    ("values", "channel"),
    [
        ({"email": LENA, "phone": NUMBER}, Channel.EITHER),
        ({"email": LENA, "phone": NUMBER, "channel": "PHONE"}, Channel.PHONE),
        ({"phone": NUMBER}, Channel.PHONE),
        ({"phone": NUMBER, "channel": "EMAIL"}, Channel.PHONE),
        ({"email": LENA, "cannot_be_called": "on"}, Channel.EMAIL),
        ({"email": LENA, "cannot_be_called": "on", "channel": "PHONE"}, Channel.EMAIL),
    ],
)
def test_the_way_that_is_there_is_the_way_of_the_answer(values, channel):
    form = form_of(**values)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["channel"] == channel


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["phone"]),
        ({"email": LENA}, ["phone"]),
        ({"cannot_be_called": "on"}, ["email"]),
        # The number is there, but nobody may call it.
        ({"phone": NUMBER, "cannot_be_called": "on"}, ["email"]),
        ({"email": "lena at home", "phone": NUMBER}, ["email"]),
        ({"email": LENA, "phone": "in the evening"}, ["phone"]),
        ({"email": LENA, "phone": "12"}, ["phone"]),
        ({"email": LENA, "phone": NUMBER, "channel": "LETTER"}, ["channel"]),
    ],
)
def test_what_is_missing_is_said_at_its_field(values, fields):
    assert list(form_of(**values).errors) == fields


def test_a_doubtful_number_is_taken_once_somebody_says_that_it_is_right():
    assert form_of(email=LENA, phone="030 12").errors
    assert form_of(email=LENA, phone="030 13", phone_is_right="030 12").errors
    form = form_of(email=LENA, phone="030 12", phone_is_right=" 030  12")
    assert form.is_valid(), form.errors
    assert form.asks_phone


def test_words_beside_a_number_join_the_wish():
    form = form_of(email=LENA, phone=f"{NUMBER} (evenings)", call_times="not Mondays")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["phone"] == NUMBER
    assert form.cleaned_data["call_times"] == "not Mondays; evenings"
    assert form.has_moved_words


def test_wishes_are_the_names_of_the_enquirys_fields():
    form = form_of(email=LENA, phone=NUMBER, is_discreet="on")
    assert form.is_valid(), form.errors
    assert set(form.wishes()) == set(WISHES)
    assert form.wishes()["is_discreet"]
    assert not form.wishes()["may_leave_voicemail"]
