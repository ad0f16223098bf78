"""The bounded child that draws an SVG: `python -m portal.hospital.drawing`.

No script runs in it and no other file is read; whatever a drawing does, it ends.
"""

import resource
import sys
from contextlib import suppress
from tempfile import TemporaryDirectory

import typst

SECONDS, MEMORY = 5, 1_000_000_000
# Half as many points as the picture has: two pixels each.
SHEET = b"""
#set page(width: 240pt, height: 56pt, margin: 0pt, fill: none)
#image(
  bytes(sys.inputs.drawing), format: "svg", width: 240pt, height: 56pt, fit: "contain",
)
"""
DENSITY = 144.0


def main() -> int:
    """Draw what stands in the input; nothing is written where that cannot be done."""
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in limits:
        # Some systems know no such limit; time ends it there.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    try:
        sys.stdout.buffer.write(pixels_of(sys.stdin.buffer.read().decode()))
    except (UnicodeDecodeError, typst.TypstError):
        return 1
    return 0


def pixels_of(drawing: str) -> bytes:
    """Return a drawing as a PNG that fills the box as far as it can."""
    with TemporaryDirectory() as empty:
        made = typst.compile(
            SHEET,
            root=empty,
            format="png",
            ppi=DENSITY,
            sys_inputs={"drawing": drawing},
        )
    return bytes(made)


if __name__ == "__main__":
    sys.exit(main())
