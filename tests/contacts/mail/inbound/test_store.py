"""Raw mail: sealed, in bounds of day and disk, gone a month after it was read."""

import os
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from contacts.conversation.actions import erasing
from contacts.conversation.actions.letters.reading import read_letters
from contacts.conversation.actions.purging import purge_leftovers
from contacts.mail.inbound.files import path_of, read_post
from contacts.mail.inbound.resealing import purge_posts
from contacts.mail.inbound.sealing import BrokenSealError, key_name
from contacts.mail.inbound.store import IN_ROW, NoRoomError
from contacts.mail.models.posts import PostState, RawPost
from contacts.models import Purpose
from portal.rotation import rotate_field_keys
from tests.contacts.letters import came, keep, raw_mail
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db(transaction=True)
SMALL, LARGE = b"words " * 100, b"words " * IN_ROW


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.LETTERS_DIR = tmp_path / "letters"
    settings.INBOUND_DOMAIN = "reply.portal.example"


@pytest.mark.parametrize("raw", [SMALL, LARGE])
def test_what_is_stored_is_sealed_and_comes_back(raw, settings):
    post = keep(raw, "a@portal.example")
    assert bool(post.file) == (raw is LARGE)
    stored = path_of(post.file).read_bytes() if post.file else bytes(post.sealed)
    assert b"words" not in stored
    assert read_post(RawPost.objects.get()) == raw
    row = RawPost.objects.values_list("head", flat=True).query
    assert "a@portal.example" not in str(row)


def test_a_full_day_or_disk_takes_nothing_more(settings):
    settings.INBOUND_BYTES_PER_DAY = len(SMALL) + 10
    keep(SMALL, "a@portal.example")
    with pytest.raises(NoRoomError):
        keep(SMALL, "a@portal.example")
    keep(SMALL, "a@portal.example", NOW + timedelta(days=2))
    settings.INBOUND_BYTES_PER_DAY = 10**12
    settings.INBOUND_FREE_BYTES = 10**18
    with pytest.raises(NoRoomError):
        keep(SMALL, "a@portal.example")
    assert RawPost.objects.count() == 2


def test_a_month_after_reading_it_goes_and_not_before():
    came("nobody@portal.example", raw=raw_mail("Long. ") + LARGE)
    file = path_of(RawPost.objects.get().file)
    keep(SMALL, "unread@portal.example")
    purge_posts(now=NOW + timedelta(days=29))
    assert RawPost.objects.count() == 2
    purge_leftovers(now=NOW + timedelta(days=30))
    assert RawPost.objects.get().state == PostState.NEW
    assert not file.exists()


def test_with_the_enquiry_its_raw_mails_go():
    enquiry = accepted().enquiry
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    came(to, raw=raw_mail("Mine. ") + LARGE)
    came("nobody@portal.example", "Mine too.")
    came("nobody@portal.example", "Another's.", sender="other@x.example")
    file = path_of(RawPost.objects.first().file)
    assert file.exists()
    erasing.erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    assert not file.exists()
    assert b"Another's." in read_post(RawPost.objects.get())


def test_files_without_a_row_go_when_they_are_old():
    keep(LARGE, "a@portal.example")
    known = path_of(RawPost.objects.get().file)
    orphan, fresh = known.with_name("x.sealed"), known.with_name("y.sealed")
    for path, age in ((known, 7200), (orphan, 7200), (fresh, 60)):
        path.touch()
        at = NOW.timestamp() - age
        os.utime(path, (at, at))
    purge_posts(now=NOW)
    assert sorted(p.name for p in known.parent.iterdir()) == sorted(
        [known.name, "y.sealed"]
    )


def test_an_old_key_can_be_taken_away_after_resealing(settings):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    keep(SMALL, "a@portal.example")
    keep(LARGE, "a@portal.example")
    before = path_of(RawPost.objects.last().file)
    with override_settings(FIELD_KEYS=[new, old]):
        # The installation's own secret is read while both keys are there.
        passes = [tally.changed for tally in rotate_field_keys()]
        assert passes[0] >= 2
        assert passes[-1] == 0
    assert not before.exists()
    with override_settings(FIELD_KEYS=[new]):
        assert [read_post(one) for one in RawPost.objects.all()] == [SMALL, LARGE]
        assert set(RawPost.objects.values_list("key_name", flat=True)) == {
            key_name(new)
        }
    with override_settings(FIELD_KEYS=[old]), pytest.raises(BrokenSealError):
        read_post(RawPost.objects.defer("head").first())


def test_a_file_that_is_gone_ends_in_the_stray_list():
    post = keep(LARGE, "a@portal.example")
    path_of(post.file).unlink()
    for _ in range(4):
        RawPost.objects.update(leased_until=None)
        read_letters(now=NOW, by="worker")
    post.refresh_from_db()
    assert (post.state, post.reason) == (PostState.UNREADABLE, "lost")
    assert post.letters.get().state == "REFUSED"
