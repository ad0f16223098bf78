"""Each index that an accepted message is written into serves a question; here is which.

A new one costs every message a write, so it stands here or does not stand at all.
"""

import pytest
from django.db import connection

from contacts.models import AuditEvent, EnquirerName, Enquiry, Message, TeamLink
from contacts.ratelimits import Allowance

pytestmark = pytest.mark.django_db
# Model → the columns of an index → who asks. Of the numbers themselves nobody is told.
ASKED = {
    Enquiry: {
        "reference": "the console opens one by its reference",
        "token_hash": "a family opens its page",
        "code_hash": "a family types its code",
        "key_hash": "a form that came twice",
        "idempotency_key": "the same, of the version before beside this one",
        "email_hash": "a person's other enquiries, a lost link, an end to all mails",
        "phone_hash": "a person's other enquiries in the console",
        "team_id": "what came to the team of a whole study",
        "next_action_at": "the ladder of promises: what is due now",
        "created_at id": "the inbox, newest first",
        "site_id created_at id": "the same of one site; a site that goes",
        "state created_at id": "the inbox by state",
        "site_id state created_at id": "the same of one site",
        "state is_urgent answer_due_at id": "the inbox: what to answer first",
        "site_id state is_urgent answer_due_at id": "the same of one site",
        "snoozed_until id": "what is put off",
        "site_id snoozed_until id": "the same of one site",
        "is_urgent answer_due_at id": "what nobody has read",
        "site_id is_urgent answer_due_at id": "the same of one site",
        "id": "what the search has no marks of yet",
        "state site_id first_answered_at created_at outcome is_rehearsal id": (
            "the figures: since when families wait"
        ),
        "study_id created_at": "a study's month; a study that goes",
        "owner_id": "what somebody claimed; an account that goes",
        "offered_site_id": "a site that goes",
        "suggested_site_id": "a site that goes",
    },
    Message: {
        "enquiry_id": "the conversation",
        "key": "a form that came twice",
        "written_by_id": "an account that goes",
    },
    TeamLink: {
        "token_hash": "a mailbox opens its page",
        "enquiry_id address_hash": "the link that a mailbox has already",
    },
    EnquirerName: {
        "enquiry_id": "an enquiry that goes, or changes its name",
        "word_hash": "the search for a name",
    },
    AuditEvent: {"reference": "an enquiry's history"},
    Allowance: {"key window_at": "whether a try is left, and taking it"},
}
# What LIKE reads: whoever quotes a reference may type its beginning.
FOR_LIKE = {(Enquiry, "reference")}


def indexes_of(model) -> list[tuple[str, ...]]:
    """Return the columns of each index of a table but that of its own number."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return [
        tuple(one["columns"])
        for one in found.values()
        if (one["index"] or one["unique"]) and not one["primary_key"]
    ]


@pytest.mark.parametrize("model", ASKED)
def test_each_index_is_asked_and_stands_once(model):
    is_twice = connection.vendor == "postgresql"
    known = [tuple(columns.split()) for columns in ASKED[model]]
    likes = [(name,) for whose, name in FOR_LIKE if whose is model and is_twice]
    assert sorted(indexes_of(model)) == sorted([*known, *likes])
