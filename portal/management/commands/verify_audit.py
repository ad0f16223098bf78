"""Whether the audit is as it was written, and up to which moment that is sure."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit.findings import ChainReport
from portal.audit.hashing import moment_text, shown_hash
from portal.audit.log_lines import compare_with_log
from portal.audit.verifying import verify_chain

SHOWN = 200


class Command(BaseCommand):
    """Look at every row; the portal goes on meanwhile."""

    help = "Finds rows of the audit that were changed, removed or inserted."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a log to compare with."""
        parser.add_argument(
            "--log", type=Path, help="a log of the workers, with the seals as written"
        )

    def handle(self, *args: Any, log: Path | None = None, **options: Any) -> None:
        """Name what is wrong; end with status 1 where anything is."""
        report = verify_chain()
        if log:
            with log.open(encoding="utf-8", errors="replace") as lines:
                told = compare_with_log(report, lines)
            self.stdout.write(f"{told} seals were compared with the log.")
        for finding in report.findings[:SHOWN]:
            self.stdout.write(f"{finding}.")
        if len(report.findings) > SHOWN:
            self.stdout.write(f"... and {len(report.findings) - SHOWN} more.")
        self.say_how_far(report)
        if report.findings:
            raise CommandError(f"{len(report.findings)} things are wrong.")
        self.stdout.write("Nothing was changed, removed or inserted.")

    def say_how_far(self, report: ChainReport) -> None:
        """Say for how much the chain vouches."""
        self.stdout.write(
            f"{report.rows} rows under {report.seals} seals; {report.waiting} newer "
            "rows wait for the next seal, and nobody vouches for them."
        )
        if report.until is None:
            self.stdout.write("The chain vouches for nothing.")
            return
        named = " that are not named above" if report.findings else ""
        self.stdout.write(
            f"The chain vouches for all rows{named} up to {moment_text(report.until)}, "
            f"{shown_hash(report.last_hash)}."
        )
        if report.findings and report.whole_until:
            whole = moment_text(report.whole_until)
            self.stdout.write(f"Up to {whole} nothing at all is wrong.")
