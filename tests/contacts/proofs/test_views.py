"""Past an allowance people get through, programs as far as the buckets go."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.allowances import ALERTS, COPIES_TO_ONE_ADDRESS, LOST_LINKS, MESSAGES
from contacts.models import Allowance, Enquiry, LinkRequest
from contacts.proofs.judging import solve
from contacts.ratelimits import take_ticket
from tests import factories
from tests.contacts.alerts.views.test_subscriptions import FORM as NEWS
from tests.contacts.enquiries.views.test_message import FORM, said
from trials.models import StudyContact

pytestmark = pytest.mark.django_db
HOSPITAL = "203.0.113.7"
CHALLENGE = re.compile(r'data-challenge="([^"]+)"')
PROOF = re.compile(r'name="proof" value="([^"]+)"')


@pytest.fixture(autouse=True)
def site():
    """The only recruiting site of a study, which can be called."""
    made = factories.site_with_contact(study__registry_id="NCT90000001")
    StudyContact.objects.filter(site=made).update(phone="+86 571 1234 5678")
    return made


def family(number: int, **values: str) -> dict[str, str]:
    """Return what one of many families writes."""
    mine = {"email": f"a{number}@families.example", "key": str(uuid4())}
    return said(**{**mine, **values})


def send(words: dict[str, str], remote: str = HOSPITAL):
    """Send a form from an address."""
    return Client().post(FORM, words, REMOTE_ADDR=remote)


def early_in_the_hour() -> time_machine.travel:
    """Stop the clock where some minutes more still lie in the hour that is counted."""
    return time_machine.travel(timezone.now().replace(minute=1), tick=False)


def use_up(limit, who: str) -> None:
    """Let somebody's allowance be over."""
    while take_ticket(limit, who, now=timezone.now()):
        pass


def solved(page: str) -> str:
    """Return the solution of a page's challenge."""
    return solve(unescape(CHALLENGE.search(page)[1]))


def ticket(page: str) -> str:
    """Return what the page's field holds."""
    return unescape(PROOF.search(page)[1])


@pytest.mark.parametrize("has_scripts", [True, False])
def test_forty_families_behind_one_address_all_get_through(has_scripts: bool):
    asked = 0
    with early_in_the_hour() as clock:
        for number in range(40):
            words = family(number)
            answer = send(words)
            if answer.status_code == 429:
                asked += 1
                page = answer.content.decode()
                words["proof"] = solved(page) if has_scripts else ticket(page)
                clock.shift(0 if has_scripts else 61)
                answer = send(words)
            assert answer.status_code == 303
    assert asked == 40 - MESSAGES.network.times
    assert Enquiry.objects.count() == 40


def test_the_page_keeps_the_words_and_names_somebody_to_call(settings):
    settings.PORTAL_DESK_PHONE = "+49 30 1234-567"
    use_up(MESSAGES.network, HOSPITAL)
    answer = send(family(1))
    assert answer.status_code == 429
    page = unescape(answer.content.decode())
    for words in ("Thank you 😊", "O'Neill-Müller", "a1@families.example"):
        assert words in page
    assert 'href="tel:+8657112345678"' in page
    assert 'href="tel:+49301234567"' in page
    assert HOSPITAL not in str(list(Allowance.objects.values()))
    assert send(family(2), "203.0.113.8").status_code == 303


def test_without_any_number_the_desks_mailbox_is_named():
    StudyContact.objects.update(phone="E-mail only")
    use_up(MESSAGES.network, HOSPITAL)
    page = send(family(1)).content.decode()
    assert 'href="mailto:desk@portal.example"' in page


def test_a_ticket_waits_its_minute_which_does_not_begin_anew():
    use_up(MESSAGES.network, HOSPITAL)
    words = family(1)
    with early_in_the_hour() as clock:
        words["proof"] = ticket(send(words).content.decode())
        clock.shift(30)
        early = send(words)
        assert early.status_code == 429
        assert "The minute is not over" in early.content.decode()
        assert ticket(early.content.decode()) == words["proof"]
        # An error elsewhere does not begin it anew either.
        wrong = send({**words, "first_name": ""})
        assert wrong.status_code == 422
        assert ticket(wrong.content.decode()) == words["proof"]
        clock.shift(31)
        kept = send({**words, "first_name": ""}).content.decode()
        assert ticket(kept) == words["proof"]
        assert send(words).status_code == 303


