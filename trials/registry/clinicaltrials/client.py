"""ClinicalTrials.gov's API v2 over HTTP: the only module that talks to the world."""

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import requests

from trials.registry.clinicaltrials.marks import MARK_FIELDS, read_marks
from trials.registry.errors import (
    MalformedAnswerError,
    RegistryRejectedError,
    RegistryUnavailableError,
    StudyNotFoundError,
)
from trials.registry.source import Mark

# Everything but the results themselves, which reach 800 kB and are not shown: of them
# only whether there is a table of unwanted effects.
FIELDS = (
    "protocolSection,derivedSection,hasResults,documentSection,"
    "resultsSection.adverseEventsModule.frequencyThreshold"
)
PAGE_SIZE = 100
LARGEST = 32 * 1024 * 1024
CONNECT_SECONDS, READ_SECONDS = 5, 30
# Pauses before the second, third, … try; a server's own Retry-After wins, up to this.
PAUSES = (1.0, 4.0, 15.0)
LONGEST_PAUSE = 60.0
# While somebody waits at a page: one more try, and soon a word that nobody answers.
AT_A_PAGE = (0.5,)
LONGEST_AT_A_PAGE = 2.0
PAGES_AT_MOST = 1000


class RegistryClient:
    """Reads studies; `sleep` is a parameter so that tests need not wait.

    With `is_awaited` somebody waits at a page: it gives up after seconds, not minutes.
    """

    def __init__(
        self,
        base_url: str,
        sleep: Callable[[float], None] = time.sleep,
        timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
        *,
        is_awaited: bool = False,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.sleep = sleep
        self.timeout = timeout
        self.pauses = AT_A_PAGE if is_awaited else PAUSES
        self.longest_pause = LONGEST_AT_A_PAGE if is_awaited else LONGEST_PAUSE
        self.session = requests.Session()
        self.session.headers["User-Agent"] = "trial-portal (study import)"

    def fetch_study(self, registry_id: str) -> dict[str, Any]:
        """Return one raw study; raises RegistryError."""
        return self.ask(f"/studies/{registry_id}", {"fields": FIELDS})

    def fetch_marks(self, registry_ids: Iterable[str]) -> dict[str, Mark]:
        """Return what shows whether records changed, of those that are there."""
        wanted = list(registry_ids)
        params = {
            "filter.ids": ",".join(wanted),
            "fields": MARK_FIELDS,
            "pageSize": len(wanted),
        }
        page = self.ask("/studies", params)
        if not isinstance(page.get("studies"), list):
            raise MalformedAnswerError("a list without studies")
        return read_marks(page)

    def search(self, query: str, limit: int) -> Iterator[dict[str, Any]]:
        """Yield up to `limit` raw studies that fit a full-text query."""
        params = {"query.term": query, "fields": FIELDS, "pageSize": PAGE_SIZE}
        seen: set[str] = set()
        for _ in range(PAGES_AT_MOST):
            page = self.ask("/studies", params)
            studies = page.get("studies")
            if not isinstance(studies, list):
                raise MalformedAnswerError("a search page without studies")
            yield from studies[:limit]
            limit -= len(studies)
            token = page.get("nextPageToken")
            # No token: the last page. The same again: a circle.
            if not token or token in seen or limit <= 0:
                return
            seen.add(token)
            params = {**params, "pageToken": token}

    def rest(self, seconds: float) -> None:
        """Leave the registry in peace for a while."""
        self.sleep(seconds)

    def ask(self, path: str, params: dict[str, Any]) -> dict[str, Any]:
        """Return one answer's JSON, trying again where that can help."""
        for pause in (*self.pauses, None):
            try:
                return self.ask_once(path, params)
            except Busy as busy:
                if pause is None:
                    raise RegistryUnavailableError(
                        f"the registry did not answer: {busy.reason}"
                    ) from None
                # Spread, so that many importers do not come back together.
                wait = busy.retry_after or pause * random.uniform(0.8, 1.2)  # noqa: S311
                self.sleep(min(wait, self.longest_pause))
        raise AssertionError("unreachable")

    def ask_once(self, path: str, params: dict[str, Any]) -> dict[str, Any]:
        """Return the JSON of one request; raises Busy or a RegistryError."""
        try:
            with self.session.get(
                self.base_url + path,
                params=params,
                timeout=self.timeout,
                stream=True,
                allow_redirects=False,
            ) as response:
                raise_for_status(response, path)
                body = read(response)
        except requests.RequestException as error:
            raise Busy(type(error).__name__) from None
        return decode_answer(body)


class Busy(Exception):  # noqa: N818 - a signal between two methods, not an error
    """Worth another try."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


def raise_for_status(response: requests.Response, path: str) -> None:
    """Raise what the status code means."""
    code = response.status_code
    if code == 404:
        raise StudyNotFoundError(
            f"the registry does not know {path.rpartition('/')[2]}"
        )
    if code == 429 or code >= 500:
        after = response.headers.get("Retry-After", "")
        raise Busy(f"HTTP {code}", float(after) if after.isdecimal() else None)
    if code != 200:
        raise RegistryRejectedError(f"the registry refused the question: HTTP {code}")


def read(response: requests.Response) -> bytes:
    """Return the body, or stop where no answer of the registry is that long."""
    body = bytearray()
    for chunk in response.iter_content(64 * 1024):
        body += chunk
        if len(body) > LARGEST:
            raise MalformedAnswerError(f"an answer of over {LARGEST // 1024**2} MB")
    return bytes(body)


def decode_answer(body: bytes) -> dict[str, Any]:
    """Return an answer's object; raises MalformedAnswerError."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedAnswerError("an answer that is not JSON") from None
    if not isinstance(data, dict):
        raise MalformedAnswerError("an answer that is not an object")
    return data
