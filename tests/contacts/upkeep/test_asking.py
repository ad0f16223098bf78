"""One mail a mailbox a quarter, to those who answer for a study and to nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import (
    DeadAddress,
    Mailbox,
    OutgoingEmail,
    Purpose,
    UpkeepLetter,
    UpkeepMailbox,
    address_hash,
)
from contacts.upkeep.asked_places import asked_addresses
from contacts.upkeep.models.letters import QUARTER
from tests.contacts.upkeep.asked import (
    REGISTRY,
    VERIFIED,
    ask,
    delivered_enquiry,
    link_in,
    verified_site,
)
from tests.factories import NOW, StudyContact, site_with_contact
from trials.models import Study
from trials.models import StudyContact as Contact

pytestmark = pytest.mark.django_db


def test_one_mailbox_gets_one_mail_with_all_its_studies():
    first = verified_site(study__brief_title="Rest in lupus")
    second = verified_site(study__brief_title="Sleep in lupus", email=VERIFIED.upper())
    (mail,) = ask()
    assert mail.to_address.casefold() == VERIFIED
    for site in (first, second):
        assert site.study.registry_id in mail.body_text
        assert site.study.brief_title in mail.body_text
    assert not mail.subject.count("lupus")
    assert UpkeepLetter.objects.get().places.count() == 2


def test_it_comes_once_a_quarter():
    verified_site()
    assert len(ask()) == 1
    assert ask(NOW + QUARTER - timedelta(days=1)) == []
    assert len(ask(NOW + QUARTER)) == 1


def test_registry_contacts_are_asked_once_an_enquiry_was_delivered_to_them():
    site = site_with_contact()
    assert ask() == []
    enquiry = delivered_enquiry(site)
    (mail,) = ask()
    assert mail.to_address == REGISTRY
    place = UpkeepLetter.objects.get().places.get()
    assert (place.study, place.site) == (enquiry.study, site)


def test_many_enquiries_of_one_place_are_read_as_one(django_assert_num_queries):
    site = site_with_contact()
    delivered_enquiry(site)
    with CaptureQueriesContext(connection) as few:
        (one,) = asked_addresses(NOW)
    for _ in range(5):
        delivered_enquiry(site)
    with django_assert_num_queries(len(few)):
        assert asked_addresses(NOW) == [one]
    assert one.places == {(site.study_id, site.pk)}


def test_what_was_delivered_over_a_year_ago_is_no_reason():
    delivered_enquiry(now=NOW - timedelta(days=366))
    assert ask() == []


def test_a_queued_or_returned_enquiry_is_no_reason():
    delivered_enquiry()
    mails = OutgoingEmail.objects.filter(purpose=Purpose.ENQUIRY_TO_TEAM)
    for state in ("QUEUED", "BOUNCED", "FAILED"):
        mails.update(state=state)
        assert ask() == [], state


def test_a_contact_that_the_record_no_longer_names_is_not_asked():
    delivered_enquiry()
    Contact.objects.all().delete()
    StudyContact(study=Study.objects.get(), email="new@example-hospital.example")
    assert ask() == []


@pytest.mark.parametrize(
    "change",
    [
        {"overall_status": "COMPLETED"},
        {"is_published": False},
        {"is_fictional": True},
    ],
)
def test_nobody_is_asked_about_what_is_over_hidden_or_invented(change):
    verified_site()
    Study.objects.update(**change)
    assert ask() == []


@pytest.mark.parametrize("change", [{"verified_at": None}, {"is_paused": True}])
def test_mailboxes_that_nobody_confirmed_or_that_rest_are_not_asked(change):
    verified_site()
    Mailbox.objects.update(**change)
    assert ask() == []


def test_dead_and_unwilling_mailboxes_are_not_asked():
    verified_site()
    row = UpkeepMailbox.objects.create(
        address_hash=address_hash(VERIFIED), is_refused=True
    )
    assert ask() == []
    row.delete()
    DeadAddress.objects.create(
        address_hash=address_hash(VERIFIED), kind="bounced", since=NOW
    )
    assert ask() == []


def test_the_address_stands_in_no_row_and_the_link_only_as_a_hash():
    verified_site()
    (mail,) = ask()
    token = link_in(mail).strip("/").rpartition("/")[2]
    letter, row = UpkeepLetter.objects.get(), UpkeepMailbox.objects.get()
    assert VERIFIED not in str(vars(row))
    assert token not in str(vars(letter))


def test_two_mails_without_an_answer_are_a_silence_and_an_answer_ends_it(client):
    site = verified_site()
    ask()
    ask(NOW + QUARTER)
    study = Study.objects.get()
    assert not study.is_team_silent
    ask(NOW + QUARTER + timedelta(days=29))
    study.refresh_from_db()
    assert not study.is_team_silent
    ask(NOW + QUARTER + timedelta(days=30))
    study.refresh_from_db()
    assert study.is_team_silent
    assert study.revision > site.study.revision


def test_a_study_is_not_silent_while_another_mailbox_answers():
    site = verified_site()
    other = verified_site(email="other@site.example", study=site.study)
    assert other.study == site.study
    ask()
    UpkeepLetter.objects.filter(
        mailbox__address_hash=address_hash("other@site.example")
    ).update(answered_at=NOW)
    ask(NOW + QUARTER)
    UpkeepLetter.objects.filter(
        mailbox__address_hash=address_hash("other@site.example")
    ).update(answered_at=NOW + QUARTER)
    ask(NOW + QUARTER + timedelta(days=31))
    assert not Study.objects.get().is_team_silent
