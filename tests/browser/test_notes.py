"""Notes in a real browser: by mouse, touch and keyboard, without scripts, and safe."""

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, fits, looks_right, violations
from tests.browser.languages import each_language
from trials.pages.reading import Reader

pytestmark = pytest.mark.browser
STUDY = "/trials/NCT07233642/"
OVERVIEW = "[data-part=overview] .add-note"
TEXTS = """async () => {
  const { PartText } = await import("/static/js/notes-text.js");
  return Object.fromEntries([...document.querySelectorAll("[data-part]")]
    .map((part) => [part.dataset.part, new PartText(part).text]));
}"""

NOTE_300 = """async () => {
  const { PartText } = await import("/static/js/notes-text.js");
  const pairs = (part) => {
    const text = new PartText(part);
    const found = [...text.text.matchAll(/[a-z]{4,} [a-z]{4,}/g)];
    const name = part.dataset.part;
    return found.map((one) => [name, text.points(one.index), one[0]]);
  };
  const places = [...document.querySelectorAll("[data-part]")].flatMap(pairs);
  for (const [part, start, exact] of places.slice(0, 300)) {
    const said = { study: "NCT07233642", body: "?", part, start, exact };
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(said);
    await fetch("/notes/new/", { method: "POST", headers, body });
  }
}"""


def save(page: Page, words: str) -> None:
    """Type a note into the open dialog and save it."""
    expect(page.locator("#note-writer")).to_be_visible()
    page.locator("#note-text").fill(words)
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#note-writer")).to_be_hidden()


def open_details(page: Page) -> None:
    """Open what is folded."""
    page.locator("details").evaluate_all("all => all.forEach((d) => d.open = true)")


def highlighted(page: Page) -> list[str]:
    """Return the words that are marked as noted."""
    return page.evaluate("[...(CSS.highlights.get('my-notes') ?? [])].map(String)")


@pytest.mark.parametrize("path", [STUDY, f"/zh-hans{STUDY}", "/trials/NCT99000001/"])
def test_the_browser_reads_the_page_as_the_server_does(
    page: Page, server: Server, path
):
    page.goto(server.base + path)
    html = requests.get(server.base + path, timeout=10).text
    assert page.evaluate(TEXTS) == Reader(html).reading().parts


def test_by_mouse_from_selected_words(page: Page, server: Server):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.base + STUDY)
    assert [url for url in asked if "/notes/on/" in url] == []
    assert page.context.cookies() == []
    open_details(page)
    line = page.locator("[data-part=inclusion] li").nth(1)
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    # From the end: the first word is a link to its meaning, which a press would follow.
    page.mouse.move(box["x"] + 320, box["y"] + 13)
    page.mouse.down()
    page.mouse.move(box["x"] + 1, box["y"] + 12, steps=5)
    page.mouse.up()
    page.locator("#note-selected").click()
    save(page, "What are these criteria?")
    (words,) = highlighted(page)
    assert words.startswith("Diagnosed with SLE")
    expect(page.locator("#note-selected")).to_be_hidden()
    page.reload()
    page.wait_for_function("() => CSS.highlights.get('my-notes')")
    assert highlighted(page) == [words]
    open_details(page)
    page.get_by_role("button", name="My notes here: 1").click()
    expect(page.locator("#note-reader .note-body")).to_have_text(
        "What are these criteria?"
    )
    assert violations(page) == []
    expect(page.locator("#note-summary")).to_be_visible()


def test_by_touch(browser: Browser, server: Server):
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(server.base + STUDY)
    page.locator("#overview > summary").tap()
    link = page.locator(OVERVIEW).first
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Add notes").tap()
    box = link.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    link.tap()
    save(page, "By a button")
    # This browser makes no selection of a long touch while it has no window.
    page.locator("[data-part=overview] p").first.evaluate(
        "p => getSelection().setBaseAndExtent(p.firstChild, 8, p.firstChild, 40)"
    )
    offer = page.locator("#note-selected")
    expect(offer).to_be_visible()
    assert offer.bounding_box()["y"] > 600
    offer.tap()
    save(page, "By a selection")
    assert len(highlighted(page)) == 2
    expect(page.locator("#overview .my-note")).to_have_text("2")
    assert fits(page)
    context.close()


