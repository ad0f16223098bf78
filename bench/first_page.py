"""Asks for studies' pages for `bench.first_pages`, in whatever program it is started.

It reads lines of a language and a study's number, asks for that page with all that
keeps pages emptied, and answers with the milliseconds of processor that this took; with
nothing where the program has no such study.
"""

import gc
import sys
import time

import django

django.setup()

from django.core.cache import cache  # noqa: E402 - needs the apps
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from trials.pages.cache import known, pages  # noqa: E402

BROWSER = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})


def ask(language: str, number: str) -> float | None:
    """Return how many milliseconds a page's first answer takes; None for no page."""
    with override(language):
        path = reverse("trials:study_detail", args=[number])
    for kept in (cache, pages, known):
        kept.clear()
    began = time.process_time()
    answer = BROWSER.get(path, headers={"accept-language": language})
    spent = (time.process_time() - began) * 1000
    return spent if answer.status_code == 200 else None


def put_aside() -> None:
    """Keep what stays for good from being looked through, as a served process does."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    for number, line in enumerate(sys.stdin):
        if number == 1:
            # The one before was to warm.
            put_aside()
        print(ask(*line.split()) or "", flush=True)
