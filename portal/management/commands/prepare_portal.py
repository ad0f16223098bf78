"""All that stands between a set-up folder and a running portal, in one process."""

import hashlib
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.lib.vocabulary import VOCABULARY
from trials.conditions import NAMES

STAMP = ".collected"
NAMES_STAMP = ".condition_names"


class Command(BaseCommand):
    """Do what is not done yet; a second run takes a moment."""

    help = "Migrates, forms roles, loads answers and texts, collects static files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what script/server wants besides."""
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="under DEBUG load the demonstration too, and say what to open",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare one thing after the other."""
        if has_migrations_to_run():
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("form_roles")
        call_command("load_templates")
        call_command("load_texts")
        call_command("index_studies", "--missing", stdout=self.stdout)
        rehash_under_new_words()
        collect_static()
        if options["demonstration"]:
            if settings.DEBUG:
                call_command("load_demonstration")
            call_command("welcome", stdout=self.stdout)


def has_migrations_to_run() -> bool:
    """Whether the schema is older than the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def rehash_under_new_words() -> None:
    """Make the alerts' hashes anew where the names of conditions have changed."""
    stamp, now = settings.DATA_DIR / NAMES_STAMP, names_fingerprint()
    if stamp.is_file() and stamp.read_text() == now:
        return
    call_command("rehash_alerts", verbosity=0, stdout=StringIO())
    stamp.write_text(now)


def names_fingerprint() -> str:
    """Return what changes with the names under which conditions are kept."""
    files = sorted((VOCABULARY / NAMES).glob("*.json"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def collect_static() -> None:
    """Collect where files are served from the collection, and only what is new."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    stamp, now = settings.STATIC_ROOT / STAMP, files_fingerprint()
    if settings.DEBUG or (stamp.is_file() and stamp.read_text() == now):
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def files_fingerprint() -> str:
    """Return what changes when any static file does."""
    files = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            modified = storage.get_modified_time(path).timestamp()
            files.append(f"{path} {storage.size(path)} {modified}")
    return hashlib.sha256("\n".join(sorted(files)).encode()).hexdigest()