def test_a_proof_opens_once_and_only_its_own_form():
    use_up(MESSAGES.network, HOSPITAL)
    first, other = family(1), family(2)
    first["proof"] = solved(send(first).content.decode())
    assert send({**other, "proof": first["proof"]}).status_code == 429
    assert send(first).status_code == 303
    # The same form again leads to its receipt: nothing is made, nothing is refused.
    assert send(first).status_code == 303
    Enquiry.objects.all().delete()
    again = send(first)
    assert again.status_code == 429
    assert ticket(again.content.decode()) != first["proof"]


def test_a_used_proof_comes_back_in_no_later_window():
    use_up(MESSAGES.network, HOSPITAL)
    first = family(1)
    with early_in_the_hour() as clock:
        first["proof"] = solved(send(first).content.decode())
        assert send(first).status_code == 303
        Enquiry.objects.all().delete()
        clock.shift(timedelta(minutes=59))
        use_up(MESSAGES.network, HOSPITAL)
        assert send(first).status_code == 429


@pytest.mark.parametrize("proof", ["", "nonsense", "x" * 5000, "a:b", "\x00"])
def test_without_a_good_proof_nothing_is_sent_and_nothing_is_lost(proof: str):
    use_up(MESSAGES.network, HOSPITAL)
    answer = send(family(1, proof=proof))
    assert answer.status_code in {422, 429}
    assert "Thank you 😊" in answer.content.decode()
    assert PROOF.search(answer.content.decode())
    assert not Enquiry.objects.exists()


def test_a_wrong_form_uses_no_proof_up():
    use_up(MESSAGES.network, HOSPITAL)
    words = family(1)
    words["proof"] = solved(send(words).content.decode())
    wrong = send({**words, "first_name": ""})
    assert wrong.status_code == 422
    assert ticket(wrong.content.decode()) == words["proof"]
    assert not CHALLENGE.search(wrong.content.decode())
    assert send(words).status_code == 303


@pytest.mark.parametrize(
    ("bucket", "who"), [(MESSAGES.proven, HOSPITAL), (MESSAGES.everywhere, "everybody")]
)
def test_proofs_open_no_more_than_their_buckets(bucket, who: str):
    use_up(MESSAGES.network, HOSPITAL)
    use_up(bucket, who)
    words = family(1)
    words["proof"] = solved(send(words).content.decode())
    answer = send(words)
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Please call, or try again in an hour" in page
    assert "tel:+8657112345678" in page
    # Other networks do not notice.
    assert send(family(2), "203.0.113.8").status_code == 303


def test_no_proof_lifts_the_limit_of_a_strangers_mailbox():
    for number in range(COPIES_TO_ONE_ADDRESS.times):
        email = f"stranger+{number}@families.example"
        words = family(0, email=email)
        assert send(words, f"198.51.100.{number}").status_code == 303
    use_up(MESSAGES.network, HOSPITAL)
    words = family(0, email="Stranger@families.example")
    words["proof"] = solved(send(words).content.decode())
    answer = send(words)
    assert answer.status_code == 429
    assert "tel:+8657112345678" in answer.content.decode()
    assert Enquiry.objects.count() == COPIES_TO_ONE_ADDRESS.times


def test_many_networks_of_one_ipv6_customer_have_a_limit_together():
    use_up(MESSAGES.wide, "2001:db8:1::/48")
    assert send(family(1), "2001:db8:1:5::7").status_code == 429
    assert send(family(2), "2001:db8:2:5::7").status_code == 303


def test_news_and_lost_links_open_by_a_proof_too():
    use_up(ALERTS.network, HOSPITAL)
    use_up(LOST_LINKS.network, HOSPITAL)
    for path, words in (
        ("/alerts/", NEWS),
        ("/enquiries/lost/", {"email": "lena@families.example"}),
    ):
        answer = Client().post(path, words, REMOTE_ADDR=HOSPITAL)
        assert answer.status_code == 429
        page = answer.content.decode()
        assert "lena@families.example" in page
        assert "mailto:desk@portal.example" in page
        given = {**words, "proof": solved(page)}
        let_in = Client().post(path, given, REMOTE_ADDR=HOSPITAL)
        assert let_in.status_code in {200, 303}
        assert Client().post(path, given, REMOTE_ADDR=HOSPITAL).status_code == 429
    assert LinkRequest.objects.count() == 1


def test_what_belongs_to_no_field_is_said_once():
    use_up(MESSAGES.network, HOSPITAL)
    page = send(family(1)).content.decode()
    assert page.count("one more step is needed") == 1
