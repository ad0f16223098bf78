"""What a look at the family's page asks of the database, to the last question."""

import pytest
from django.test import Client

from contacts.conversation.actions.calls.noting import log_call
from contacts.models import CallResult, Membership, Verb
from portal.audit.record import record_event
from tests import factories
from tests.costs import counted
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
# The enquiry with its study and places, its mails, what happened, what was said.
WAITING = 4
# What those do who looked, however many they are.
OPENED = WAITING + 1


def asked(token: str) -> list[str]:
    """Return the statements of one look."""
    with counted() as cost:
        assert Client().get(f"/enquiries/{token}/").status_code == 200
    return cost.statements


@pytest.fixture
def sent():
    sent = accepted()
    asked(sent.token)
    return sent


def test_a_page_costs_so_much(sent):
    statements = asked(sent.token)
    assert len(statements) == WAITING, "\n".join(statements)


def test_one_that_many_have_read_costs_one_question_more(sent):
    for user in (staff([sent.enquiry.site]), staff([], is_desk=True)):
        for verb in (Verb.ENQUIRY_OPENED, Verb.ENQUIRY_READ):
            by, reference = f"user:{user.pk}", sent.enquiry.reference
            record_event(verb, now=NOW, by=by, reference=reference)
    assert Membership.objects.count() == 2
    statements = asked(sent.token)
    assert len(statements) == OPENED, "\n".join(statements)


def test_only_what_it_has_is_asked_for(sent):
    user = staff([sent.enquiry.site])
    how = {"user": user, "now": NOW, "by": f"user:{user.pk}"}
    log_call(enquiry=sent.enquiry, result=CallResult.NO_ANSWER, **how)
    assert len(asked(sent.token)) == WAITING + 1
    page = Client().get(f"/enquiries/{sent.token}/").content.decode()
    assert "The team called and nobody answered" in page
    assert len(asked(accepted(factories.site_with_contact()).token)) == WAITING
