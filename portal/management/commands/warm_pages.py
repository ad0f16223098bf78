"""Ask for every public page once, so that the proxy holds a copy of each."""

from collections.abc import Iterator
from typing import Any

import requests
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import override

from portal.hospital.says import interface_languages
from portal.hospital.whole_address import whole_address
from trials.models import Study

PAGES = (
    *("study_detail", "study_changes", "study_sites"),
    *("selfcheck_start", "study_map", "contact_photo"),
)


class Command(BaseCommand):
    """A timer runs it; a page that nobody has opened yet is then there in an outage."""

    help = (
        "Fetches all public pages and files through PUBLIC_URL, for the proxy's copy."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Go on past a page that fails; say how many did, and end with an error."""
        kept, failed = 0, 0
        with requests.Session() as session:
            for path in addresses():
                if is_served(session, whole_address(path)):
                    kept += 1
                else:
                    failed += 1
                    self.stderr.write(f"not served: {path}")
        self.stdout.write(f"{kept} pages and files asked for.")
        if failed:
            raise CommandError(f"{failed} pages or files were not served.")


def is_served(session: requests.Session, url: str) -> bool:
    """Fetch one; what a study does not have, such as a self-check, is no fault."""
    try:
        return session.get(url, timeout=30).status_code in {200, 404, 410}
    except requests.RequestException:
        return False


def addresses() -> Iterator[str]:
    """Yield the public pages in every language, then the files they are made with."""
    studies = list(Study.objects.published().values_list("registry_id", flat=True))
    for code, _name in interface_languages():
        with override(code):
            yield from [reverse("home"), reverse("trials:study_list")]
            for registry_id in studies:
                yield from (
                    reverse(f"trials:{page}", args=[registry_id]) for page in PAGES
                )
    for name in sorted(getattr(staticfiles_storage, "hashed_files", {}).values()):
        yield staticfiles_storage.base_url + name
