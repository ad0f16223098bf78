"""A family's whole way, in a real browser: page, place, site, message, both mails."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, enter_console

pytestmark = pytest.mark.browser
FORTY = "/trials/NCT99000001/"
RECEIPT = "**/enquiries/*/"


def fill(page: Page, **changes: str) -> None:
    """Fill in the form as a mother for her child."""
    values = {
        "first_name": "Lena",
        "last_name": "Fischer",
        "email": "lena@families.example",
        "phone": "030 901820",
        "message": "Is there a place for a nine-year-old?",
        **changes,
    }
    page.check("input[name=relationship][value=MY_CHILD]")
    page.check("[name=guardian]")
    page.fill("[name=person_age]", "9")
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=consent]")


def press_send(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Send", exact=True).click()


def find_leipzig(page: Page, server: Server) -> None:
    """Go from the study's page by way of a place to the nearest site's form."""
    page.goto(server.base + FORTY)
    page.locator("aside").get_by_role("link", name="Send a message").click()
    page.get_by_label("Country").select_option("DE")
    page.get_by_label("Town or postcode").fill("Dresden")
    page.get_by_role("button", name="Find sites").click()
    nearest = page.locator("ol.nearest > li").first
    expect(nearest).to_contain_text("Leipzig")
    expect(nearest).to_contain_text("about 100 km")
    nearest.get_by_role("link", name="Write to this site").click()


def text_of(mail) -> str:
    """Return the plain words of a mail."""
    return mail.get_body(("plain",)).get_content()


def test_from_the_page_to_both_mails(page: Page, server: Server):
    find_leipzig(page, server)
    expect(page.locator(".to-whom")).to_contain_text("Hospital Leipzig")
    fill(page)
    before = len(server.sink.mails)
    press_send(page)
    expect(page.locator("main")).to_contain_text("Hospital Leipzig")
    reference = re.search(r"ENQ(-\w{4}){3}", page.content())[0]
    mails = server.sink.wait_for(before + 2)[before:]
    by_recipient = {mail["To"]: mail for mail in mails}
    team = by_recipient["leipzig@demo-hospitals.example"]
    copy = by_recipient["lena@families.example"]
    assert team["Subject"] == f"New enquiry {reference}"
    assert "Is there a place for a nine-year-old?" in text_of(copy)
    for personal in ("nine-year-old", "Lena", "lena@families.example"):
        assert personal not in text_of(team)
        assert personal not in str(team["Reply-To"])
    page.goto(re.search(r"http://\S+/for-teams/\S+", text_of(team))[0])
    page.get_by_role("button", name="Read the message").click()
    expect(page.locator(".said").first).to_contain_text("nine-year-old")
    page.goto(
        re.search(r"http://\S+/enquiries/\S+", copy.get_body(("plain",)).get_content())[
            0
        ]
    )
    expect(page.locator(".way-gone > .reached").nth(1)).to_have_text(
        re.compile("Handed over.*20", re.S)
    )
    expect(page.locator(".way-gone > .reached")).to_have_count(3)


def test_the_coordinator_reads_it_and_the_family_sees_that(page: Page, server: Server):
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    fill(page, phone="+86 571 8888 8888")
    press_send(page)
    page.wait_for_url(RECEIPT)
    receipt = page.url
    reference = re.search(r"ENQ(-\w{4}){3}", page.content())[0]
    expect(page.locator(".way-gone > li").nth(2)).to_contain_text("still to come")
    enter_console(page, server)
    # Beside those of other tests it may stand on another page of the list.
    page.goto(f"{server.base}/staff/?q={reference}")
    page.locator(f".line a[href*='{reference}']").click()
    expect(page.locator(".said").first).to_contain_text("nine-year-old")
    page.goto(receipt)
    expect(page.locator(".way-gone > .reached")).to_have_count(3)


def test_mistakes_are_named_and_nothing_typed_is_lost(page: Page, server: Server):
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    fill(page, phone="123")
    press_send(page)
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error:"))
    summary.get_by_role("link").first.click()
    expect(page.locator("[name=phone]")).to_be_focused()
    expect(page.locator("[name=message]")).to_have_value(
        "Is there a place for a nine-year-old?"
    )


def test_back_and_send_again_is_one_enquiry(page: Page, server: Server):
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    fill(page, phone="+86 571 8888 8888")
    press_send(page)
    page.wait_for_url(RECEIPT)
    first = page.url
    page.go_back()
    expect(page.locator("[name=first_name]")).to_have_value("Lena")
    press_send(page)
    page.wait_for_url(RECEIPT)
    assert page.url == first
    page.go_back()
    page.fill("[name=message]", "And may we bring her sister?")
    press_send(page)
    expect(page.get_by_role("alert")).to_contain_text("has not been sent yet")
    press_send(page)
    expect(page.locator(".said").first).to_contain_text("her sister")
    assert page.url != first


def test_without_scripts_the_whole_way_works(browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    find_leipzig(page, server)
    fill(page)
    press_send(page)
    expect(page.locator("main")).to_contain_text("Hospital Leipzig")
    assert context.cookies() == []
    context.close()


def test_a_double_click_sends_once(page: Page, server: Server):
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    fill(page, phone="+86 571 8888 8888", email="twice@families.example")
    before = len(server.sink.mails)
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on its way")
    server.sink.wait_for(before + 2)
    page.wait_for_timeout(1500)
    copies = [m for m in server.sink.mails if m["To"] == "twice@families.example"]
    assert len(copies) == 1


def test_the_browsers_position_is_used_on_request(browser, server: Server):
    context = browser.new_context(
        geolocation={"latitude": 31.3, "longitude": 121.4}, permissions=["geolocation"]
    )
    page = context.new_page()
    page.goto(f"{server.base}{FORTY}sites/")
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator("ol.nearest > li").first).to_contain_text("Shanghai")
    assert "31.3" not in page.url
    context.close()


def test_a_word_is_explained_where_it_stands(page: Page, server: Server):
    page.goto(f"{server.base}/trials/NCT07233642/")
    word = page.locator("a.word").first
    word.click()
    expect(page.locator(".word-note").first).to_contain_text("T cells")
    word.click()
    expect(page.locator(".word-note")).to_have_count(0)
