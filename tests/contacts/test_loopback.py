"""Nobody is exempt from a limit because they come from this very machine."""

from uuid import uuid4

import pytest
from django.test import Client

from contacts.models import Enquiry
from tests import factories
from tests.contacts.enquiries.views.test_message import FORM, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("remote", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_messages_from_loopback_are_counted(client: Client, remote):
    factories.site_with_contact(study__registry_id="NCT90000001")
    statuses = []
    for number in range(40):
        words = said(email=f"a{number}@families.example", key=str(uuid4()))
        statuses.append(client.post(FORM, words, REMOTE_ADDR=remote).status_code)
        if statuses[-1] != 303:
            break
    assert statuses[-1] != 303
    assert Enquiry.objects.count() == len(statuses) - 1


def test_a_forgotten_proxy_limits_all_rather_than_none(client: Client):
    """Through a proxy nobody declared, one address cannot be flooded either."""
    factories.site_with_contact(study__registry_id="NCT90000001")
    statuses = set()
    for number in range(40):
        words = said(email=f"a{number}@families.example", key=str(uuid4()))
        header = {"X-Forwarded-For": f"203.0.113.{number}"}
        answer = client.post(FORM, words, REMOTE_ADDR="127.0.0.1", headers=header)
        statuses.add(answer.status_code)
        if answer.status_code != 303:
            break
    assert statuses != {303}
