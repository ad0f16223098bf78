"""python -m trials.places FOLDER FILE: builds the gazetteer; needs no settings.

With FILE alone: whether it is there and of this program's edition, as exit status.
"""

import sys
from pathlib import Path

from trials.places.build import build_gazetteer
from trials.places.gazetteer import is_current

if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(not is_current(Path(sys.argv[1])))
    counts = build_gazetteer(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(
        f"{counts['place']:,} towns with {counts['alias']:,} names and "
        f"{counts['postcode']:,} postcodes\n"
    )
