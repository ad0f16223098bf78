"""To which place a message goes, and what the form says of it."""

from html import unescape

import pytest
from django.test import Client

from contacts.models import Enquiry, RoutedTo
from tests import factories
from tests.contacts.enquiries.views.test_message import FORM, said
from trials.models import Study

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    """The only recruiting site of a study, with a contact."""
    return factories.site_with_contact(study__registry_id="NCT90000001")


def test_several_sites_are_a_choice_by_country(client: Client, site):
    other = factories.StudySite(study=site.study, city="Berlin", country="DE")
    shut = factories.StudySite(study=site.study, city="Bonn", status="COMPLETED")
    page = client.get(FORM).content.decode()
    assert '<optgroup label="China">' in page
    assert '<optgroup label="Germany">' in page
    assert shut.key not in page
    missing = client.post(FORM, said()).content.decode()
    assert "Choose a site." in missing
    wrong = client.post(FORM, said(site=shut.key)).content.decode()
    assert "does not take people at the moment" in wrong
    client.post(FORM, said(site=other.key))
    assert Enquiry.objects.get().site == other


def test_a_site_chosen_before_is_named_above_the_form(client: Client, site):
    other = factories.StudySite(study=site.study, city="Berlin", facility="Charity")
    page = client.get(f"{FORM}?site={other.key}").content.decode()
    assert "Charity" in page.partition("<form")[0]
    answer = client.post(f"{FORM}?site={other.key}", said(site=other.key))
    assert "Charity" in client.get(answer["Location"]).content.decode()


def test_no_recruiting_site_goes_to_the_studys_team_and_says_so(client: Client, site):
    factories.StudyContact(study=site.study)
    Study.objects.update(overall_status="NOT_YET_RECRUITING")
    site.study.sites.update(status="NOT_YET_RECRUITING")
    form = unescape(client.get(FORM).content.decode())
    assert form.count("the study's central contact, Example University") == 4
    answer = client.post(FORM, said())
    enquiry = Enquiry.objects.get()
    assert (enquiry.site, enquiry.routed_to) == (None, RoutedTo.CENTRAL_CONTACT)
    page = client.get(answer["Location"]).content.decode()
    assert "Sent to the study's central contact" in unescape(page)
    assert "Example University" in page


def test_nobody_to_write_to_goes_to_the_desk_and_says_so(client: Client, site):
    site.contacts.all().delete()
    answer = client.post(FORM, said())
    assert Enquiry.objects.get().routed_to == RoutedTo.PORTAL_DESK
    page = client.get(answer["Location"]).content.decode()
    assert "Sent to this portal's desk" in unescape(page)


def test_a_closed_study_takes_no_messages(client: Client):
    Study.objects.update(overall_status="COMPLETED")
    assert "<form" not in client.get(FORM).content.decode()
    client.post(FORM, said())
    assert not Enquiry.objects.exists()
