"""What a kept page is known by: its language, its version, and when it was checked."""

import math
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from portal.starting.seconds import SHARED, Second
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
    _second, version = page_cache.current_version(study.registry_id)
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


def test_what_was_looked_up_ends_with_its_second_here_and_at_nginx(
    client: Client, study, long_second, monkeypatch
):
    """Counted from its answer nginx would show it for up to two."""
    page = client.get(PAGE)
    ends = f"@{long_second.number}"
    assert page["X-Accel-Expires"] == ends
    Study.objects.update(brief_title="A new title", revision=99)
    # The second of what is said counts, however late it is said.
    later = Second(long_second.number + 1, math.inf)
    monkeypatch.setattr(page_cache, "this_second", lambda: later)
    assert client.get(PAGE)["X-Accel-Expires"] == ends
    over = (
        long_second._replace(until=-math.inf),
        page_cache.known[study.registry_id][1],
    )
    monkeypatch.setitem(page_cache.known, study.registry_id, over)
    after = client.get(PAGE)
    assert after["X-Accel-Expires"] == f"@{later.number}"
    assert b"A new title" in after.content


@pytest.mark.parametrize("path", [PAGE, "/", "/trials/", "/texts-version"])
def test_how_long_we_may_be_away_is_read_first(client: Client, study, path):
    """Before 1.23 nginx reads Cache-Control only where it stands before its own."""
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.get("ETag", "")})
    assert again.status_code == (304 if "ETag" in first else 200)
    for one in (first, again):
        assert one["Cache-Control"] == SHARED
        names = [name for name, _value in one.items()]
        assert names.index("Cache-Control") < names.index("X-Accel-Expires")
