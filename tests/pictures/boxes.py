"""Where each named part of the gallery stands; script/boxes measures anew.

The faces are ones that the gate installs: a box is as wide as its letters.
"""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from portal.pages.gallery import samples
from tests.browser.conftest import QUIET, Server
from tests.services.servers import find_browser
from tests.sink import Sink

BOXES = Path(__file__).with_name("boxes.json")
WIDTHS = (360, 1280)
TOLERANCE = 4
FACES = """
Object.entries({
  "--sans": '"DejaVu Sans", "Noto Sans CJK SC"',
  "--serif": '"DejaVu Serif", "Noto Sans CJK SC"',
  "--mono": '"DejaVu Sans Mono"',
}).forEach((face) => document.documentElement.style.setProperty(...face))
"""
# How wide some letters are says which faces a machine really has.
LETTERS = """
(() => {
  const line = document.createElement("span");
  line.style = "position: absolute; font: 100px var(--sans); white-space: nowrap";
  document.body.append(line);
  return ["mmmmmmmmmm", "研究研究研究研究研究", "ممممممممممم"].map((words) => {
    line.textContent = words;
    return Math.round(line.getBoundingClientRect().width);
  });
})()
"""
# Every element of a part that has a class, within its section: [start, top, width,
# height]. Ones of the same name are counted.
MEASURE = """
(() => {
  const found = {};
  const box = (one) => one.getBoundingClientRect();
  for (const part of document.querySelectorAll(".gallery section[id]")) {
    const frame = box(part);
    const counted = {};
    const seen = [part, ...part.querySelectorAll("[class]")].filter(
      (one) => one.checkVisibility() && !one.parentElement.closest("svg"));
    for (const one of seen) {
      const kind = one === part ? "" : `.${one.classList[0]}`;
      counted[kind] = (counted[kind] ?? 0) + 1;
      const { left, top, width, height } = box(one);
      found[`${part.id}${kind} ${counted[kind]}`] =
        [left - frame.left, top - frame.top, width, height].map(Math.round);
    }
  }
  return found;
})()
"""

Box = list[int]


def measured(page: Page, base: str) -> dict[str, Any]:
    """Return the width of the letters, and the boxes by script and width."""
    found: dict[str, Any] = {}
    for script in samples():
        page.goto(f"{base}/dev/gallery/?script={script}")
        page.evaluate(FACES)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[f"{script} {width}"] = page.evaluate(MEASURE)
    return {"letters": page.evaluate(LETTERS), "boxes": found}


def moved(kept: dict[str, Box], now: dict[str, Box]) -> dict[str, str]:
    """Return what has another place or size, is gone, or is new."""
    said = dict.fromkeys(kept.keys() - now.keys(), "gone")
    said |= dict.fromkeys(now.keys() - kept.keys(), "new")
    for name in kept.keys() & now.keys():
        pairs = zip(kept[name], now[name], strict=True)
        if any(abs(before - after) > TOLERANCE for before, after in pairs):
            said[name] = f"{kept[name]} → {now[name]}"
    return said


def kept() -> dict[str, Any]:
    """Return what was measured last."""
    return json.loads(BOXES.read_text(encoding="utf-8"))


def keep(found: dict[str, Any]) -> None:
    """Write what was measured, one box on a line."""
    parts = (
        f"  {json.dumps(where)}: {{\n"
        + ",\n".join(f"   {json.dumps(name)}: {box}" for name, box in boxes.items())
        + "\n  }"
        for where, boxes in found["boxes"].items()
    )
    letters = json.dumps(found["letters"])
    text = (
        '{\n "letters": '
        + letters
        + ',\n "boxes": {\n'
        + ",\n".join(parts)
        + "\n }\n}\n"
    )
    BOXES.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure the gallery of this checkout."""
    with Sink() as sink, sync_playwright() as play:
        server = Server(sink)
        browser = play.chromium.launch(executable_path=find_browser(), args=QUIET)
        keep(measured(browser.new_page(), server.base))
        browser.close()
        server.close()


if __name__ == "__main__":
    main()
