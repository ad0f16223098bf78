"""The message form: which site is asked, which key a message has, who writes."""

from uuid import UUID

import pytest
from django.http import QueryDict

from contacts.enquiries.forms.message import ORDER, MessageForm
from contacts.models import Channel
from tests import factories
from tests.factories import site_with_contact

pytestmark = pytest.mark.django_db
KEY = UUID("11111111-2222-4333-8444-555555555555")
GIVEN = {
    "relationship": "MY_CHILD",
    "guardian": "on",
    "age_group": "ADULT",
    "consent_transfer": "on",
    "person_age": "9",
    "first_name": "Lena",
    "email": "lena@families.example",
    "phone": "030 901820",
    "phone_country": "DE",
    "message": "Is there a place?",
    "consent": "on",
}


@pytest.fixture
def site():
    """The study's only site, in China."""
    return site_with_contact()


def form_for(asked, chosen=None, closed=frozenset(), **values: str) -> MessageForm:
    """Return the form as a visitor sends it."""
    data = QueryDict(mutable=True)
    data.update({**GIVEN, **values})
    return MessageForm(data, study=asked.study, chosen=chosen, closed=closed)


def test_only_what_is_needed_is_asked_for(site):
    form = MessageForm(QueryDict(), study=site.study, chosen=None)
    missed = {"relationship", "first_name", "message", "consent", "phone"}
    assert set(form.errors) == missed
    # What is wrong is listed as the page has it.
    assert list(form.fields)[: len(ORDER)] == ORDER


def test_one_site_is_chosen_by_itself_and_two_are_a_question(site):
    form = form_for(site)
    assert form.is_valid(), form.errors
    assert (form.chosen, form.cleaned_site()) == (site, site)
    other = factories.StudySite(study=site.study)
    assert list(form_for(site).errors) == ["site"]
    form = form_for(site, site=other.key)
    assert form.is_valid(), form.errors
    assert form.cleaned_site() == other


def test_a_site_that_takes_nobody_is_refused_and_named(site):
    resting = factories.StudySite(study=site.study)
    form = form_for(site, chosen=resting, closed={resting.pk})
    assert (form.refused, form.chosen) == (resting, site)
    assert form_for(site, site=resting.key, closed={resting.pk}).errors["site"]
    assert form_for(site, site="somewhere else").errors["site"]


def test_without_any_site_the_studys_team_is_asked(site):
    form = form_for(site, closed={site.pk}, site="team")
    assert form.is_valid(), form.errors
    assert form.cleaned_site() is None


def test_the_number_is_read_for_the_chosen_country_or_the_sites(site):
    german = form_for(site)
    assert german.is_valid(), german.errors
    assert german.cleaned_data["phone"] == "+49 30 901820"
    chinese = form_for(site, phone="139 1234 5678", phone_country="")
    assert chinese.is_valid(), chinese.errors
    assert chinese.cleaned_data["phone"].startswith("+86")


def test_nobody_has_an_age_who_writes_for_themselves(site):
    form = form_for(site, relationship="MYSELF")
    assert form.is_valid(), form.errors
    assert form.enquirer().person_age is None
    assert form_for(site).is_valid()


@pytest.mark.parametrize("age", ["nine", "-1", "121", "9.5"])
def test_an_age_is_a_whole_number_of_years(site, age):
    assert list(form_for(site, person_age=age).errors) == ["person_age"]


def test_the_enquirer_is_what_was_typed_and_nothing_else(site):
    form = form_for(site, call_times="mornings", is_discreet="on")
    assert form.is_valid(), form.errors
    person = form.enquirer()
    assert (person.first_name, person.last_name) == ("Lena", "")
    assert (person.language, person.channel) == ("en", Channel.EITHER)
    assert (person.call_times, person.is_discreet) == ("mornings", True)


def test_a_forms_own_key_names_the_message_and_else_its_words_do(site):
    def key(**values: str) -> UUID:
        form = form_for(site, **values)
        assert form.is_valid(), form.errors
        return form.idempotency_key()

    assert key(key=str(KEY)) == KEY
    assert key() == key()
    assert key() != key(message="Another question")
    assert key() != key(email="mark@families.example")
    # Without an address the telephone tells two people apart.
    first = key(email="", phone="030 901820")
    assert first != key(email="", phone="030 901821")


def test_a_renewed_form_keeps_its_words_under_another_key(site):
    form = form_for(site, key=str(KEY))
    form.renew()
    assert form.data["key"] != str(KEY)
    assert form.data["message"] == GIVEN["message"]


def test_a_program_that_fills_in_everything_is_refused(site):
    form = form_for(site, homepage="http://x.example")
    assert form.errors.as_data()["homepage"][0].code == "trap"


@pytest.mark.parametrize("name", ["consent", "message", "first_name", "relationship"])
def test_what_has_to_be_there_is_missed_at_its_field(site, name):
    assert list(form_for(site, **{name: ""}).errors) == [name]
