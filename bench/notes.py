"""How long it takes to find the places of 300 notes in a text, also a changed one."""

import json
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings

from contacts.notes.anchors import anchor, folding, headings
from contacts.notes.anchors.anchor import StandingPlace
from contacts.notes.anchors.anchoring import attach_anchor, describe_place
from trials.registry.clinicaltrials.text import render_markdown

NOTES = 300
# A few words, and the longest selection that one note can be about.
SHORT, LONG = 40, 2900
RECORD = "trials/demonstration/studies/NCT07233642.json"


def measure(environment: dict[str, str]) -> None:
    """Print the times, in a process that has the portal's models."""
    command = [sys.executable, "-m", "bench.notes"]
    subprocess.run(command, env=environment, check=True)


def main() -> None:
    """Print milliseconds for all notes, with nothing remembered from before."""
    print(f"Notes: the places of {NOTES} notes on one page")
    django.setup()
    parts = read()
    for length in (SHORT, LONG):
        print(f" of {length} characters")
        measure_notes(parts, length)


def measure_notes(parts: dict[str, str], length: int) -> None:
    """Print milliseconds for notes of one length."""
    anchors = [
        describe_place(parts, part, at, at + length)
        for part, text in parts.items()
        for at in range(0, len(text) - length, 7)
    ][:NOTES]
    changed = {part: f"New words first.\n{text}" for part, text in parts.items()}
    rewritten = {part: text.replace("e", "ea") for part, text in parts.items()}
    cases = {"as it was": parts, "words added": changed, "rewritten": rewritten}
    for name, page in cases.items():
        for remembering in (folding.folded, anchor.text_fingerprint, headings.headings):
            remembering.cache_clear()
        began = time.perf_counter()
        found = [attach_anchor(one, page) for one in anchors]
        took = (time.perf_counter() - began) * 1000
        there = sum(isinstance(one, StandingPlace) for one in found)
        print(f"  {name}: {took:.0f} ms, {there} of {len(anchors)} found again")


def read() -> dict[str, str]:
    """Return the texts of the founding record."""
    from trials.pages.reading import Reader  # noqa: PLC0415 - needs the apps

    path = Path(settings.BASE_DIR, RECORD)
    section = json.loads(path.read_text(encoding="utf-8"))["protocolSection"]
    sources = {
        "description": section["descriptionModule"]["detailedDescription"],
        "criteria": section["eligibilityModule"]["eligibilityCriteria"],
    }
    html = "".join(
        f'<div data-part="{part}">{render_markdown(source)}</div>'
        for part, source in sources.items()
    )
    return Reader(html).reading().parts


if __name__ == "__main__":
    main()
