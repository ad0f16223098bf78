"""What importing a folder costs of the processor, and importing it again.

python -m bench.importing FOLDER    prints milliseconds a record, of both times
"""

import sys
import time
from io import StringIO
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the apps


def cost(folder: Path) -> float:
    """Import a folder; return the milliseconds of one record."""
    began = time.process_time()
    call_command("import_studies", str(folder), stdout=StringIO(), stderr=StringIO())
    spent = time.process_time() - began
    return spent * 1000 / len(list(folder.glob("*.json")))


if __name__ == "__main__":
    place = Path(sys.argv[1])
    print(cost(place), cost(place))
