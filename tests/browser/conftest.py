"""The system's chromium against the portal's own server process, with real mail."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import looked_at
from tests.browser.serving import Server
from tests.browser.settling import settle
from tests.browser.vnu import html_errors, stop_checker, watched
from tests.examples import looks_far
from tests.services.servers import find_browser, lacking
from tests.sink import Sink

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
# Nothing that runs at night may be asked for by a page.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# What playwright sets, and that pictures far below are fetched as late as a browser
# with windows does: the shell knows nothing of the network, and would be careful.
AS_WITH_WINDOWS = ",".join(
    (
        *("primaryHoverType=2", "availableHoverTypes=2", "primaryPointerType=4"),
        *("availablePointerTypes=4", "lazyLoadingImageMarginPxUnknown=1250"),
    )
)
# No rule of the styles asks for both, so each size is looked at in one scheme.
SMALL, WIDE = (360, "dark"), (1280, "light")
LOOKS = (SMALL, WIDE)

# What axe does not ask: ids are unique, whatever names an id names one that is there,
# and a mark is explained before it first stands somewhere.
LOOSE_ENDS = """
(() => {
  const said = [];
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids)) {
    if (ids.filter((one) => one === id).length > 1) said.push(`twice: #${id}`);
  }
  for (const name of ["for", "list", "aria-describedby", "aria-labelledby"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) {
      for (const id of one.getAttribute(name).trim().split(" ")) {
        if (!ids.includes(id)) said.push(`nowhere: ${name}=${id}`);
      }
    }
  }
  for (const one of document.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent(one.hash.slice(1));
    if (!ids.includes(id)) said.push(`nowhere: ${one.outerHTML}`);
  }
  const mark = document.querySelector(".needed-mark");
  const why = document.querySelector(".needed");
  const BEFORE = Node.DOCUMENT_POSITION_FOLLOWING;
  if (mark && !(why && why.compareDocumentPosition(mark) & BEFORE)) {
    said.push("unexplained: " + mark.parentElement.outerHTML);
  }
  return said;
})()
"""

# What is expected comes, however busy the machine is; only a failure waits so long.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Drive the system's chromium, not a downloaded one."""
    path = find_browser()
    if path is None:
        lacking("chromium is not installed")
    settings = f"--blink-settings={AS_WITH_WINDOWS}"
    return {"executable_path": path, "args": [*QUIET, settings]}


@pytest.fixture(scope="session")
def browser(launch_browser) -> Iterator[Browser]:
    """The browser; each of its contexts is a visitor from another network."""
    browser = launch_browser()
    plain, numbers = browser.new_context, count(1)

    def new_context(**options: object) -> BrowserContext:
        headers = {"X-Forwarded-For": f"2001:db8:0:{next(numbers):x}::1"}
        return plain(**{"extra_http_headers": headers, **options})

    browser.new_context = new_context
    yield watched(browser)
    stop_checker()
    browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One portal for all browser tests of a process."""
    if find_browser() is None:
        lacking("chromium is not installed")
    with Sink() as sink:
        running = Server(sink)
        yield running
        running.close()


@pytest.fixture(autouse=True)
def _no_foreign_request(page: Page) -> Iterator[None]:
    """No page asks another host for anything, and no script fails."""
    foreign: list[str] = []
    errors: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if re.match(r"(http://localhost:|data:)", request.url)
            else foreign.append(request.url)
        ),
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert foreign == []
    assert errors == []


def enter_console(page: Page, server: Server, who: str = "coordinator") -> None:
    """Sign in as one of the demonstration's staff."""
    address, password = server.sign_in(who)
    page.goto(f"{server.base}/staff/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def fits(page: Page) -> bool:
    """Whether nothing has to be pushed sideways."""
    # A locator waits for the page that is on its way; a script would run before it.
    return page.locator("html").evaluate("it => it.scrollWidth <= it.clientWidth")


def looks_right(page: Page) -> None:
    """Nothing for axe and nothing to push sideways: small and dark, wide and light.

    In the gate axe reads a page in one of both: in English as it is small and dark, in
    another language as it is wide and light. With `--all` it reads each in both.
    """
    settle(page)
    language = page.locator("html").get_attribute("lang")
    read = LOOKS if looks_far() else (SMALL if language == "en" else WIDE,)
    for width, scheme in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert fits(page), page.url
        if (width, scheme) in read:
            assert violations(page) == [], page.url


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 A and AA and its own best practices.

    And what the checker of HTML finds, and loose ends.
    """
    settle(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run({resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa',"
        " 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    looked_at.note(page.url, found)
    said = [
        f"{one['id']}: {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
    return said + page.evaluate(LOOSE_ENDS) + html_errors(page)
