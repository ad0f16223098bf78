"""Under a path of a shared host: the whole way of a family and a team behind nginx."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, enter_console
from tests.browser.test_journey import fill, press_send, text_of
from tests.browser.test_notes import OVERVIEW, save
from tests.services.nginx import Nginx
from tests.services.servers import find, lacking
from tests.sink import Sink, free_port

pytestmark = pytest.mark.browser
PATH = "/studies"
TRIAL = "/trials/NCT07233642/"
LINK = re.compile(r"http://\S+/enquiries/\S+")


@pytest.fixture(scope="module")
def shared_host(tmp_path_factory) -> Iterator[Server]:
    """The portal behind nginx with its own file, whose line for a path is taken in."""
    for program in ("nginx", "chromium"):
        if find(program) is None:
            lacking(f"{program} is not installed")
    folder: Path = tmp_path_factory.mktemp("front") / "nginx"
    port = free_port()
    front = Nginx(folder, port, PATH)
    public = f"http://localhost:{front.port}{PATH}"
    with Sink() as sink:
        server = Server(sink, PORT=str(port), PUBLIC_URL=public)
        inside, server.base = server.base, public
        assert requests.get(f"{inside}{PATH}/words/", timeout=10).ok
        yield server
        server.close()
        front.close()


@pytest.fixture
def asked(page: Page, shared_host: Server) -> Iterator[list[str]]:
    """What leads past the path, or to nothing; there is none at the end."""
    wrong: list[str] = []

    def look(response) -> None:
        is_inside = response.url.startswith((f"{shared_host.base}/", "data:"))
        if not is_inside or response.status >= 400:
            wrong.append(f"{response.status} {response.url}")

    page.on("response", look)
    yield wrong
    assert wrong == []
    paths = [one["path"] for one in page.context.cookies()]
    assert [one for one in paths if not one.startswith(f"{PATH}/")] == []


def test_a_family_and_its_team(page: Page, shared_host: Server, asked: list[str]):
    base, before = shared_host.base, len(shared_host.sink.mails)
    page.goto(f"{base}/")
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{base}/zh-hans/")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{base}/")
    page.goto(f"{base}{TRIAL}message/")
    fill(page, phone="+86 571 8888 8888")
    press_send(page)
    page.wait_for_url(f"{base}/enquiries/*/")
    mails = shared_host.sink.wait_for(before + 2)[before:]
    copy = next(mail for mail in mails if mail["To"] == "lena@families.example")
    link = LINK.search(text_of(copy))[0]
    assert link.startswith(f"{base}/enquiries/")
    enter_console(page, shared_host)
    page.locator("tr.line a[href*='/staff/enquiries/']").first.click()
    expect(page.locator(".said").first).to_contain_text("nine-year-old")
    page.goto(link)
    expect(page.locator(".way-gone > .reached")).to_have_count(3)


def test_what_scripts_ask_for(page: Page, shared_host: Server, asked: list[str]):
    base = shared_host.base
    page.goto(f"{base}{TRIAL}self-check/q/1/")
    page.check('[name=who][value="self"]')
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How old are you?")
    page.goto(f"{base}{TRIAL}")
    page.get_by_role("button", name="Add notes").click()
    page.locator("#overview > summary").click()
    page.locator(OVERVIEW).first.click()
    save(page, "Under a path")
    page.goto(f"{base}/notes/")
    expect(page.locator("main")).to_contain_text("Under a path")
    page.goto(f"{base}/trials/")
    with page.expect_response(re.compile(re.escape(f"{base}/") + r".*\?.*Duch")):
        page.locator("input[data-suggest]").first.fill("Duch")


def test_what_programs_are_told(shared_host: Server):
    base = shared_host.base
    told = requests.get(f"{base}/zh-hans/manifest.webmanifest", timeout=10).json()
    assert told["start_url"] == f"{PATH}/zh-hans/"
    assert told["scope"] == f"{PATH}/"
    for icon in told["icons"]:
        origin = base.removesuffix(PATH)
        assert requests.get(f"{origin}{icon['src']}", timeout=10).ok
    study = requests.get(f"{base}/api/v1/studies/NCT07233642", timeout=10).json()
    assert study["page"] == f"{base}{TRIAL}"
    sitemap = requests.get(f"{base}/sitemap.xml", timeout=10).text
    first = re.search(r"<loc>(.*?)</loc>", sitemap)[1]
    assert first.startswith(f"{base}/sitemap-")
    assert f"<loc>{base}/" in requests.get(first, timeout=10).text