def test_without_scripts(browser: Browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.base + STUDY)
    page.locator("#overview > summary").press("Enter")
    expect(page.locator(OVERVIEW).first).to_be_hidden()
    page.get_by_role("link", name="Add notes").click()
    page.locator(OVERVIEW).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_contain_text("investigator-initiated")
    page.get_by_label("Your note").fill("Who pays?")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".note-body")).to_have_text("Who pays?")
    context.close()


def test_a_browser_without_highlights_gets_marks(browser: Browser, server: Server):
    context = browser.new_context()
    context.add_init_script("delete globalThis.Highlight")
    page = context.new_page()
    page.goto(server.base + STUDY)
    open_details(page)
    for words in ("One", "Two"):
        page.locator("[data-part=inclusion] .add-note").nth(1).evaluate(
            "a => a.click()"
        )
        save(page, words)
    marked = "".join(page.locator("mark").all_inner_texts())
    assert marked.startswith("Diagnosed with SLE")
    assert marked.endswith("standard treatments;")
    html = requests.get(server.base + STUDY, timeout=10).text
    assert page.evaluate(TEXTS) == Reader(html).reading().parts
    context.close()


def test_chinese_words_are_noted_too(page: Page, server: Server):
    page.goto(f"{server.base}/zh-hans{STUDY}")
    page.locator("[data-part=in-short] .add-note").first.evaluate("a => a.click()")
    page.locator("#note-text").fill("这是什么意思？")
    page.locator("#note-writer button[type=submit]").click()
    expect(page.locator(".my-note")).to_have_count(1)
    page.goto(server.base + STUDY)
    expect(page.locator("#note-summary")).to_be_visible()
    assert highlighted(page) == []


def test_three_hundred_notes_are_all_marked(page: Page, server: Server):
    """How long it takes is measured in bench/marks.py."""
    page.goto(server.base + STUDY)
    page.evaluate(NOTE_300)
    page.reload()
    page.wait_for_function("() => performance.getEntriesByName('notes').length")
    assert len(highlighted(page)) == 300


@each_language("language", gate="zh")
def test_every_page_of_notes_is_accessible(browser: Browser, server: Server, language):
    context = browser.new_context()
    page = context.new_page()
    notes = f"{server.base}{language}/notes/"
    pages = [
        notes,
        f"{notes}new/?study=NCT07233642&at=22&v=1",
        f"{notes}shared/{'0' * 64}/",
    ]
    for address in pages:
        page.goto(address)
        looks_right(page)
    page.goto(pages[1])
    page.locator("form[data-once] button").click()
    looks_right(page)
    page.locator("[name=body]").fill("Who pays?")
    page.locator("form[data-once] button").click()
    page.wait_for_url("**/notes/#note-*")
    looks_right(page)
    edit, delete = page.locator(".note-actions a").evaluate_all(
        "links => links.map((link) => link.href)"
    )
    rest = ["sheet/", "link/", "delete-all/", "share/"]
    for address in [edit, delete, *(notes + path for path in rest)]:
        page.goto(address)
        looks_right(page)
    page.locator("[name=notes]").first.check()
    page.locator("[name=may_answer]").check()
    page.locator("form[method=post] button").click()
    looks_right(page)
    expect(page.locator(".secret")).to_have_count(2)
    link, passcode = page.locator(".secret").all_inner_texts()
    path = link.partition("/notes/")[2]
    page.goto(notes)
    looks_right(page)
    page.goto(notes + path)
    looks_right(page)
    page.locator("[name=passcode]").fill("not the right one")
    page.locator("main form button").click()
    looks_right(page)
    page.locator("[name=passcode]").fill(passcode)
    page.locator("main form button").click()
    expect(page.locator(".note-body")).to_have_text("Who pays?")
    open_details(page)
    looks_right(page)
    context.close()
