"""What somebody writes in notes and answers is text everywhere, and never runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server
from tests.browser.settling import settle

pytestmark = pytest.mark.browser
STUDY = "/trials/NCT07233642/"
PAYLOADS = [
    "<img src=x onerror=\"alert('img')\">",
    "<script>alert('script')</script>",
    '"><svg onload="alert(\'svg\')">',
    "'\"><iframe srcdoc=\"<script>parent.alert('frame')</script>\"></iframe>",
    "</textarea></template></dialog><img src=x onerror=\"alert('out')\">",
    "<a href=\"javascript:alert('link')\">click</a>",
    "{{ 7|add:7 }}{% debug %}${7*7}",
]
WATCH = """
  addEventListener("securitypolicyviolation", (event) => {
    (window.refused ??= []).push(event.violatedDirective);
  }, true);
"""


@pytest.fixture
def executed(page: Page) -> Iterator[list[str]]:
    """Everything that ran although it was text; alerts are answered."""
    ran: list[str] = []

    def answer(dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", answer)
    page.add_init_script(WATCH)
    return ran


def refused(page: Page) -> list[str]:
    """Return what the policy had to stop: with it, the text was already markup."""
    settle(page)
    return page.evaluate("window.refused ?? []")


def test_the_control_runs(page: Page, executed: list[str], server: Server):
    """The same payloads run where they are markup, and our policy reports them."""
    page.goto("about:blank")
    page.set_content("".join(PAYLOADS))
    page.wait_for_timeout(300)
    assert len(executed) >= 3
    page.goto(server.base + STUDY)
    page.evaluate("text => { document.body.innerHTML += text }", PAYLOADS[0])
    assert refused(page)


def test_nothing_of_notes_and_answers_runs(
    page: Page, executed: list[str], server: Server, context: BrowserContext
):
    base = server.base
    page.goto(base + STUDY)
    for number, payload in enumerate(PAYLOADS):
        page.locator(".add-note").nth(number).evaluate("a => a.click()")
        page.locator("#note-text").fill(payload)
        page.get_by_role("button", name="Save the note").click()
        expect(page.locator("#note-writer")).to_be_hidden()
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.my-note').length")
    for button in page.locator(".my-note").all():
        button.evaluate("b => b.click()")
        expect(page.locator("#note-reader")).to_be_visible()
        page.locator("#note-reader [data-close]").click()
    assert refused(page) == []
    path = share(page, base)
    page.goto(base + "/notes/")
    links = page.locator(".note-actions a").evaluate_all(
        "all => all.map((a) => a.href)"
    )
    for address in [*links, f"{base}/notes/sheet/", f"{base}/notes/", base + path]:
        page.goto(address)
        assert refused(page) == []
    page.goto(base + "/notes/")
    page.locator("[name=q]").fill(PAYLOADS[0])
    page.get_by_role("button", name="Search").click()
    assert refused(page) == []
    for box in page.locator("[name=notes]").all():
        box.check()
    page.get_by_role("button", name="Ask the team this").click()
    assert PAYLOADS[0] in page.locator("textarea[name=message]").input_value()
    assert refused(page) == []
    assert executed == []


def share(page: Page, base: str) -> str:
    """Share all notes and answer them with payloads; return the path."""
    page.goto(f"{base}/notes/share/")
    for box in page.locator("[name=notes]").all():
        box.check()
    page.locator("[name=label]").fill(PAYLOADS[0])
    page.locator("[name=may_answer]").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator(".secret")).to_have_count(2)
    link, passcode = page.locator(".secret").all_inner_texts()
    path = "/notes/" + link.partition("/notes/")[2]
    page.goto(base + path)
    page.locator("[name=passcode]").fill(passcode)
    page.get_by_role("button", name="Open").click()
    for number, payload in enumerate(PAYLOADS):
        page.locator("details.why").nth(number).evaluate("d => d.open = true")
        row = page.locator("details.why").nth(number)
        row.locator("[name=author]").fill(PAYLOADS[0])
        row.locator("[name=body]").fill(payload)
        row.get_by_role("button", name="Send the answer").click()
        expect(page.locator(".answer")).to_have_count(number + 1)
    return path
