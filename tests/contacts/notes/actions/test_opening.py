"""A link's tries are counted where its row is changed, whatever the page had read."""

from datetime import timedelta
from uuid import uuid4

import pytest

from contacts.models import NoteShare, ShareOpening
from contacts.notes.actions.notebooks import begin_notebook
from contacts.notes.actions.opening import (
    FREE_TRIES,
    FROM_ONE_NETWORK,
    PasscodeOutcome,
    count_opening,
    open_share,
    take_share_try,
)
from contacts.notes.actions.sharing import Terms, share_notes
from tests.factories import NOW

pytestmark = pytest.mark.django_db
OWN = "kettle marble 27"


def shared(views_limit: int | None = None) -> NoteShare:
    """Return a share of nothing, behind a passcode of one's own."""
    return share_notes(
        notebook=begin_notebook(now=NOW).notebook,
        notes=[],
        own=OWN,
        language="en",
        terms=Terms("", 7, views_limit, False),
        key=uuid4(),
        now=NOW,
    ).share


def tried(share: NoteShare, passcode: str, visitor: str = "192.0.2.1") -> str:
    return open_share(share=share, passcode=passcode, visitor=visitor, now=NOW)


@pytest.mark.parametrize(
    "values",
    [
        {"revoked_at": NOW},
        {"expires_at": NOW},
        {"views_limit": 1, "views": 1},
        {"tries": FREE_TRIES, "next_try_at": NOW + timedelta(minutes=1)},
    ],
)
def test_a_link_that_is_shut_or_waits_gives_no_try(values):
    share = shared()
    NoteShare.objects.filter(pk=share.pk).update(**values)
    before = NoteShare.objects.values().get()
    # `share` is as somebody read it a moment before.
    assert not take_share_try(share, NOW)
    assert NoteShare.objects.values().get() == before


def test_after_the_free_tries_a_link_waits_whatever_is_guessed():
    share = shared()
    taken = [take_share_try(share, NOW) for _ in range(FREE_TRIES + 3)]
    assert taken.count(True) <= FREE_TRIES + 1
    assert not taken[-1]
    assert tried(share, OWN) == PasscodeOutcome.WAIT
    assert take_share_try(share, NOW + timedelta(days=2))


def test_the_right_passcode_opens_and_gives_the_tries_back():
    share = shared()
    assert tried(share, "wrong") == PasscodeOutcome.WRONG
    assert tried(share, OWN.upper()) == PasscodeOutcome.OPENED
    share.refresh_from_db()
    assert (share.views, share.tries, share.failures) == (1, 0, 1)
    assert ShareOpening.objects.get().at == NOW


def test_nobody_comes_in_more_often_than_its_owner_allowed():
    share = shared(views_limit=1)
    assert take_share_try(share, NOW)
    assert take_share_try(share, NOW)
    assert count_opening(share, NOW)
    assert not count_opening(share, NOW)
    assert ShareOpening.objects.count() == 1


def test_one_network_guesses_at_no_link_after_so_many_at_all():
    """Each link still has its free tries; whoever tries them all waits."""
    links = [shared(), shared()]
    guesses = [tried(link, "wrong") for link in links for _ in range(FREE_TRIES)]
    assert guesses == [PasscodeOutcome.WRONG] * FROM_ONE_NETWORK.free
    third = shared()
    assert tried(third, OWN) == PasscodeOutcome.WAIT
    assert tried(third, OWN, visitor="192.0.2.99") == PasscodeOutcome.OPENED


def test_right_passcodes_use_up_no_try_of_a_network():
    share = shared()
    opened = [tried(share, OWN) for _ in range(FROM_ONE_NETWORK.free + 1)]
    assert set(opened) == {PasscodeOutcome.OPENED}
