"""No part of the gallery has moved or grown unseen; script/boxes says that it shall."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server
from tests.pictures.boxes import kept, measured, moved
from tests.services.servers import lacking

pytestmark = pytest.mark.browser


def test_every_part_stands_where_it_stood(page: Page, server: Server):
    found, before = measured(page, server.base), kept()
    if found["letters"] != before["letters"]:
        lacking("the faces (DejaVu, Noto CJK) with which the boxes were measured")
    said = {
        f"{where}: {name}": what
        for where, boxes in before["boxes"].items()
        for name, what in moved(boxes, found["boxes"].get(where, {})).items()
    }
    assert said == {}, "seen and meant? then script/boxes"


def test_what_moves_is_told():
    before = {"a": [0, 0, 10, 10], "b": [0, 0, 10, 10], "c": [0, 0, 10, 10]}
    after = {"a": [4, 0, 10, 10], "b": [5, 0, 10, 10], "d": [0, 0, 1, 1]}
    assert moved(before, after) == {
        "b": "[0, 0, 10, 10] → [5, 0, 10, 10]",
        "c": "gone",
        "d": "new",
    }
