"""Public pages as bytes: rendered once per version and language, then only sent.

The key holds the study's revision, so an import or an edit makes the old page
unreachable within a second; nothing has to be deleted.
"""

import gzip
import hashlib
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache, wraps
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language

from portal.database.known_sql import KnownQuery
from portal.hospital.says import settings_mark
from portal.pages.indents import without_indents
from portal.starting.hot_pages import lend, lend_until
from portal.starting.seconds import Second, share, this_second
from trials.models import Study

KEEP = 24 * 3600
MEMORY_PAGES = 500
MADE_OF = (
    *("templates/**/*.*", "static/**/*.*", "locale/**/*.*"),
    *("portal/**/*.py", "trials/**/*.py", "trials/**/*.typ", "trials/**/*.json"),
)

View = Callable[[HttpRequest, str], HttpResponse]


class Version(NamedTuple):
    """What a study's public pages depend on."""

    revision: int
    changed_at: datetime
    checked_at: datetime
    # What stands there of plans and of how sure one can be is true for a day.
    day: date

    @property
    def modified(self) -> datetime:
        """Return since when the page is what it is."""
        morning = timezone.make_aware(datetime.combine(self.day, time()))
        return max(self.changed_at, self.checked_at, morning)


class Page(NamedTuple):
    """A rendered page; `zipped` is gzip."""

    etag: str
    content_type: str
    zipped: bytes


OF_VERSION = KnownQuery(
    lambda number: (
        Study.objects.published()
        .filter(registry_id=number)
        .only("revision", "changed_at", "checked_at")
    ),
    str,
)
# With the second in which it was looked up, and which it is trusted for.
known: dict[str, tuple[Second, Version]] = {}
pages: dict[str, Page] = {}


def public_page(view: View) -> View:
    """Serve a study's page from memory or the shared cache, and answer 304."""

    @wraps(view)
    def cached(request: HttpRequest, registry_id: str) -> HttpResponse:
        second, version = current_version(registry_id)
        key = page_key(view.__name__, registry_id, version)
        page = pages.get(key) or cache.get(key)
        if page is None:
            page = pack(view(request, registry_id), key)
            cache.set(key, page, KEEP)
        remember(key, page)
        lend_until(request, second.until)
        return answer(request, page, version.modified, second)

    return cached


def current_version(registry_id: str) -> tuple[Second, Version]:
    """Return the study's version as it was in this second; raises Http404."""
    hit = known.get(registry_id)
    if hit and hit[0].lasts():
        return hit
    second, version = this_second(), stored_version(registry_id)
    if version is None:
        known.pop(registry_id, None)
        raise Http404
    known[registry_id] = (second, version)
    return second, version


def stored_version(registry_id: str) -> Version | None:
    """Return a published study's version as the database has it."""
    for row in OF_VERSION.rows(registry_id):
        times = (row.changed_at, row.checked_at)
        return Version(row.revision, *times, timezone.localdate())
    return None


def page_key(name: str, registry_id: str, version: Version) -> str:
    """Return the name of these very bytes."""
    return (
        f"page:{release()}:{settings_mark()}:{name}:{registry_id}:{get_language()}"
        f":{version.revision}:{version.checked_at.timestamp():.0f}:{version.day}"
    )


@lru_cache(maxsize=1)
def release() -> str:
    """Return a fingerprint of the program and all that its pages are made of."""
    said = f"{settings.PORTAL_NAME} {settings.NATIVE_DIGITS}"
    digest = hashlib.sha256(said.encode())
    for parts in MADE_OF:
        for path in sorted(Path(settings.BASE_DIR).glob(parts)):
            digest.update(f"{path.name}{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def pack(response: HttpResponse, key: str) -> Page:
    """Return a view's answer as bytes to keep."""
    content = response.content
    if response["Content-Type"].startswith("text/html"):
        content = without_indents(content)
    return Page(
        etag=weak_tag(key.encode() + content),
        content_type=response["Content-Type"],
        zipped=gzip.compress(content, 6, mtime=0),
    )


def remember(key: str, page: Page) -> None:
    """Keep a page in this process; the oldest give way."""
    if len(pages) >= MEMORY_PAGES and key not in pages:
        pages.pop(next(iter(pages)), None)
    pages[key] = page


def answer(
    request: HttpRequest, page: Page, modified: datetime, second: Second
) -> HttpResponse:
    """Send the bytes, or 304 when the visitor's copy is the same."""
    seconds = int(modified.timestamp())
    zips = "gzip" in request.headers.get("Accept-Encoding", "")
    response = get_conditional_response(request, page.etag, seconds) or HttpResponse(
        page.zipped if zips else gzip.decompress(page.zipped),
        content_type=page.content_type,
    )
    if zips and response.status_code == 200:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = page.etag
    response["Last-Modified"] = http_date(seconds)
    response["Vary"] = "Accept-Encoding"
    share(response, second)
    return response


def shared_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let caches keep a page that is the same for everybody, and answer 304.

    For pages rendered anew each time; a view that says otherwise is left alone.
    """

    @wraps(view)
    def shared(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.has_header("Cache-Control"):
            return response
        response["ETag"] = tag = weak_tag(release().encode() + response.content)
        lend(request)
        told = get_conditional_response(request, tag, None, response)
        # A page that took long to make is kept for a moment, too.
        share(told, this_second())
        return told

    return shared


def weak_tag(content: bytes) -> str:
    """Return a page's name; weak: a compressed and a plain copy are the same page."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'
