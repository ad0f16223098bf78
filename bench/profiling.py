"""Where a line's time goes: `script/bench --profile LINE`, in a process of its own."""

import cProfile
import pstats
import sys
from collections.abc import Callable
from functools import partial

import django

django.setup()

from bench import drawn, pages  # noqa: E402
from bench.counting import VISITOR, write_message  # noqa: E402 - needs the apps

TIMES, SHOWN = 20, 60
PATHS = {**pages.PATHS, **drawn.PATHS}


def deed_of(name: str) -> Callable[[], object]:
    """Return what a line measures, to be done once."""
    if name == drawn.STATUS:
        return partial(VISITOR.get, write_message()["Location"])
    if name in PATHS:
        return partial(VISITOR.get, PATHS[name])
    return write_message


if __name__ == "__main__":
    deed = deed_of(sys.argv[1])
    deed()
    profile = cProfile.Profile()
    profile.enable()
    for _time in range(TIMES):
        deed()
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(SHOWN)
