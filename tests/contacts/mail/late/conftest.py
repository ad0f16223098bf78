"""An accepted enquiry, and its two mails that nobody has written yet."""

import pytest

from contacts.models import Enquiry, OutgoingEmail, Purpose
from tests.factories import accepted


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


@pytest.fixture
def to_team(enquiry: Enquiry) -> OutgoingEmail:
    return enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)


@pytest.fixture
def copy(enquiry: Enquiry) -> OutgoingEmail:
    return enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
