"""python -m trials.places FOLDER FILE: builds the gazetteer; needs no settings."""

import sys
from pathlib import Path

from trials.places.build import build_gazetteer

if __name__ == "__main__":
    counts = build_gazetteer(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(
        f"{counts['place']:,} towns with {counts['alias']:,} names and "
        f"{counts['postcode']:,} postcodes\n"
    )
