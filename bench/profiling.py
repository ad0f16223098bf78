"""Where a line's time goes: `script/bench --profile LINE`, in a process of its own."""

import cProfile
import pstats
import sys
from collections.abc import Callable
from functools import partial

import django

django.setup()

from bench import deeds, drawn, pages  # noqa: E402
from bench.counting import VISITOR, write_message  # noqa: E402 - needs the apps
from bench.judging import goal_of  # noqa: E402

TIMES, SHOWN = 20, 60
OWN_PARTS = {"mails", "alerts", "growth"}
PATHS = {**pages.PATHS, **drawn.PATHS}


def deed_of(name: str) -> Callable[[], object]:
    """Return what a line measures, to be done once."""
    if name == drawn.STATUS:
        return partial(VISITOR.get, write_message()["Location"])
    if name in PATHS:
        return partial(VISITOR.get, PATHS[name])
    part = goal_of(name).part
    if part in OWN_PARTS:
        return deeds.deed_of(name, part, write_message)
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
