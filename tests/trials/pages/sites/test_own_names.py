"""A Chinese page names Chinese places in Chinese, and marks what it cannot."""

import pytest
from django.test import Client
from lxml import html

from tests import factories

pytestmark = pytest.mark.django_db


def named(path: str) -> list[list[tuple[str, str | None]]]:
    """Return what each place of a page is called, with the language of each part."""
    page = html.fromstring(Client().get(path).content)
    return [
        [
            (one.text.strip(), one.get("lang"))
            for one in place.iter("strong", "bdi", "span")
            if (one.text or "").strip()
        ]
        for place in page.find_class("site-name")
    ]


def test_places_are_named_in_the_readers_script_where_that_is_known():
    site = factories.StudySite(facility="Peking Union Medical College Hospital")
    study = site.study
    factories.StudySite(study=study, facility="Research Site", city="Anyang")
    where = f"/trials/{study.registry_id}/sites/"
    chinese = named(f"/zh-hans{where}")
    assert [
        ("杭州", None),
        ("北京协和医院", None),
        ("Peking Union Medical College Hospital", "en"),
    ] in chinese
    assert [("Anyang", "en"), ("Research Site", "en")] in chinese
    assert "杭州" not in str(named(where))


def test_a_hospitals_own_page_has_both_names():
    name = "Peking Union Medical College Hospital"
    site = factories.StudySite(facility=name, city="Beijing")
    page = Client().get(f"/zh-hans/hospitals/{site.key}/").content.decode()
    assert f"北京协和医院 ({name})" in page
    assert '<p class="eyebrow" dir="auto">北京' in page
    english = Client().get(f"/hospitals/{site.key}/").content.decode()
    assert "北京" not in english


def test_a_card_names_the_town_so():
    factories.StudySite(city="Beijing")
    assert "北京" in Client().get("/zh-hans/trials/").content.decode()
    assert "Beijing" in Client().get("/trials/").content.decode()
