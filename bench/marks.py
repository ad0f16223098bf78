"""How long a page takes to mark 300 notes in a real browser, in both of its ways."""

from playwright.sync_api import Browser, sync_playwright

from bench.judging import Line, measured, show
from bench.server import BenchServer
from tests.services.servers import find_browser

STUDY = "/trials/NCT07233642/"
NOTES, ROUNDS = 300, 5
LINE = "300 notes marked in a browser"
LINES = (LINE,)
WRITE = """async (most) => {
  const { PartText } = await import("/static/js/notes-text.js");
  const pairs = (part) => {
    const text = new PartText(part);
    const found = [...text.text.matchAll(/[a-z]{4,} [a-z]{4,}/g)];
    const name = part.dataset.part;
    return found.map((one) => [name, text.points(one.index), one[0]]);
  };
  const places = [...document.querySelectorAll("[data-part]")].flatMap(pairs);
  for (const [part, start, exact] of places.slice(0, most)) {
    const said = { study: "NCT07233642", body: "?", part, start, exact };
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(said);
    await fetch("/notes/new/", { method: "POST", headers, body });
  }
}"""
SHOWN = """() => [...document.querySelectorAll(".my-note")]
  .reduce((sum, button) => sum + Number(button.textContent), 0)"""
TOOK = "() => performance.getEntriesByName('notes')[0]?.duration"


def measure(server: BenchServer) -> list[Line]:
    """Print the best time of each way of marking; return the slower one's."""
    if not find_browser():
        print("Marks: no chromium here")
        return []
    print(f"Marking {NOTES} notes, best of {ROUNDS}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox"]
        )
        base = f"http://127.0.0.1:{server.port}"
        ways = {"highlights": "", "marks": "delete globalThis.Highlight"}
        best = {name: fastest(browser, base, script) for name, script in ways.items()}
        browser.close()
    for name, time in best.items():
        print(f"  {name}: {time:.0f} ms")
    return show([measured(LINE, max(best.values()))])


def fastest(browser: Browser, base: str, script: str) -> float:
    """Return the fewest milliseconds that a page took to mark all notes."""
    context = browser.new_context()
    if script:
        context.add_init_script(script)
    page = context.new_page()
    page.goto(base + STUDY)
    page.evaluate(WRITE, NOTES)
    times = []
    for _ in range(ROUNDS):
        page.reload()
        page.wait_for_function(TOOK)
        assert page.evaluate(SHOWN) == NOTES
        times.append(page.evaluate(TOOK))
    context.close()
    return min(times)


def main() -> None:
    """Measure by itself."""
    server = BenchServer()
    try:
        measure(server)
    finally:
        server.close()


if __name__ == "__main__":
    main()
