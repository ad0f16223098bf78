"""Which page is meant after a press: the one that it leads to, once that is there."""

from playwright.sync_api import Page

# Runs in each page before all else. A way to another page begins after the press.
SAY_LEAVING = """
window.navigation?.addEventListener("navigate", (event) => {
  window.isLeaving = !event.destination.sameDocument && event.downloadRequest === null;
});
window.navigation?.addEventListener("navigateerror", () => {
  window.isLeaving = false;
});
"""
# All that a press has set going in the page has had its turn; no clock is asked.
A_TURN = """() => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => data ? done() : port2.postMessage(true);
  port2.postMessage(false);
})"""


def settle(page: Page) -> None:
    """Wait for the page that a press leads to, if it leads to one, and for its styles.

    A press ends before the form that it sends has left; what is asked at once would be
    asked of the page before, or of one that goes away meanwhile.
    """
    page.locator("html").evaluate(A_TURN)
    page.wait_for_function("() => !window.isLeaving")
    page.wait_for_load_state("load")
