"""What a person said stands wherever somebody reads it, each line once added."""

from dataclasses import fields
from html import unescape

import pytest
from django.test import Client

from contacts.enquiries.actions.accepting import Enquirer
from contacts.enquiries.models.states import AgeGroup
from contacts.enquiries.sentences.to_team import enquiry_to_team
from contacts.models import Channel, Enquiry, Relationship
from tests.factories import accepted, site_read_in_english, staff

pytestmark = pytest.mark.django_db
# What was said, as a reader finds it.
SAID = {
    "first_name": ("Kanarien", "Kanarien"),
    "last_name": ("Vogel", "Vogel"),
    "email": ("vogel@families.example", "vogel@families.example"),
    "phone": ("+49 30 901821", "+49 30 901821"),
    "other_language": ("Plattdeutsch", "Plattdeutsch"),
    "relationship": (Relationship.MY_CHILD, "my child"),
    "person_age": (7, "age 7"),
    "age_group": (AgeGroup.FROM_14_TO_17, "14 to 17"),
    "language": ("zh-hans", "Chinese"),
    "channel": (Channel.PHONE, "Phone"),
    "call_times": ("after the school run", "after the school run"),
    "may_leave_voicemail": (True, "voicemail is fine"),
    "is_discreet": (True, "do not name the study"),
    "wants_link_only": (True, "answers as a link"),
}


def readers(sent) -> dict[str, str]:
    """Return what the team's mail, the console and the family's sheet say."""
    enquiry = sent.enquiry
    mail = enquiry_to_team(enquiry, "Words.")
    client = Client()
    client.force_login(staff([enquiry.site]))
    console = client.get(f"/staff/enquiries/{enquiry.reference}/")
    sheet = client.get(f"/enquiries/{sent.token}/print/", HTTP_ACCEPT_LANGUAGE="en")
    pages = {"console": console, "sheet": sheet}
    said = {name: unescape(page.content.decode()) for name, page in pages.items()}
    return {"text": mail.text, "html": unescape(mail.html), **said}


def test_every_answer_of_the_form_is_read_by_the_team_and_by_the_family():
    assert set(SAID) == {one.name for one in fields(Enquirer)}
    values = {name: value for name, (value, _words) in SAID.items()}
    sent = accepted(site_read_in_english(), **values)
    for name, page in readers(sent).items():
        for field, (_value, words) in SAID.items():
            assert words.lower() in page.lower(), (name, field)


def test_what_was_not_said_leaves_no_empty_line():
    nothing = {"other_language": "", "person_age": None, "call_times": ""}
    sent = accepted(relationship=Relationship.MYSELF, **nothing)
    for page in readers(sent).values():
        assert "; ;" not in page
        assert "age None" not in page
    assert Enquiry.objects.get().person_age is None
