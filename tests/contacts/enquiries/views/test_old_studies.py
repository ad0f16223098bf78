"""Teams can be asked whether a study still takes people; one that is over cannot."""

import pytest

from contacts.models import Enquiry
from tests import factories
from tests.contacts.enquiries.views.test_message import FORM, said
from trials.models import Study

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return factories.site_with_contact(study__registry_id="NCT90000001")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("UNKNOWN", "Probably over."),
        ("SUSPENDED", "Ask first if it still takes people: paused."),
        ("ACTIVE_NOT_RECRUITING", "It takes no new people."),
    ],
)
def test_what_is_doubtful_can_be_asked_and_says_so_first(client, status, words):
    Study.objects.update(overall_status=status)
    page = client.get(FORM).content.decode()
    assert page.index(words) < page.index('name="message"')
    assert client.post(FORM, said()).status_code == 303
    assert Enquiry.objects.count() == 1


def test_what_is_over_leads_on(client):
    Study.objects.update(overall_status="COMPLETED")
    for page in (client.get(FORM), client.post(FORM, said())):
        assert "/trials/NCT90000001/similar/" in page.content.decode()
    assert not Enquiry.objects.exists()
