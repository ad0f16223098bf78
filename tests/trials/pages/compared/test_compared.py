"""Trials side by side: the words of their pages, up to four, kept by nobody."""

import pytest
from django.test import Client
from lxml import html

from tests import factories

pytestmark = pytest.mark.django_db
IDS = [f"NCT9000000{number}" for number in range(1, 6)]


@pytest.fixture(autouse=True)
def studies():
    return [
        factories.site_with_contact(
            study__registry_id=one, study__brief_title=f"Study {one}"
        ).study
        for one in IDS
    ]


def compared(client: Client, ids: str, prefix: str = "") -> html.HtmlElement:
    answer = client.get(f"{prefix}/compare/", {"ids": ids})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    return html.fromstring(answer.content)


def heads(page: html.HtmlElement) -> list[str]:
    return [one.strip() for one in page.xpath("//th[@scope='col']/a/text()")]


def test_each_trial_has_a_column_in_the_order_asked_for(client: Client):
    page = compared(client, f"{IDS[2]},{IDS[0]}")
    assert heads(page) == [f"Study {IDS[2]}", f"Study {IDS[0]}"]
    for row in page.xpath("//tbody/tr"):
        assert len(row.xpath("td")) == 2


def test_small_letters_spaces_and_repetitions_do_not_count(client: Client):
    page = compared(client, f" {IDS[0].lower()}; {IDS[1]}  {IDS[0]}")
    assert len(heads(page)) == 2


def test_the_fifth_is_left_out_and_said(client: Client):
    page = compared(client, ",".join(IDS))
    assert len(heads(page)) == 4
    assert "Four fit side by side" in page.text_content()


def test_a_number_of_no_trial_is_said(client: Client):
    page = compared(client, f"{IDS[0]},NCT11111111,<b>")
    assert len(heads(page)) == 1
    assert "NCT11111111" in page.text_content()


def test_without_numbers_it_asks_for_some(client: Client):
    page = compared(client, "")
    assert page.xpath("//input[@name='ids']")
    assert not page.xpath("//table")


def test_an_unpublished_trial_is_no_trial(client: Client, studies):
    studies[0].is_published = False
    studies[0].save()
    assert heads(compared(client, IDS[0])) == []


def test_it_says_what_the_page_says(client: Client, studies):
    page = compared(client, IDS[0], "/zh-hans")
    own = html.fromstring(client.get(f"/zh-hans/trials/{IDS[0]}/").content)
    words = "".join(own.text_content().split())
    for line in page.xpath("//tbody//td/p/text()"):
        assert "".join(line.split()) in words or line.startswith(("China", "中国"))
