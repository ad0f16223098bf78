"""What a kept page is known by: its language, its version, and when it was checked."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from tests import factories
from trials.models import Study
from trials.pages import cache as page_cache

pytestmark = pytest.mark.django_db
PAGE = "/trials/NCT90000001/"


@pytest.fixture
def study() -> Study:
    return factories.site_with_contact(study__registry_id="NCT90000001").study


def test_each_language_has_a_page_of_its_own(client: Client, study):
    english = client.get(PAGE).content.decode()
    chinese = client.get(f"/zh-hans{PAGE}").content.decode()
    assert '<html lang="en"' in english
    assert '<html lang="zh-hans"' in chinese.lower()
    # And back: neither took the other's place.
    assert client.get(PAGE).content.decode() == english


def test_a_study_that_was_only_compared_again_says_so(client: Client, study):
    """A comparison that finds nothing new moves its times and no revision."""
    before = client.get(PAGE)
    later = study.checked_at + timedelta(days=40)
    Study.objects.update(checked_at=later, compared_at=later, copied_on=later.date())
    page_cache.known.clear()
    after = client.get(PAGE, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_the_key_tells_apart_whatever_a_page_depends_on(study):
    version = page_cache.current_version(study.registry_id)
    with override("zh-hans"):
        chinese = page_cache.page_key("study_detail", study.registry_id, version)
    keys = {
        chinese,
        page_cache.page_key("study_detail", study.registry_id, version),
        page_cache.page_key("study_map", study.registry_id, version),
        page_cache.page_key("study_detail", "NCT90000002", version),
        page_cache.page_key(
            "study_detail", study.registry_id, version._replace(revision=99)
        ),
        page_cache.page_key(
            "study_detail",
            study.registry_id,
            version._replace(checked_at=version.checked_at + timedelta(days=1)),
        ),
        page_cache.page_key(
            "study_detail",
            study.registry_id,
            version._replace(day=version.day + timedelta(days=1)),
        ),
    }
    assert len(keys) == 7


def test_what_is_true_today_is_not_sent_tomorrow(client: Client, study):
    """A planned end passes at midnight, and nothing in the record moves."""
    Study.objects.update(
        last_update_date="2026-11-01",
        status_verified_date="2026-11",
        completion_date="2026-11-25",
        primary_completion_date="2026-11-25",
    )
    with time_machine.travel("2026-11-25T12:00Z", tick=False):
        before = client.get(PAGE)
    assert "Ask first" not in before.content.decode()
    page_cache.known.clear()
    with time_machine.travel("2026-11-26T12:00Z", tick=False):
        kept = {"If-Modified-Since": before["Last-Modified"]}
        after = client.get(PAGE, headers=kept)
    assert after.status_code == 200
    assert "the planned end has passed" in after.content.decode()
