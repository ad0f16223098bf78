"""What a deed asks of the database for each enquiry, however many there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.inbox.actions.bulk import do_in_bulk
from contacts.inbox.actions.deeds import assign_to, mark_read, put_off_until
from contacts.inbox.actions.undoing import undo_in_bulk
from tests.contacts.inbox.ticking import answered

pytestmark = pytest.mark.django_db
BEGIN_AND_END = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def asked(deed) -> int:
    """Return how many statements read or write rows."""
    with CaptureQueriesContext(connection) as found:
        deed()
    said = [one["sql"] for one in found]
    return sum(not one.startswith(BEGIN_AND_END) for one in said)


@pytest.mark.parametrize(
    ("name", "each", "undone"),
    [("read", 6, 3), ("assign", 8, 4), ("put_off", 8, 4)],
)
def test_each_enquiry_costs_the_same(three, user, colleague, name, each, undone):
    now, by = timezone.now(), f"user:{user.pk}"
    rows = answered(three, user) if name == "put_off" else three
    deeds = {
        "read": mark_read(is_unread=False),
        "assign": assign_to(colleague, now, by),
        "put_off": put_off_until(now + timedelta(days=2), now, by),
    }
    done = []
    # What is asked once of a colleague is not asked again.
    first = asked(lambda: done.append(do_in_bulk(enquiries=rows[:1], deed=deeds[name])))
    more = asked(lambda: done.append(do_in_bulk(enquiries=rows[1:], deed=deeds[name])))
    changes = [one for some in done for one in some.changed]
    assert len(changes) == 3
    assert more == 2 * each
    assert first >= each
    back = asked(lambda: undo_in_bulk(changes=changes, now=now, by=by))
    assert back == 3 * undone
