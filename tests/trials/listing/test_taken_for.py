"""A word that was taken for another is said, with a way back to what was typed."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.trials.listing.looking import SEARCH, posted, read, studies, titles

__all__ = ["studies"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("studies")]
BACK = re.compile(r'<a href="([^"]+)"[^>]*>Look for “([^”]+)” exactly as typed')


def test_after_the_form_the_page_says_what_was_taken_and_leads_back(client: Client):
    address = posted(client, q="lupuss")
    assert "lupuss" not in unquote(address)
    page = read(client, address)
    assert "We took “lupuss” for “lupus”." in page
    assert "Cells for lupus" in titles(page)
    back, typed = BACK.search(page).groups()
    assert typed == "lupuss"
    assert "lupuss" not in unquote(back)
    literal = read(client, SEARCH + back)
    assert titles(literal) == []
    assert "the words “lupuss” in the text" in literal
    assert "We took" not in literal


def test_a_typed_address_says_it_too_and_nobody_keeps_the_page(client: Client):
    answer = client.get(f"{SEARCH}?q=lupuss")
    assert "We took “lupuss” for “lupus”." in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_what_was_typed_is_known_no_longer_once_its_part_is_dropped(client: Client):
    page = read(client, posted(client, q="lupuss asthma"))
    parts = re.search(r'<ul class="understood-parts">.*?</ul>', page, re.DOTALL)[0]
    first = re.search(r'<a href="([^"]+)"', parts)[1]
    assert "We took" not in read(client, SEARCH + first)


def test_who_typed_well_is_told_nothing(client: Client):
    assert BACK.search(read(client, posted(client, q="lupus"))) is None
