"""Two members act on the same families at the same moment: nothing is lost.

Each race has its control: the same deeds one after the other, in either order, show
both ends that are allowed.
"""

from functools import partial
from pathlib import Path

import pytest

from contacts.models import AuditEvent, Enquiry, Verb
from tests.contacts.at_once import HAS_LOCKS, NO_LOCKS, at_once, run_on_file
from tests.contacts.inbox.pairs import ROUNDS, Two, drafts_of, keep
from tests.contacts.inbox.ticking import client_of, do

needs_locks = pytest.mark.skipif(not HAS_LOCKS, reason=NO_LOCKS)
pytestmark = pytest.mark.django_db(transaction=True)


# Two drafts


@needs_locks
def test_two_people_begin_an_answer_and_both_are_kept(two):
    for _ in range(ROUNDS):
        sent = two.family()
        at_once(
            partial(keep, two.one, sent, "Mine"), partial(keep, two.other, sent, "Hers")
        )
        assert drafts_of(sent) == ["Hers", "Mine"]


@needs_locks
def test_of_two_windows_of_one_person_one_is_told_and_nothing_overwritten(two):
    second = client_of(two.users[0])
    for _ in range(ROUNDS):
        sent = two.family()
        answers = at_once(
            partial(keep, two.one, sent, "Here"), partial(keep, second, sent, "There")
        )
        assert sorted(one.status_code for one in answers) == [200, 409]
        (kept,) = [
            word
            for word, one in zip(["Here", "There"], answers, strict=True)
            if one.status_code == 200
        ]
        assert drafts_of(sent) == [kept]


def test_control_of_two_windows(two):
    sent = two.family()
    assert keep(two.one, sent, "Here").status_code == 200
    assert keep(client_of(two.users[0]), sent, "There").status_code == 409
    assert drafts_of(sent) == ["Here"]


# Given away together while a colleague takes one


@needs_locks
def test_what_is_claimed_while_it_is_given_away_has_one_owner(two):
    for _ in range(ROUNDS):
        three = [two.family().enquiry for _ in range(3)]
        at_once(
            partial(do, two.one, three, "assign", colleague=two.users[0].pk),
            partial(two.other.post, f"/staff/enquiries/{three[1].reference}/claim/"),
        )
        judge_owners(two, three)


def judge_owners(two: Two, three: list[Enquiry]) -> list[int]:
    """Each has the owner whom the audit names, once."""
    owners = [Enquiry.objects.get(pk=one.pk).owner for one in three]
    assert [owners[0], owners[2]] == [two.users[0]] * 2
    assert owners[1] in two.users
    for one, owner in zip(three, owners, strict=True):
        (event,) = AuditEvent.objects.filter(
            reference=one.reference, verb=Verb.ENQUIRY_CLAIMED
        )
        assert event.by == f"user:{owner.pk}"
    return [one.pk for one in owners]


def test_control_of_claiming(two):
    claim = "/staff/enquiries/{}/claim/"
    owners = []
    for is_first in (True, False):
        three = [two.family().enquiry for _ in range(3)]
        deeds = [
            partial(two.other.post, claim.format(three[1].reference)),
            partial(do, two.one, three, "assign", colleague=two.users[0].pk),
        ]
        for deed in deeds if is_first else deeds[::-1]:
            deed()
        owners.append(judge_owners(two, three)[1])
    assert owners == [two.users[1].pk, two.users[0].pk]


@pytest.mark.services
@pytest.mark.long
def test_all_of_it_on_sqlite_in_a_file(tmp_path: Path):
    assert "skipped" not in run_on_file(__file__, tmp_path)
