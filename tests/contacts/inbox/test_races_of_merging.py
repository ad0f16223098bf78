"""Two enquiries become one while somebody answers or erases one of them."""

from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.models import Enquiry, Message
from tests.contacts.at_once import HAS_LOCKS, NO_LOCKS, at_once, run_on_file
from tests.contacts.inbox.pairs import ROUNDS, at, bodies, drafts_of, keep, merge

needs_locks = pytest.mark.skipif(not HAS_LOCKS, reason=NO_LOCKS)
pytestmark = pytest.mark.django_db(transaction=True)


# Merged while it is answered


def answer(member: Client, sent, text: str):
    return member.post(at(sent, "answer/"), {"text": text, "seen": 0})


def judge_answer(answered, ends, into) -> str:
    """Return what won; in either case the answer's words are somewhere."""
    if answered.status_code == 302:
        assert "Our answer" in bodies(ends)
        assert not hasattr(Enquiry.objects.get(pk=ends.enquiry.pk), "merging")
        return "answered"
    assert answered.status_code == 409
    page = answered.content.decode()
    assert "Our answer</textarea>" in page
    assert into.enquiry.reference in page
    assert bodies(into) >= {"The first", "The second"}
    return "merged"


@needs_locks
def test_an_answer_is_sent_or_stands_typed_where_it_goes_on(two):
    for _ in range(ROUNDS):
        email = f"{uuid4().hex}@families.example"
        ends, into = (
            two.family(one, email=email) for one in ("The first", "The second")
        )
        answered, _merged = at_once(
            partial(answer, two.one, ends, "Our answer"),
            partial(merge, two.other, ends, into),
        )
        judge_answer(answered, ends, into)


def test_control_of_merging(two):
    ends, into = two.family("The first"), two.family("The second")
    merge(two.other, ends, into)
    answered = answer(two.one, ends, "Our answer")
    assert judge_answer(answered, ends, into) == "merged"
    seen = Enquiry.objects.get(pk=into.enquiry.pk).revision
    again = {"text": "Our answer", "seen": seen}
    assert two.one.post(at(into, "answer/"), again).status_code == 302
    assert "Our answer" in bodies(into)
    ends, into = two.family("The first"), two.family("The second")
    answered = answer(two.one, ends, "Our answer")
    merge(two.other, ends, into)
    assert judge_answer(answered, ends, into) == "answered"


def test_what_was_begun_goes_on_where_the_enquiry_does(two):
    ends, into = two.family("The first"), two.family("The second")
    keep(two.one, ends, "Begun here")
    keep(two.other, ends, "Hers")
    keep(two.other, into, "And there")
    merge(two.one, ends, into)
    assert drafts_of(into) == ["And there\n\nHers", "Begun here"]
    keep(two.one, ends, "Typed on in the old window", version=1)
    assert "Typed on in the old window" in drafts_of(into)


# Erased while it is merged


def erase(sent):
    return Client().post(f"/enquiries/{sent.token}/erase/")


@needs_locks
@pytest.mark.parametrize("which", ["ends", "goes on"])
def test_what_is_erased_while_it_is_merged_is_gone_and_no_more(two, which):
    for _ in range(ROUNDS):
        email = f"{uuid4().hex}@families.example"
        ends, into = (
            two.family(one, email=email) for one in ("The first", "The second")
        )
        erased = ends if which == "ends" else into
        gone, merged = at_once(
            partial(erase, erased), partial(merge, two.other, ends, into)
        )
        assert gone.status_code == 200
        assert merged.status_code in {302, 404, 410}
        judge_erasure(erased, ends, into)


def judge_erasure(erased, ends, into) -> str:
    """The erased words are gone; those of the other stand, unless they were one."""
    left = Enquiry.objects.filter(pk__in=[ends.enquiry.pk, into.enquiry.pk])
    if not left:
        # Merged first: erasing it erases both.
        assert not Message.objects.filter(body__in=["The first"]).exists()
        return "merged"
    (other,) = left
    assert other.pk != erased.enquiry.pk
    assert not hasattr(other, "merging")
    words = "The second" if erased is ends else "The first"
    assert {one.body for one in other.messages.all()} == {words}
    assert not other.is_closed
    return "erased"


def test_a_wish_to_erase_that_comes_after_the_merge_erases_both(two):
    """The page was opened before; its words stand in the other by now."""
    ends, into = two.family("The first"), two.family("The second")
    before = Enquiry.objects.get(pk=ends.enquiry.pk)
    merge(two.other, ends, into)
    erase_enquiry(enquiry=before, now=timezone.now(), by="enquirer")
    assert judge_erasure(ends, ends, into) == "merged"


def test_what_was_merged_is_erased_on_its_day_and_the_other_goes_on(two):
    ends, into = two.family("The first"), two.family("The second")
    merge(two.other, ends, into)
    quietly = {"now": timezone.now(), "by": "worker", "tells_team": False}
    erase_enquiry(enquiry=ends.enquiry, **quietly)
    assert bodies(into) == {"The first", "The second"}


def test_control_of_erasing(two):
    seen = []
    for is_merged_first in (True, False):
        ends, into = two.family("The first"), two.family("The second")
        deeds = [partial(merge, two.other, ends, into), partial(erase, ends)]
        for deed in deeds if is_merged_first else deeds[::-1]:
            deed()
        seen.append(judge_erasure(ends, ends, into))
    assert seen == ["merged", "erased"]


@pytest.mark.services
@pytest.mark.long
def test_all_of_it_on_sqlite_in_a_file(tmp_path: Path):
    assert "skipped" not in run_on_file(__file__, tmp_path)
