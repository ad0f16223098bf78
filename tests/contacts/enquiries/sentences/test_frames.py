"""What no letter can forget: its language, a discreet wish, a way to answer."""

from functools import partial
from inspect import getmembers, isfunction

import pytest

from contacts.enquiries.page_links import status_url
from contacts.enquiries.sentences import (
    arrivals,
    held_from_family,
    links_to_family,
    to_family,
    to_team,
)
from contacts.enquiries.sentences.frames import team_language
from contacts.mail.kinds import KINDS, Purpose, Side
from contacts.models import RoutedTo, Team
from tests.factories import (
    StudySite,
    accepted,
    site_read_in_english,
    site_with_contact,
    staff,
)

pytestmark = pytest.mark.django_db
# What each letter is about besides its enquiry.
ABOUT_FAMILY = {
    "copy_to_sender": ("Is there a place in the lupus study?",),
    "answer_to_family": ("Please come to the lupus clinic.",),
    "offer_to_family": (StudySite.build(facility="Other House", city="Ulm"),),
    "address_check": ("https://portal.example/check",),
    "moved_on": ("the research team at North Hospital",),
    "given_up": (["Other House: +49 731 901820"],),
    "stop_everything": ("https://portal.example/stop",),
}
ABOUT_TEAM = {
    "enquiry_to_team": ("Is there a place?",),
    "message_to_team": ("One more question.",),
    "notice_to_desk": (to_team.MAILBOX_LOST,),
}
# What goes only to a verified mailbox for which an administrator chose the words.
FULL = {"enquiry_to_team", "message_to_team"}
WITH_WORDS = {"no_attachments", "no_attachments_of_team"}


def letters(module) -> dict:
    return {
        name: letter
        for name, letter in getmembers(module, isfunction)
        if hasattr(letter, "purpose")
    }


def write(name: str, letter, enquiry, about: dict):
    values = {"has_words": True} if name in WITH_WORDS else {}
    return letter(enquiry, *about.get(name, ()), **values)


LETTERS_TO_FAMILY = letters(to_family) | letters(links_to_family)


@pytest.mark.parametrize("name", LETTERS_TO_FAMILY)
def test_no_letter_tells_a_bystander_of_a_discreet_familys_matter(name):
    letter = LETTERS_TO_FAMILY[name]
    enquiry = accepted(first_name="Kanarienvogel", is_discreet=True).enquiry
    words = write(name, letter, enquiry, ABOUT_FAMILY)
    said = f"{words.subject} {words.text} {words.html}"
    secret = ("Kanarienvogel", "lupus", "Other House", enquiry.reference)
    for one in (*secret, enquiry.place_name, enquiry.study.registry_id, "Portal,"):
        assert one not in said, one


@pytest.mark.parametrize("name", LETTERS_TO_FAMILY)
def test_every_letter_to_a_family_speaks_its_language(name):
    letter = LETTERS_TO_FAMILY[name]
    assert KINDS[letter.purpose].side is Side.FAMILY
    english = write(name, letter, accepted().enquiry, ABOUT_FAMILY)
    chinese = write(name, letter, accepted(language="zh-hans").enquiry, ABOUT_FAMILY)
    assert english.subject.isascii()
    assert not chinese.subject.isascii()


LETTERS_TO_TEAM = (
    letters(to_team)
    | letters(arrivals)
    | {
        name: one
        for name, one in letters(held_from_family).items()
        if KINDS[one.purpose].side is Side.TEAM
    }
)


@pytest.mark.parametrize("name", LETTERS_TO_TEAM)
def test_every_letter_to_a_team_speaks_its_language_and_leads_to_the_console(name):
    letter = LETTERS_TO_TEAM[name]
    assert KINDS[letter.purpose].side is Side.TEAM
    enquiry = accepted().enquiry
    staff([enquiry.site])
    Team.objects.update(language="zh-hans")
    words = write(name, letter, enquiry, ABOUT_TEAM)
    is_to_desk = letter.purpose == Purpose.NOTICE_TO_DESK
    assert words.subject.isascii() is is_to_desk
    prefix = "" if is_to_desk else "/zh-hans"
    assert f"{prefix}/staff/enquiries/{enquiry.reference}/" in words.text


@pytest.mark.parametrize(
    ("country", "has_team", "kind", "language"),
    [
        ("CN", False, RoutedTo.SITE_CONTACT, "zh-hans"),
        ("DE", False, RoutedTo.SITE_CONTACT, "en"),
        ("CN", True, RoutedTo.SITE_CONTACT, "en"),
        ("CN", False, RoutedTo.CENTRAL_CONTACT, "en"),
        ("CN", False, RoutedTo.PORTAL_DESK, "en"),
    ],
)
def test_a_contact_of_the_registry_reads_its_countrys_language(
    country, has_team, kind, language
):
    enquiry = accepted(site_with_contact(country=country)).enquiry
    enquiry.routed_to = kind
    if has_team:
        staff([enquiry.site])
    assert team_language(enquiry) == language


@pytest.mark.parametrize("name", sorted(set(LETTERS_TO_TEAM) - FULL))
def test_a_mailbox_without_an_account_is_led_to_its_page_and_reads_nothing(name):
    values = {"first_name": "Kanarienvogel", "text": "Is there a place?"}
    enquiry = accepted(site_read_in_english(), **values).enquiry
    letter = partial(LETTERS_TO_TEAM[name], page="a" * 64)
    words = write(name, letter, enquiry, ABOUT_TEAM)
    said = f"{words.subject} {words.text} {words.html}"
    assert f"http://testserver/for-teams/{'a' * 64}/" in said
    assert "/staff/" not in said
    personal = (enquiry.email, enquiry.phone, "Kanarienvogel", "Is there a place?")
    assert not any(one in said for one in personal)


def test_every_kind_of_mail_about_an_enquiry_has_a_letter_in_a_frame():
    framed = {one.purpose for one in LETTERS_TO_FAMILY.values()}
    framed |= {one.purpose for one in LETTERS_TO_TEAM.values()}
    # It speaks of many enquiries at once, or goes to nobody's enquiry.
    others = {Purpose.LINK_TO_FAMILY, Purpose.INVITATION, Purpose.ACCOUNT}
    others |= {Purpose.ARRIVALS_OF_A_DAY, Purpose.ASK_TEAM}
    kinds = {one for one, kind in KINDS.items() if kind.side is not Side.SUBSCRIBER}
    assert kinds - others == framed


def test_a_lost_link_is_neutral_when_one_of_the_enquiries_is():
    plain = accepted().enquiry
    discreet = accepted(is_discreet=True).enquiry
    words = links_to_family.lost_link([plain, discreet], "en")
    assert status_url(plain) in words.text
    assert plain.reference not in words.text
    assert plain.reference in links_to_family.lost_link([plain], "en").text
