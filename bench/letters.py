"""What taking in and reading large and nasty letters costs, in processor and memory.

python -m bench.letters      prints one line for each
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from bench.judging import Line, measured, show

# As promised: so many seconds of processor for a small post, and for a megabyte more.
SMALL, SMALL_SECONDS, SECONDS_A_MEGABYTE = 250_000, 0.05, 0.02
ROUNDS = 3
LINE = "letters taken in, of the time they may take"
LINES = (LINE,)
HEAD = "From: lena@families.example\r\nMIME-Version: 1.0\r\n"


def lines(count: int) -> str:
    """Return a mail of plain lines."""
    return (
        HEAD
        + "Content-Type: text/plain\r\n\r\n"
        + "A line of words, as any.\r\n" * count
    )


def parts(count: int) -> str:
    """Return a mail of small parts."""
    part = "--e\r\nContent-Type: text/plain\r\n\r\nA line.\r\n"
    kind = "Content-Type: multipart/mixed; boundary=e\r\n\r\n"
    return HEAD + kind + part * count + "--e--\r\n"


def elements(count: int) -> str:
    """Return a mail of nested elements."""
    kind = "Content-Type: text/html\r\n\r\n"
    return HEAD + kind + "<div>" * count + "words" + "</div>" * count


MAILS = {
    "250 kB": lines(9_500),
    "1 MB": lines(38_000),
    "25 MB": lines(960_000),
    "3,000 parts": parts(3_000),
    "60,000 elements": elements(60_000),
    "“On ” 33,000 times": HEAD + "\r\n" + "On " * 33_000,
}


def main() -> None:
    """Measure each mail by two providers."""
    if len(sys.argv) > 1:
        measure_one(sys.argv[1], sys.argv[2])
        return
    measure()


def measure() -> list[Line]:
    """Print what each mail costs; return the share of its time that is taken."""
    print("Letters taken in")
    say(
        f"{'letter':<22}{'provider':<12}{'taken in':>10}{'bound':>8}"
        f"{'memory':>9}{'read in':>10}"
    )
    took = [tell(name, how) for name in MAILS for how in ("postmark", "mailgun")]
    return show([measured(LINE, max(took))])


def tell(name: str, how: str) -> float:
    """Measure one mail in a process of its own; return its share of its time."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder, **SETTINGS}
        command = [sys.executable, "-m", "bench.letters", name, how]
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, check=True
        )
    told = json.loads(done.stdout)
    bound = bound_of(told["size"])
    say(
        f"{name:<22}{how:<12}{told['cpu'] * 1000:>7.1f} ms{bound * 1000:>5.0f} ms"
        f"{told['memory']:>6.0f} MB{told['read']:>8.2f} s  {told['state']}"
    )
    share: float = told["cpu"] / bound
    return share


def bound_of(size: int) -> float:
    """Return the seconds of processor that taking in so many bytes may need."""
    return SMALL_SECONDS + max(0, size - SMALL) / 1e6 * SECONDS_A_MEGABYTE


SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "SECRET_KEY": "bench-" + "x" * 50,
    "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    # As a demonstration: nobody has approved its words.
    "SERVE_UNAPPROVED": "true",
    "ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY": "a-signing-key",
    "INBOUND_DOMAIN": "reply.portal.example",
    "ALLOWED_HOSTS": "testserver",
}


def measure_one(name: str, how: str) -> None:
    """Post one mail and read it; print the figures as JSON."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from contacts.conversation.actions.letters.reading import read_letters  # noqa: PLC0415
    from contacts.mail.models.posts import RawPost  # noqa: PLC0415
    from tests.contacts.mail.provider_posts import mailgun_mime, postmark_raw  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    make = {"postmark": postmark_raw, "mailgun": mailgun_mime}[how]
    posted = make(MAILS[name].encode(), "nobody@portal.example")
    send = sender(posted)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = min(timed(send) for _ in range(ROUNDS))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    RawPost.objects.exclude(pk=RawPost.objects.last().pk).delete()
    began = time.perf_counter()
    read_letters(now=timezone.now(), by="bench")
    read = time.perf_counter() - began
    state = RawPost.objects.get().state
    told = {
        "size": len(posted.body),
        "cpu": took,
        "memory": memory,
        "read": read,
        "state": state,
    }
    say(json.dumps(told))


def sender(posted: Any) -> Callable[[], None]:
    """Return what posts it as a web server hands it over: a stream, not a string."""
    from django.test import RequestFactory  # noqa: PLC0415
    from django.urls import resolve  # noqa: PLC0415

    from tests.contacts.mail.provider_posts import BASIC  # noqa: PLC0415

    path = f"/webhooks/{posted.path}/"
    view = resolve(path).func
    file = BytesIO(posted.body)

    def send() -> None:
        file.seek(0)
        request = RequestFactory().generic(
            "POST",
            path,
            b"x",
            content_type=posted.content_type,
            headers={"Authorization": BASIC},
        )
        request.META["CONTENT_LENGTH"] = str(len(posted.body))
        request._stream = file
        answer = view(request)
        assert answer.status_code == 200, answer.status_code

    return send


def timed(send: Callable[[], None]) -> float:
    """Return seconds of processor."""
    began = time.process_time()
    send()
    return time.process_time() - began


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
