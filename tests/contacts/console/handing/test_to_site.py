"""To another site only by the family's yes: clicked, or spoken and kept in words."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Enquiry, OutgoingEmail, Purpose
from tests import factories
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted(now=timezone.now())


@pytest.fixture
def other(sent):
    return factories.site_with_contact(
        study=sent.enquiry.study, facility="Other Hospital", city="Ningbo"
    )


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


def hand(user, sent, site, **more):
    client = Client()
    client.force_login(user)
    address = f"/staff/enquiries/{sent.enquiry.reference}/hand-over/site/"
    return client.post(address, {"site": site.key, **more}, follow=True)


def now_of(sent) -> Enquiry:
    return Enquiry.objects.get(pk=sent.enquiry.pk)


def offers() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(purpose=Purpose.OFFER_TO_FAMILY))


def test_the_family_is_asked_and_nothing_is_passed_on_before_its_yes(user, sent, other):
    before = now_of(sent)
    page = hand(user, sent, other).content.decode()
    assert "The family has been asked about" in page
    row = now_of(sent)
    assert (row.site_id, row.suggested_site) == (before.site_id, other)
    assert (row.answer_due_at, row.state) == (before.answer_due_at, before.state)
    (mail,) = offers()
    assert mail.to_address == "lena@families.example"
    assert "Other Hospital" in mail.body_text
    family = Client().get(f"/enquiries/{sent.token}/").content.decode()
    assert "may suit you better" in family
    assert f"/other-site/?site={other.key}" in family
    agreed = {"site": other.key, "consent": "on"}
    Client().post(f"/enquiries/{sent.token}/other-site/", agreed)
    assert (now_of(sent).site, now_of(sent).suggested_site) == (other, None)
    page = Client().get(f"/enquiries/{sent.token}/").content.decode()
    assert "may suit you better" not in page


def test_a_spoken_yes_passes_it_on_and_its_words_are_kept(user, sent, other):
    answer = hand(user, sent, other, consent="on")
    row = now_of(sent)
    assert row.site == other
    assert "Read out to the person" in row.consent_text.text
    assert "Other Hospital" in row.consent_text.text
    assert offers() == []
    # What another team has now is no more of this one's business.
    assert sent.enquiry.reference not in answer.content.decode()


def test_only_a_site_that_takes_people_can_be_chosen(user, sent, other):
    stranger = factories.site_with_contact()
    assert hand(user, sent, stranger).status_code == 422
    assert hand(user, sent, sent.enquiry.site).status_code == 422
    assert offers() == []
    # The control: the other one can.
    assert hand(user, sent, other).status_code == 200
    assert len(offers()) == 1


def test_a_discreet_family_reads_of_no_hospital_in_the_mail(user, other):
    quiet = accepted(
        other.study.sites.exclude(pk=other.pk).get(),
        is_discreet=True,
        now=timezone.now(),
    )
    hand(user, quiet, other)
    (mail,) = offers()
    assert "Hospital" not in f"{mail.subject} {mail.body_text} {mail.body_html}"


def test_of_others_nothing_is_handed_on(sent, other):
    stranger = staff([factories.StudySite()])
    assert hand(stranger, sent, other, consent="on").status_code == 404
    assert now_of(sent).site == sent.enquiry.site
