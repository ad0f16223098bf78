"""What a kept page is known by: its language, its version, and when it was checked."""

from datetime import timedelta

import pytest
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


def test_a_study_that_was_only_checked_again_says_so(client: Client, study):
    """An import that finds nothing new moves `checked_at` and no revision."""
    before = client.get(PAGE)
    Study.objects.update(checked_at=study.checked_at + timedelta(days=40))
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
    }
    assert len(keys) == 6
