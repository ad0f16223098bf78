"""What script/server prints: the pages to open and the demonstration sign-in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trials.demonstration import FOUNDING


class Command(BaseCommand):
    """Greet a newcomer."""

    help = "Prints the pages to open and the demonstration sign-in."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each page."""
        base = f"http://localhost:{settings.PORT}"
        self.stdout.write(
            f"""
  The portal opens at        {base}/
  The console of the staff   {base}/staff/"""
        )
        if settings.DEBUG:
            self.stdout.write(
                f"""\
  A study's page             {base}/trials/{FOUNDING}/
  The same in Chinese        {base}/zh-hans/trials/{FOUNDING}/
  The mails it sends         {base}/dev/inbox/"""
            )
        note = settings.DATA_DIR / "demonstration-sign-in.txt"
        if settings.DEBUG and note.is_file():
            self.stdout.write("  Sign in there as")
            for line in note.read_text(encoding="utf-8").splitlines():
                self.stdout.write(f"    {line}")
        self.stdout.write("\n  Ctrl-C stops everything.\n")
