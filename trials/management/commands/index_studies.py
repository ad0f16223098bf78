"""Makes the index of the search anew, study by study."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trials.indexing import index_study
from trials.models import Study

TOLD = 100


class Command(BaseCommand):
    """Each study in a transaction of its own; stopped, it can be run again."""

    help = "Makes the index of the search anew; searching goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="only studies that have no index"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Index every study; say how far it is."""
        studies = Study.objects.order_by("pk")
        if options["missing"]:
            studies = studies.published().filter(documents=None)
        total = studies.count()
        for done, study in enumerate(studies.iterator(TOLD), 1):
            index_study(study)
            if done % TOLD == 0 or done == total:
                self.stdout.write(f"{done} of {total}")
