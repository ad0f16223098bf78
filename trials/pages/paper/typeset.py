"""Templates of typst as PDF or picture, by the fonts that the system has.

One at a time in a process: it takes a processor for half a second, and nobody else
should wait for a page because a program asks for many.
"""

import json
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

FOLDER = Path(__file__).parent
# A card is 600 by 315 points; shown twice as dense.
DENSITY = 144.0
# Not to be shown: why it fails can repeat what was to be set.
CannotSet = typst.TypstError
turn = Lock()


def typeset(
    name: str,
    values: dict[str, Any],
    kind: Literal["pdf", "png"],
    folder: Path = FOLDER,
) -> bytes:
    """Return a template of a folder, this one or another, filled with plain values."""
    data = json.dumps(values, ensure_ascii=False)
    letters = (FOLDER / "letters.typ").read_bytes()
    source = letters + (folder / f"{name}.typ").read_bytes()
    density = DENSITY if kind == "png" else None
    with turn:
        made = typst.compile(
            source, format=kind, ppi=density, sys_inputs={"data": data}
        )
    return bytes(made)
