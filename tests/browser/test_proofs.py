"""Past a network's allowance a family still gets through, in a real browser."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode
from uuid import uuid4

import altcha
import pytest
import requests
from playwright.sync_api import Browser, Page, Route, expect

from contacts.allowances import MESSAGES
from contacts.proofs.judging import RIPE
from contacts.proofs.tickets import ALGORITHM, COST, MOST, new_ticket
from tests.browser.conftest import Server, looks_right, violations
from tests.browser.languages import each_language
from tests.browser.test_journey import RECEIPT, fill, press_send
from tests.services.posted import FORM

pytestmark = pytest.mark.browser
# Its one site is no other test's: thirty messages fill a coordinator's first page.
STUDY = "NCT99000010"
PATH = f"/trials/{STUDY}/message/"
SLOWER = 6
# What the words say, in seconds; the machine that tests may be busy with other tests.
PROMISE, LOOSE = 2, 10


# All of its families are behind one address.
HOSPITAL = {"X-Forwarded-For": "2001:db8:5107::1"}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Every page of this module is opened in the hospital."""
    return {**browser_context_args, "extra_http_headers": HOSPITAL}


@pytest.fixture
def crowded(server: Server) -> Server:
    """The portal after so many messages that the hospital's next one needs a proof."""
    for number in range(MESSAGES.network.times + 1):
        said = {"email": f"a{number}@families.example", "key": str(uuid4())}
        answer = requests.post(
            server.base + PATH,
            data={**FORM, **said, "phone": "+49 30 901820"},
            headers=HOSPITAL,
            allow_redirects=False,
            timeout=30,
        )
        if answer.status_code == 429:
            return server
    raise AssertionError("no limit was met")


@pytest.fixture
def held(page: Page) -> list[Route]:
    """The worker's script, which does not come until a test lets it."""
    routes: list[Route] = []

    def hold(route: Route) -> None:
        routes.append(route)

    page.route("**/pbkdf2*.js", hold)
    return routes


def write(page: Page, server: Server, language: str = "") -> None:
    """Fill in the form and press the button, past the allowance."""
    page.goto(server.base + language + PATH)
    fill(page, email=f"{uuid4().hex}@families.example", phone="+49 30 901820")
    page.locator("button.button[type=submit]").click()
    expect(page.locator("[data-proof]")).to_be_visible()


def test_the_device_computes_and_a_second_press_sends(page: Page, crowded: Server):
    write(page, crowded)
    expect(page.locator(".error-summary")).to_contain_text("one more step")
    expect(page.locator("[data-proof] [role=status]")).to_have_text(
        "Done. Please press the button again."
    )
    expect(page.locator("[name=message]")).to_have_value(
        "Is there a place for a nine-year-old?"
    )
    assert violations(page) == []
    press_send(page)
    page.wait_for_url(RECEIPT)


def test_what_is_changed_there_is_kept_with_the_rest(page: Page, crowded: Server):
    write(page, crowded)
    page.locator("[name=message]").fill("Changed while waiting")
    page.goto(crowded.base + PATH)
    expect(page.locator("[data-kept-back]")).to_be_visible()
    expect(page.locator("[name=message]")).to_have_value("Changed while waiting")
    expect(page.locator("[value=MY_CHILD]")).to_be_checked()
    expect(page.locator("[name=first_name]")).not_to_have_value("")


def test_a_press_before_the_end_waits_for_it(
    page: Page, crowded: Server, held: list[Route]
):
    write(page, crowded)
    expect(page.locator("[data-proof] progress")).to_be_visible()
    expect(page.locator("[data-proof] [role=status]")).to_contain_text("One moment")
    assert violations(page) == []
    button = page.get_by_role("button", name="Send", exact=True)
    button.click()
    # The button says that it is busy; an impatient finger does not care.
    button.click(force=True)
    held[0].continue_()
    page.wait_for_url(RECEIPT)


def test_where_no_worker_starts_the_ticket_stands(page: Page, crowded: Server):
    page.route("**/pbkdf2*.js", lambda route: route.abort())
    write(page, crowded)
    expect(page.locator(".proof-wait")).to_be_visible()
    expect(page.locator("[data-proof] progress")).to_be_hidden()
    press_send(page)
    expect(page.locator(".error-summary")).to_contain_text("The minute is not over")


