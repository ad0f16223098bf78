"""What it costs to take a letter in: processor as promised, memory by the piece."""

import tracemalloc

import pytest

from bench.letters import MAILS, bound_of, sender, timed
from contacts.mail.inbound.sealing import PIECE
from contacts.mail.models.posts import RawPost
from tests.contacts.mail.provider_posts import SIGNING, mailgun_mime, postmark_raw

pytestmark = pytest.mark.django_db
LARGE = "25 MB"
TRIES = 5


@pytest.fixture(autouse=True)
def _provider(settings, tmp_path):
    settings.LETTERS_DIR = tmp_path
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": "portal:a-secret-of-the-tests",
        "MAILGUN_WEBHOOK_SIGNING_KEY": SIGNING,
    }


@pytest.mark.parametrize("make", [postmark_raw, mailgun_mime])
@pytest.mark.parametrize("name", MAILS)
def test_a_letter_is_kept_within_the_promised_processor_time(name, make):
    posted = make(MAILS[name].encode(), "nobody@portal.example")
    took = min(timed(sender(posted)) for _ in range(TRIES))
    assert took <= bound_of(len(posted.body))
    assert RawPost.objects.count() == TRIES


def test_a_long_letter_passes_through_in_pieces():
    posted = postmark_raw(MAILS[LARGE].encode(), "nobody@portal.example")
    send = sender(posted)
    tracemalloc.start()
    try:
        send()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(posted.body) > 20 * PIECE
    assert most < 8 * PIECE
