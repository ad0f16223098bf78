"""How long it takes to read five thousand families through, in this process's time."""

import time

import pytest

from bench.inbox_rows import changes, like
from bench.rows import write_rows
from contacts.inbox.searching import READ_THROUGH, by_reading
from contacts.models import Enquiry
from tests import factories
from tests.factories import staff

pytestmark = [pytest.mark.django_db, pytest.mark.long]
# Of the processor alone; a busy machine makes nothing slower.
MOST_SECONDS = 2.0


def test_five_thousand_open_enquiries_are_read_through_while_one_types():
    site = factories.site_with_contact()
    users = [staff([site])]
    rows = [changes([site], users, number) for number in range(READ_THROUGH)]
    same = {"email": "lena@families.example", "phone": "+49 30 901820"}
    for number, row in enumerate(rows):
        row |= {**same, "last_name": f"Fischer{number}"}
    write_rows(like(site), rows)
    for typed, many in (("fischer49", 111), ("fanli", 0), ("1820", READ_THROUGH)):
        begun = time.process_time()
        found = list(by_reading(Enquiry.objects.all(), typed))
        took = time.process_time() - begun
        assert took < MOST_SECONDS
        assert len(found) == many, typed
