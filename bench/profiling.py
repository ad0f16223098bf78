"""Where a line's time goes: `script/bench --profile LINE`, in a process of its own."""

import cProfile
import pstats
import sys

import django

django.setup()

from bench.counting import VISITOR, cost_of_message  # noqa: E402 - needs the apps
from bench.pages import PATHS  # noqa: E402

TIMES, SHOWN = 20, 60


def once(name: str) -> None:
    """Do once what a line measures."""
    if name not in PATHS:
        cost_of_message()
        return
    asked = {"X-Forwarded-For": "2001:db8::1", "Host": "127.0.0.1"}
    VISITOR.get(PATHS[name], headers=asked)


if __name__ == "__main__":
    once(sys.argv[1])
    profile = cProfile.Profile()
    profile.enable()
    for _time in range(TIMES):
        once(sys.argv[1])
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(SHOWN)
