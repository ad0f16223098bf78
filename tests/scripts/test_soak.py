"""What the soak says of mails that came twice."""

from tests.gate.soak import LIMIT, Happening, uncaused

CRASH = Happening("lose_workers", 10, 12)
HARMLESS = Happening("flush", 10, 12)


def test_a_copy_belongs_to_the_crash_that_came_between():
    taken = [("<a@x>", 11.0), ("<b@x>", 11.5), ("<a@x>", 60.0)]
    assert uncaused(taken, [CRASH]) == 0


def test_a_copy_without_a_crash_is_counted():
    early = CRASH.began - LIMIT - 1
    taken = [("<a@x>", early), ("<a@x>", 11.0), ("<a@x>", 60.0)]
    assert uncaused(taken, [CRASH]) == 1
    assert uncaused(taken, [HARMLESS]) == 2
    assert uncaused(taken, []) == 2


def test_a_crash_explains_no_more_copies_than_were_in_hand():
    # As many mails as a worker has children, and one that left while the disk was full.
    ids = ["<a@x>", "<b@x>", "<c@x>"]
    taken = [(one, at) for one in ids for at in (11.0, 60.0)]
    assert uncaused(taken, [CRASH]) == 1
    assert uncaused(taken, [CRASH, Happening("break_relay", 10, 12)]) == 0
