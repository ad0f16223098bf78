"""Marks come by a job once there are many, follow every change, and go with the row."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from contacts.console.exporting.records import enquiry_record
from contacts.conversation.actions import rights
from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.passing import pass_on
from contacts.conversation.export import export_enquiry
from contacts.inbox import searching
from contacts.inbox.marks import filling
from contacts.inbox.marks.filling import mark_enquiries
from contacts.models import Enquiry, SearchMark
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
BY = {"now": NOW, "by": "x"}


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture(autouse=True)
def _many(monkeypatch):
    """As if a few were many: nothing is read through."""
    monkeypatch.setattr(filling, "FROM", 1)
    monkeypatch.setattr(searching, "READ_THROUGH", 0)
    monkeypatch.setattr(searching, "UNMARKED", 0)


def marks(enquiry: Enquiry) -> set[int]:
    return set(enquiry.search_marks.values_list("mark", flat=True))


def found(typed: str) -> list[int]:
    return searching.found(Enquiry.objects.all(), typed)


def test_few_enquiries_get_none(site, monkeypatch):
    monkeypatch.setattr(filling, "FROM", 2)
    accepted(site)
    assert mark_enquiries() == 0
    accepted(site)
    assert mark_enquiries() == 2
    assert mark_enquiries() == 0


def test_all_are_marked_in_turns(site):
    rows = [accepted(site).enquiry for _ in range(3)]
    assert [mark_enquiries(limit=2) for _ in range(3)] == [2, 1, 0]
    assert all(marks(one) for one in rows)


@pytest.mark.parametrize("typed", ["fisch", "lena@fam", "030/901820", "len fis"])
def test_beyond_what_is_read_a_family_is_found_by_its_marks(site, typed):
    sent = accepted(site).enquiry
    other = accepted(site, first_name="Mia", last_name="Berg", email="m@b.example")
    Enquiry.objects.filter(pk=other.enquiry.pk).update(phone="+49 30 555555")
    assert found(typed) == []
    mark_enquiries()
    assert found(typed) == [sent.pk]


@pytest.mark.parametrize("typed", ["fisch", "030/901820", "len fis", "reference"])
def test_of_many_in_sight_only_what_can_be_meant_is_read(site, typed, monkeypatch):
    monkeypatch.setattr(searching, "READ_THROUGH", 10)
    monkeypatch.setattr(searching, "READ_ALL", 1)
    sent = accepted(site).enquiry
    other = accepted(site, first_name="Mia", last_name="Berg", email="m@b.example")
    Enquiry.objects.filter(pk=other.enquiry.pk).update(phone="+49 30 555555")
    typed = sent.reference[6:12] if typed == "reference" else typed
    open_ones = Enquiry.objects.open()
    # What has no marks can be anybody's.
    assert searching.worth_reading(open_ones, typed).count() == 2
    assert found(typed) == [sent.pk]
    mark_enquiries()
    assert searching.worth_reading(open_ones, typed).get().pk == sent.pk
    assert found(typed) == [sent.pk]
    # So little is no mark.
    assert searching.worth_reading(open_ones, "fi").count() == 2
    assert found("fi") == [sent.pk]


def test_what_has_no_marks_yet_is_read(site, monkeypatch):
    sent = accepted(site).enquiry
    monkeypatch.setattr(searching, "UNMARKED", 10)
    assert found("fisch") == [sent.pk]


def test_a_corrected_number_or_another_team_is_marked_anew(site):
    sent = accepted(site).enquiry
    mark_enquiries()
    before = marks(sent)
    wishes = {"phone": "+49 30 123456", "wishes": {}}
    rights.correct_contact(enquiry=sent, **wishes, **BY)
    assert mark_enquiries() == 1
    assert len(before & marks(sent)) == len(before) - 1
    assert found("123456") == [sent.pk]
    assert found("901820") == []
    other = factories.site_with_contact(study=site.study)
    staff([other])
    pass_on(enquiry=sent, site=other, **BY)
    assert mark_enquiries() == 1
    assert not before & marks(sent)
    assert found("fisch") == [sent.pk]
    rights.change_address(Enquiry.objects.get(pk=sent.pk), "new@b.example", **BY)
    assert mark_enquiries() == 1
    assert found("new@b") == [sent.pk]


def test_they_go_with_the_enquiry_and_stand_in_no_export(site):
    sent = accepted(site, now=timezone.now()).enquiry
    mark_enquiries()
    sent.refresh_from_db()
    for record in (enquiry_record(sent), export_enquiry(sent, timezone.now())):
        text = json.dumps(record, cls=DjangoJSONEncoder)
        assert "search_marks" not in text
        assert not any(str(mark) in text for mark in marks(sent) if mark > 99999)
    erase_enquiry(enquiry=sent, **BY)
    assert not SearchMark.objects.exists()


def test_a_search_asks_as_often_whatever_it_finds(site, django_assert_max_num_queries):
    for _ in range(4):
        accepted(site)
    mark_enquiries()
    with django_assert_max_num_queries(8):
        assert len(found("fisch")) == 4
