"""Correcting, withdrawing, erasing, taking along, and finding a lost link."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from contacts.conversation.actions import closing, erasing, lost_links, rights
from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.family_writes import add_family_message
from contacts.models import (
    AddressChange,
    Enquiry,
    EnquiryState,
    LinkRequest,
    OutgoingEmail,
    Purpose,
)
from tests.factories import NOW, accepted, site_read_in_english

pytestmark = pytest.mark.django_db
CANARY = "Kanarienvogel"


@pytest.fixture
def sent():
    site = site_read_in_english()
    return accepted(site, first_name=CANARY, text=f"About {CANARY}")


def everything() -> str:
    """Return all that the tables of the private app hold, decrypted."""
    rows = [
        list(model.objects.values())
        for model in apps.get_app_config("contacts").get_models()
    ]
    return json.dumps(rows, cls=DjangoJSONEncoder)


def test_erased_is_erased_everywhere(sent):
    assert CANARY in everything()
    erasing.erase_enquiry(enquiry=sent.enquiry, now=NOW, by="enquirer")
    assert CANARY not in everything()
    assert "lena@families.example" not in everything()
    notice = OutgoingEmail.objects.get()
    assert notice.to_address == "site@example-hospital.example"
    assert sent.enquiry.reference in notice.body_text + notice.subject


def test_names_are_found_and_unreadable_in_the_database(sent):
    known = Enquiry.objects
    assert known.named(CANARY.lower()).exists()
    assert known.named(f"{CANARY} Fischer").exists()
    assert not known.named(f"{CANARY} Meier").exists()
    assert not known.named("Kanarien").exists()
    assert known.quoted_as(sent.enquiry.reference[4:8].lower()).exists()
    assert known.quoted_as(sent.enquiry.reference.replace("-", " ")).exists()
    assert not known.quoted_as("").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_name, email FROM contacts_enquiry")
        assert CANARY not in str(cursor.fetchall())


def test_withdrawn_tells_the_team_to_stop(sent):
    rights.withdraw(enquiry=sent.enquiry, now=NOW, by="enquirer")
    rights.withdraw(enquiry=Enquiry.objects.get(), now=NOW, by="enquirer")
    enquiry = Enquiry.objects.get()
    assert enquiry.state == EnquiryState.CLOSED
    notice = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_TEAM)
    assert "do not contact them" in notice.body_text


@pytest.mark.parametrize("state", ["QUEUED", "RETRYING", "FAILED", "BOUNCED"])
def test_what_was_taken_back_does_not_leave_for_the_team_any_more(sent, state):
    OutgoingEmail.objects.update(state=state)
    rights.withdraw(enquiry=sent.enquiry, now=NOW, by="enquirer")
    left = set(OutgoingEmail.objects.values_list("purpose", flat=True))
    assert left == {Purpose.COPY_TO_SENDER, Purpose.NOTICE_TO_TEAM}


def test_only_the_family_opens_again_what_it_took_back(sent):
    rights.withdraw(enquiry=sent.enquiry, now=NOW, by="enquirer")
    closing.reopen(enquiry=sent.enquiry, now=NOW, by="x")
    enquiry = Enquiry.objects.get()
    assert enquiry.is_closed
    with pytest.raises(ConflictError):
        answer_family(
            enquiry=enquiry,
            text="Wait!",
            seen=enquiry.revision,
            user=None,
            now=NOW,
            by="x",
        )
    add_family_message(enquiry=enquiry, text="After all.", now=NOW)
    assert Enquiry.objects.get().is_waiting


def change_address(enquiry) -> AddressChange:
    rights.ask_address_change(enquiry=enquiry, email="new@families.example", now=NOW)
    return AddressChange.objects.get()


def test_a_new_address_counts_only_once_its_mailbox_confirms(sent):
    change = change_address(sent.enquiry)
    assert Enquiry.objects.get().email == "lena@families.example"
    check = OutgoingEmail.objects.get(purpose=Purpose.ADDRESS_CHECK)
    assert check.to_address == "new@families.example"
    assert rights.confirm_address(change=change, now=NOW, by="enquirer")
    assert Enquiry.objects.get().email == "new@families.example"
    told = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert told.to_address == "lena@families.example"


def test_an_old_confirmation_changes_nothing(sent):
    change = change_address(sent.enquiry)
    late = NOW + timedelta(days=4)
    assert not rights.confirm_address(change=change, now=late, by="enquirer")
    assert Enquiry.objects.get().email == "lena@families.example"


def test_a_lost_link_goes_to_the_known_address_only(sent):
    for email in ("LENA@families.example", "stranger@else.example"):
        lost_links.ask_for_link(email=email, language="en", now=NOW)
    assert LinkRequest.objects.count() == 2
    lost_links.send_lost_links(now=NOW)
    assert not LinkRequest.objects.exists()
    mail = OutgoingEmail.objects.get(purpose=Purpose.LINK_TO_FAMILY)
    assert mail.to_address == "lena@families.example"
    assert sent.token in mail.body_text
