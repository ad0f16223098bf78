"""What a family takes along is everything, but for what is listed with its reason."""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from contacts.conversation.actions import closing, handling
from contacts.conversation.actions.answering import UNDO, answer_family
from contacts.conversation.actions.calls import agreeing, noting
from contacts.conversation.export import KEPT_BACK, NOT_TAKEN, export_enquiry
from contacts.models import (
    CallResult,
    Enquiry,
    InboundEmail,
    Outcome,
    OutgoingEmail,
    Purpose,
)
from tests.contacts.letters import came
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
PARTS = {
    "Message": "messages",
    "CallAttempt": "calls",
    "AgreedCall": "agreed_calls",
    "OutgoingEmail": "emails",
    "InboundEmail": "emails_received",
    "AddressChange": "changes_of_address",
}


def test_every_row_that_belongs_to_an_enquiry_is_taken_or_listed():
    there = {
        model
        for model in apps.get_app_config("contacts").get_models()
        if any(field.related_model is Enquiry for field in model._meta.fields)
    }
    assert there == (set(KEPT_BACK) - {Enquiry}) | NOT_TAKEN


@pytest.fixture
def enquiry(settings) -> Enquiry:
    """One of which everything is known: mails both ways, calls, remarks, an end."""
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted(call_times="after six").enquiry
    user = staff([enquiry.site])
    who = {"now": NOW, "by": "x"}
    handling.add_remark(enquiry=enquiry, text="Secretly kind.", user=user, **who)
    call = CallResult.NO_ANSWER
    noting.log_call(enquiry=enquiry, result=call, user=user, **who)
    hour = {"at": NOW + timedelta(days=1), "zone": "Europe/Berlin"}
    agreeing.agree_call(enquiry=enquiry, user=user, **hour, **who)
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    came(to, "Mailed.", sender="lena@families.example")
    enquiry.refresh_from_db()
    seen = enquiry.revision
    answer_family(enquiry=enquiry, text="We answer.", seen=seen, user=user, **who)
    ended = {"outcome": Outcome.DOES_NOT_FIT, "reasons": ["AGE"], "seen": seen + 1}
    closing.close(enquiry=enquiry, **ended, **who)
    enquiry.refresh_from_db()
    return enquiry


def test_all_of_it_is_there(enquiry):
    found = export_enquiry(enquiry, NOW + UNDO + timedelta(seconds=1))
    assert (found["outcome"], found["misfit_reasons"]) == ("DOES_NOT_FIT", ["AGE"])
    assert found["study"] == enquiry.study.registry_id
    assert (found["routed_to"], found["call_times"]) == ("SITE_CONTACT", "after six")
    texts = [one["text"] for one in found["messages"]]
    assert texts == ["Is there a place for a nine-year-old?", "Mailed.", "We answer."]
    assert [one["via"] for one in found["messages"]] == ["PAGE", "EMAIL", "PAGE"]
    assert [one["result"] for one in found["calls"]] == ["NO_ANSWER"]
    (agreed,) = found["agreed_calls"]
    assert (agreed["zone"], agreed["state"]) == ("Europe/Berlin", "DROPPED")
    (received,) = found["emails_received"]
    assert (received["from_address"], received["text"]) == (
        "lena@families.example",
        "Mailed.",
    )
    assert len(found["emails"]) == OutgoingEmail.objects.count()
    assert any("We answer." in one["text"] for one in found["emails"])
    assert "ENQUIRY_CLOSED" in [one["what"] for one in found["events"]]


def test_what_is_kept_back_is_not(enquiry):
    user = enquiry.site.teams.get().memberships.get().user
    late = json.dumps(export_enquiry(enquiry, NOW + UNDO), cls=DjangoJSONEncoder)
    secrets = [one.reply_to for one in enquiry.emails.all() if one.reply_to]
    secrets += [one.to_address for one in InboundEmail.objects.all()]
    assert len(set(secrets)) == 2
    for word in (*secrets, "Secretly kind.", enquiry.token_hash, user.email):
        assert word not in late
    # An answer that can still be taken back is nobody's yet.
    early = json.dumps(export_enquiry(enquiry, NOW), cls=DjangoJSONEncoder)
    assert "We answer." in late
    assert "We answer." not in early


def test_no_file_of_a_family_opens_the_page_of_its_team(client):
    sent = accepted()
    to_team = sent.enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    word = re.search(r"/for-teams/([0-9a-f]{64})", to_team.body_text)[1]
    page = f"/enquiries/{sent.token}/download/"
    for kind in ("json", "text"):
        said = client.get(page, {"as": kind}).content.decode()
        assert "/for-teams/" in said
        assert word not in said
        # Their own way stays in their own mail.
        assert sent.token in said
