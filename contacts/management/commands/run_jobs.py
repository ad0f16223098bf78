"""Periodic jobs by name, once, in this process."""

from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.celery import JOBS


class Command(BaseCommand):
    """Run jobs of portal.celery.JOBS in the order in which they are named."""

    help = "Runs periodic jobs of the one list once, here."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the names of jobs."""
        parser.add_argument("names", nargs="+", metavar="NAME")

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        """Run them; a name that is no job runs nothing."""
        unknown = [name for name in names if name not in JOBS]
        if unknown:
            raise CommandError(
                f"No such job: {', '.join(unknown)}. There are: {', '.join(JOBS)}"
            )
        current_app.loader.import_default_modules()
        for name in names:
            job = JOBS[name]
            current_app.tasks[job.task].apply(kwargs=job.kwargs, throw=True)
            self.stdout.write(f"{name}: done")