def test_a_press_before_a_worker_fails_is_answered(
    page: Page, crowded: Server, held: list[Route]
):
    write(page, crowded)
    expect(page.locator("[data-proof] progress")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()
    held[0].abort()
    expect(page.locator(".error-summary")).to_contain_text("The minute is not over")


def test_without_scripts_a_minute_is_the_proof(browser: Browser, crowded: Server):
    context = browser.new_context(
        java_script_enabled=False, extra_http_headers=HOSPITAL
    )
    page = context.new_page()
    write(page, crowded)
    expect(page.locator(".proof-wait")).to_contain_text("wait a minute")
    press_send(page)
    expect(page.locator(".error-summary")).to_contain_text("The minute is not over")
    secret = crowded.printed("from portal.keyring import *; print(lookup_secret())")

    def after_a_minute(route: Route) -> None:
        """Send the ticket that this page would have got a minute ago."""
        said = parse_qs(route.request.post_data or "", keep_blank_values=True)
        made_at = datetime.now(UTC) - RIPE - timedelta(seconds=1)
        purpose = f"MessageForm:{STUDY}:{said['key'][0]}"
        said["proof"] = [new_ticket(secret, purpose, made_at)]
        route.continue_(post_data=urlencode(said, doseq=True))

    page.route(f"**{PATH}*", after_a_minute)
    press_send(page)
    page.wait_for_url(RECEIPT)
    context.close()


@each_language("language", gate="zh")
def test_the_page_is_accessible_and_fits(page: Page, crowded: Server, language: str):
    write(page, crowded, language)
    expect(page.locator("[data-proof] progress")).to_be_hidden()
    looks_right(page)
    assert page.locator("#telephones a").count() >= 1


def test_a_slow_telephone_computes_no_longer_than_promised(
    page: Page, crowded: Server, capsys
):
    """Chromium slows a page down, but not its workers.

    So the page runs slowed down as a whole; then the worker does the longest work that
    there is at full speed, and its time is multiplied. A loop in the page says how much
    slower "six times" is. The fastest of a few is the machine's own speed: what else it
    does meanwhile is not the proof's.
    """
    devtools = page.context.new_cdp_session(page)
    quick = page.evaluate(LOOP)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    slow = page.evaluate(LOOP)
    write(page, crowded)
    expect(page.locator("[data-proof] progress")).to_be_hidden(timeout=LOOSE * 1000)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    address = page.locator("[data-proof]").get_attribute("data-worker")
    worker = page.evaluate(WORK, [address, longest_challenge()])
    with capsys.disabled():
        print(  # noqa: T201
            f"\n  longest proof ({MOST} × {COST} rounds): {worker:.0f} ms in a worker,"
            f" {worker * SLOWER / 1000:.2f} s if that is {SLOWER} times slower"
            f" (promised: {PROMISE} s; a loop in the page: {slow / quick:.1f} times)"
        )
    assert worker * SLOWER / 1000 < PROMISE


def longest_challenge() -> dict:
    """Return a challenge with the last of the answers that ours may have."""
    made = altcha.create_challenge(
        ALGORITHM, COST, counter=MOST - 1, hmac_secret="x", hmac_key_secret="y"
    )
    return made.to_dict()


# The page's own speed, in milliseconds.
LOOP = """() => {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    let sum = 0;
    for (let i = 0; i < 2e7; i += 1) sum = (sum + i * i) % 1000003;
    times.push(performance.now() - began + (sum < 0));
  }
  return Math.min(...times);
}"""
# The worker as the page starts it, from its start to its answer, in milliseconds.
WORK = """async ([address, challenge]) => {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    const worker = new Worker(address);
    const answer = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
      worker.postMessage({ type: "work", challenge });
    });
    times.push(performance.now() - began);
    worker.terminate();
    if (!answer?.derivedKey) throw new Error("no solution was found");
  }
  return Math.min(...times);
}"""
