"""A query composed once answers as the same query composed anew."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db.models import Exists, OuterRef, QuerySet

from portal.database.known_sql import KnownQuery, LostMarkError
from tests import factories
from trials.models import Study, StudyContact, StudySite
from trials.models.studies import rank_between, rank_on

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


def named(number: str) -> QuerySet[Study]:
    return Study.objects.filter(registry_id=number)


def test_the_same_words_are_sent_with_other_values(django_assert_num_queries):
    first, second = factories.Study(), factories.Study()
    known = KnownQuery(named, str)
    for one in (first, second, first):
        with django_assert_num_queries(1):
            found = known.rows(one.registry_id)
        assert [vars_of(row) for row in found] == [vars_of(*named(one.registry_id))]
    assert known.rows("NCT00000000") == []


def vars_of(study: Study) -> dict:
    """Return every field: texts, lists, times and what is empty."""
    return {
        field.attname: getattr(study, field.attname) for field in study._meta.fields
    }


def test_a_row_that_was_read_is_saved_as_a_row(django_assert_num_queries):
    study = factories.Study()
    (found,) = KnownQuery(named, str).rows(study.registry_id)
    found.brief_title = "Another"
    with django_assert_num_queries(1):
        found.save(update_fields=["brief_title"])
    assert Study.objects.get(pk=study.pk).brief_title == "Another"


def test_what_is_not_asked_for_is_read_later(django_assert_num_queries):
    study = factories.Study()
    known = KnownQuery(lambda number: named(number).only("revision"), str)
    (found,) = known.rows(study.registry_id)
    assert found.revision == study.revision
    with django_assert_num_queries(1):
        assert found.brief_title == study.brief_title


def test_days_are_values_too():
    for days in (1, 80, 100):
        told = DAY - timedelta(days=days)
        factories.Study(overall_status="RECRUITING", team_confirmed_on=told)
    known = KnownQuery(
        lambda since, today: Study.objects.alias(
            rank=rank_between(since, today)
        ).order_by("rank", "pk"),
        *(date, date),
    )
    for today in (DAY, DAY + timedelta(days=60)):
        anew = Study.objects.alias(rank=rank_on(today)).order_by("rank", "pk")
        assert known.rows(today - timedelta(days=90), today) == list(anew)


def test_a_value_that_is_reckoned_with_is_refused():
    known = KnownQuery(lambda key: Study.objects.filter(pk=key + 1), int)
    with pytest.raises(LostMarkError):
        known.rows(1)


def test_what_is_joined_and_what_is_reckoned_comes_along(django_assert_num_queries):
    with_contact, without = factories.site_with_contact(), factories.StudySite()
    contacts = StudyContact.objects.filter(site=OuterRef("pk"))

    def compose(key: str) -> QuerySet[StudySite]:
        found = StudySite.objects.select_related("study").defer("study__keywords")
        return found.filter(key=key).annotate(has_contact=Exists(contacts))

    known = KnownQuery(compose, str)
    for site, has_contact in ((with_contact, True), (without, False)):
        with django_assert_num_queries(1):
            (found,) = known.rows(site.key)
            assert (found, found.study) == (site, site.study)
            assert found.study.conditions == site.study.conditions
            assert found.has_contact is has_contact
        with django_assert_num_queries(1):
            assert found.study.keywords == site.study.keywords


def test_what_is_joined_may_be_missing(django_assert_num_queries):
    contact = factories.StudyContact(site=None)
    known = KnownQuery(
        lambda name: StudyContact.objects.select_related("site").filter(name=name), str
    )
    with django_assert_num_queries(1):
        (found,) = known.rows(contact.name)
        assert found.site is None


def test_two_who_compose_it_at_once_write_the_same():
    """To write a query's joins changes it: one would take away the other's."""
    known = KnownQuery(joined, str)
    expected = known.write().sql
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            written = list(pool.map(lambda _: known.write().sql, range(80)))
    finally:
        sys.setswitchinterval(before)
    assert set(written) == {expected}


def joined(key: str) -> QuerySet[StudyContact]:
    return StudyContact.objects.select_related("study", "site").filter(name=key)


def test_what_was_asked_can_be_narrowed(django_assert_num_queries):
    site = factories.site_with_contact()
    known = KnownQuery(lambda key: StudyContact.objects.filter(study=key), int)
    found = known.asked(site.study.pk)
    with django_assert_num_queries(0):
        assert len(found) == 1
    assert found.exclude(name="Nobody of this name").count() == 1
