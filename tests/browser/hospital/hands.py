"""Somebody's hands at a page: what they press and type is counted, stage by stage."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from playwright.sync_api import Locator, Page, expect

from portal.lib.text import has_han

# A person's seconds by the keystroke-level model (Card, Moran and Newell): to think,
# to point and to press and let go; and a key of somebody who types as most people do.
A_PRESS, A_KEY = 1.35 + 1.1 + 0.2, 0.28
# What a page says without names out of the registry.
OUR_WORDS = """main => {
  const copy = main.cloneNode(true);
  for (const one of copy.querySelectorAll("[dir], [lang], .choice")) one.remove();
  return copy.textContent;
}"""


@dataclass
class Stage:
    """What one part of the way took."""

    name: str
    presses: int = 0
    keys: int = 0
    seconds: float = 0.0

    @property
    def by_a_person(self) -> float:
        """Return the seconds that a person would need for it."""
        return self.seconds + self.presses * A_PRESS + self.keys * A_KEY

    def told(self) -> str:
        return (
            f"{self.name:<28} {self.presses:>4} presses {self.keys:>5} keys "
            f"{self.seconds:>6.1f} s here {self.by_a_person:>6.0f} s by a person"
        )


@dataclass
class Tally:
    """All stages of a way, whoever goes it."""

    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done within as one stage."""
        self.stages.append(Stage(name))
        began = monotonic()
        yield
        self.stages[-1].seconds = monotonic() - began

    def whole(self) -> Stage:
        """Return all stages as one."""
        return Stage(
            "together",
            sum(one.presses for one in self.stages),
            sum(one.keys for one in self.stages),
            sum(one.seconds for one in self.stages),
        )

    def shown(self) -> str:
        """Print a line for each stage, and one for all; return them."""
        told = "\n".join(one.told() for one in (*self.stages, self.whole()))
        sys.stdout.write(f"\n{told}\n")
        return told


class Hands:
    """Does what a person does, and sees to it that nobody is asked for Chinese."""

    def __init__(self, page: Page, tally: Tally) -> None:
        self.page, self.tally = page, tally

    def click(self, what: Locator, presses: int = 1) -> None:
        """Press something, on a page that asks for no Chinese."""
        seen = self.page.locator("main").evaluate(OUR_WORDS)
        assert not has_han(seen), self.page.url
        assert "Chinese" not in seen, self.page.url
        what.click()
        self.tally.stages[-1].presses += presses

    def press(self, role: str, name: str) -> None:
        """Press something that is named so."""
        self.click(self.page.get_by_role(role, name=name, exact=True).first)

    def open(self, group: str, name: str) -> None:
        """Open a group of the console's head, and go one of its ways."""
        ways = self.page.locator(".way-group", has_text=group)
        self.click(ways.locator("summary"))
        self.click(ways.get_by_role("link", name=name, exact=True))

    def type(self, box: Locator, text: str) -> None:
        """Go to a box by a press, and type."""
        box.fill(text)
        self.tally.stages[-1].presses += 1
        self.tally.stages[-1].keys += len(text)

    def write(self, label: str, text: str) -> None:
        """Type into the box that is labelled so."""
        whole = re.compile(rf"^\s*{re.escape(label)}(\s|\*|:)*$")
        self.type(self.page.get_by_label(whole), text)

    def choose(self, box: Locator, value: str) -> None:
        """Choose from a list: one press opens it, another takes a line."""
        box.select_option(value)
        self.tally.stages[-1].presses += 2

    def say(self, matter: str, values: dict[str, str], **chosen: str) -> None:
        """Fill in one form of the hospital's page, and save it."""
        self.press("link", matter)
        for label, value in values.items():
            self.write(label, value)
        for name, value in chosen.items():
            self.choose(self.page.locator(f"[name={name}]"), value)
        self.press("button", "Save")
        self.is_saved()

    def is_saved(self) -> None:
        """See that it was kept."""
        expect(self.page.get_by_role("status")).to_contain_text("Saved")
