"""Where a line's time goes: `script/bench --profile LINE`, in a process of its own.

Of a line that several kinds of processes work for, what the portal does for it.
"""

import cProfile
import pstats
import sys
from collections.abc import Callable
from functools import partial
from itertools import cycle

import django

django.setup()

from bench import (  # noqa: E402
    deeds,
    drawn,
    finding,
    pages,
    proxied,
    search,
    search_rows,
)
from bench.counting import VISITOR, write_message  # noqa: E402 - needs the apps
from bench.judging import goal_of  # noqa: E402
from bench.many_places import (  # noqa: E402
    HERE,
    STUDIES,
    of_many,
    of_one_study,
    thousand_sites,
)
from trials.models import Study  # noqa: E402
from trials.places.nearest import KnownSites  # noqa: E402

TIMES, SHOWN = 20, 60
OWN_PARTS = {"mails", "alerts", "growth"}
ROWS = 5000
Deed = Callable[[], object]
PATHS = {
    **pages.PATHS,
    **drawn.PATHS,
    # nginx has it all but once a second; new words have to be drawn.
    **dict.fromkeys(proxied.LINES, drawn.PATHS[drawn.KEPT]),
    proxied.SEEN: drawn.PATHS[drawn.NEVER],
}


def deed_of(name: str) -> Deed:
    """Return what a line measures, to be done once."""
    if name in finding.LINES:
        return search_of(name)
    if name in (drawn.STATUS, drawn.QUERIES):
        return partial(VISITOR.get, write_message()["Location"])
    if name in PATHS:
        return partial(VISITOR.get, PATHS[name])
    part = goal_of(name).part
    if part in OWN_PARTS:
        return deeds.deed_of(name, part, write_message)
    return write_message


def search_of(name: str) -> Deed:
    """Return one term's search, or what finds the nearest places."""
    if name == finding.OF_ONE:
        return partial(of_one_study, KnownSites(thousand_sites()), HERE[0])
    search_rows.grow(ROWS)
    if name == finding.OF_MANY:
        return partial(
            of_many, list(Study.objects.values_list("pk", flat=True)[:STUDIES]), HERE[0]
        )
    terms = cycle(search.TERMS)
    return lambda: search.find_in_english(next(terms))


if __name__ == "__main__":
    deed = deed_of(sys.argv[1])
    deed()
    profile = cProfile.Profile()
    profile.enable()
    for _time in range(TIMES):
        deed()
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(SHOWN)
