"""The search of the inbox finds a family by whatever of it one has at hand."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.inbox import searching
from contacts.models import Enquiry
from tests import factories
from tests.contacts.inbox.test_lists import lines
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    study = factories.Study(brief_title="Évidence of rest in lupus")
    return factories.site_with_contact(study=study)


@pytest.fixture
def sent(site):
    return accepted(site, now=timezone.now())


@pytest.fixture
def han(site):
    names = {"first_name": "例明", "last_name": "范", "language": "zh-hans"}
    return accepted(site, now=timezone.now(), phone="", email="", **names)


@pytest.fixture
def member(site) -> Client:
    client = Client()
    client.force_login(staff([site]))
    return client


def finds(member: Client, typed: str, *several) -> bool:
    wanted = {one.enquiry.reference for one in several}
    got = member.get("/staff/", {"q": typed})
    assert got.status_code == 200
    return {one for one in wanted if one in got.content.decode()} == wanted


@pytest.mark.parametrize(
    "typed", ["fisch", "le fi", "lena@fam", "1820", "030/901820", "+49 30 901820"]
)
def test_one_is_found_and_the_other_not(member, sent, han, typed):
    assert finds(member, typed, sent)
    assert not finds(member, typed, han)


@pytest.mark.parametrize("typed", ["fanli", "flm", "范", "例明", "liming"])
def test_a_chinese_name_is_found_by_characters_and_by_pinyin(member, sent, han, typed):
    assert finds(member, typed, han)
    assert not finds(member, typed, sent)


def test_any_part_of_a_reference_finds_it(member, sent, han):
    reference = sent.enquiry.reference
    for part in (reference, reference[4:8], reference[9:13], reference[-6:].lower()):
        assert finds(member, part, sent)


@pytest.mark.parametrize("typed", ["evid lup", "rest", "lupus"])
def test_words_of_the_study_find_all_of_its_families(member, sent, han, typed):
    assert finds(member, typed, sent, han)
    registry_id = sent.enquiry.study.registry_id
    assert finds(member, registry_id, sent, han)


def test_of_the_closed_whole_names_and_addresses_are_found(member, sent):
    Enquiry.objects.update(
        state="CLOSED",
        outcome="INFORMED",
        closed_at=timezone.now(),
        next_action="ERASE",
    )
    assert finds(member, "fischer", sent)
    assert finds(member, "lena@families.example", sent)
    assert not finds(member, "fisch", sent)


def test_with_many_open_the_indexes_find_what_they_hold(member, sent, monkeypatch):
    assert finds(member, "fisch", sent)
    monkeypatch.setattr(searching, "READ_THROUGH", 0)
    # What has no marks yet is read; of what has them see the tests of the marks.
    assert finds(member, "fisch", sent)
    monkeypatch.setattr(searching, "UNMARKED", 0)
    assert not finds(member, "fisch", sent)
    for typed in ("fischer", "lena@families.example", "lupus"):
        assert finds(member, typed, sent)


def test_nobody_finds_families_of_others(sent, han):
    stranger = Client()
    stranger.force_login(staff([factories.StudySite()]))
    for typed in ("lena", "fan", "1820", sent.enquiry.reference, "lupus", "lena@fam"):
        assert lines(stranger, f"?q={typed}") == []


@pytest.mark.parametrize("typed", ["fisch", "1820", "lena@families.example", "%_", "@"])
def test_a_search_asks_the_database_the_same_few_times(
    member, sent, typed, django_assert_max_num_queries
):
    for _ in range(4):
        accepted(sent.enquiry.site)
    member.get("/staff/")
    with django_assert_max_num_queries(19):
        member.get("/staff/", {"q": typed})
