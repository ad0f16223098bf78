"""A program floods the form from one network; people elsewhere hardly notice."""

import pytest

from bench.flood import PEOPLE, POSTS, PROMISE, flooded, told
from contacts.allowances import MESSAGES
from tests.services.portal import FORM, STUDY, Portal

pytestmark = [pytest.mark.services, pytest.mark.long]


def test_a_flood_makes_no_more_rows_than_its_limit(portal: Portal, capsys):
    form = {**FORM, "site": portal.site()}
    url = f"{portal.base}/trials/{STUDY}/message/"
    found = flooded(url, form, portal.processes["web"].pid)
    taken = found.bots.count(303)
    with capsys.disabled():
        print(f"\n  {taken} of {POSTS} posts taken; {told(found)}")  # noqa: T201
    # The hour may have turned in between; then there are two windows.
    assert taken in {MESSAGES.network.times, 2 * MESSAGES.network.times}
    assert taken + found.bots.count(429) == POSTS
    assert [status for status, _ in found.people] == [303] * PEOPLE
    rows = portal.query("SELECT count(*) FROM contacts_enquiry")[0][0]
    assert rows == taken + PEOPLE
    # What this test's own threads and a busy machine add is no matter of the portal's:
    # the processor is counted that a person waits for. The bench looks at the clock.
    assert found.bound <= PROMISE
