"""Several enquiries at once: what is missing is asked for, and others' stay theirs."""

import pytest
from django.utils import timezone

from contacts.models import Membership
from tests import factories
from tests.contacts.inbox.ticking import (
    client_of,
    do,
    everything,
    now_of,
    ticks,
    tomorrow,
)
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("deed", "more", "words"),
    [
        ("assign", {}, "Choose a colleague."),
        ("assign", {"colleague": "999999"}, "Select a valid choice"),
        ("put_off", {}, "Choose a day."),
        ("put_off", {"until": "soon"}, "Choose a day."),
        ("put_off", {"until": "2020-01-01"}, "within the next six months"),
        ("close", {}, "Say how it ended."),
        ("nonsense", {}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_ticks_stay(
    member, three, deed, more, words
):
    before = everything(three)
    answer = do(member, three[:2], deed, **more)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    kept = [f'value="{tick}"' in page for tick in ticks(three)]
    assert kept == [True, True, True]
    assert page.count("checked>") == 2 + 1
    assert everything(three) == before


def test_nothing_ticked_is_nothing_done(member, three):
    answer = do(member, [], "read")
    assert answer.status_code == 422
    assert "Tick at least one enquiry." in answer.content.decode()


def test_of_others_nothing_is_changed_and_nothing_said(three):
    stranger = client_of(staff([factories.StudySite()]))
    before = everything(three)
    for deed, more in (("read", {}), ("put_off", {"until": tomorrow()})):
        page = do(stranger, three, deed, **more).content.decode()
        assert "ENQ-" not in page
    assert everything(three) == before


def test_nobody_is_given_what_they_may_not_see(member, user, colleague):
    hidden = factories.site_with_contact()
    team = staff([hidden]).memberships.get().team
    Membership.objects.create(user=user, team=team)
    theirs = accepted(hidden, now=timezone.now()).enquiry
    page = do(member, [theirs], "assign", colleague=colleague.pk).content.decode()
    assert "that colleague may not see it" in page
    assert now_of([theirs])[0].owner is None


def test_the_ticked_ones_are_exported_and_no_other(member, three):
    data = {"chosen": ticks(three[:2]), "deed": "export"}
    where = member.post("/staff/many/", data)["Location"]
    assert "ENQ" not in where
    password = {"password": "a long pass phrase"}
    member.post("/staff/account/confirm/?next=/staff/export/", password)
    rows = b"".join(member.get(where)).decode()
    assert [one.reference in rows for one in three] == [True, True, False]
