"""A card names conditions in the page's language where that has a name for them."""

import pytest
from django.test import Client

from tests import factories
from trials.listing.condition_names import names_in
from trials.models import ShownName

NAMES = ["Systemic Lupus Erythematosus", "SLE", "Zorblax Fever", "Lupus Nephritis"]


def test_each_is_named_once_and_what_has_no_name_keeps_its_own():
    assert names_in(NAMES, "zh-hans") == [
        ShownName("系统性红斑狼疮", "zh-hans"),
        ShownName("Zorblax Fever", "en"),
        ShownName("狼疮性肾炎", "zh-hans"),
    ]
    assert [one.name for one in names_in(NAMES, "en")] == NAMES
    assert {one.language for one in names_in(NAMES, "en")} == {"en"}


@pytest.mark.django_db
def test_a_card_says_which_language_each_name_is_in(client: Client):
    factories.Study(conditions=["Lupus Nephritis", "Zorblax Fever"])
    page = client.get("/zh-hans/").content.decode()
    assert '<span lang="zh-hans">狼疮性肾炎</span>' in page
    assert '<span lang="en">Zorblax Fever</span>' in page
    assert "Lupus Nephritis" not in page
    page = client.get("/").content.decode()
    assert '<span lang="en">Lupus Nephritis</span>' in page
