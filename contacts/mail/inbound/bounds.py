"""Reading in a child that cannot hold anybody up: time, processor and memory end it."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from contacts.mail.inbound.reader import LENGTH_BYTES

ROOT = Path(__file__).resolve().parents[3]
STARTING_SECONDS = 10


@dataclass(frozen=True)
class Given:
    """A post for the child: the name of its webhook, the request's head, its body."""

    hook: str
    head: dict[str, str]
    body: bytes


def read_bounded(
    given: Sequence[Given], *, ours: Sequence[str] = (), is_plain: bool = False
) -> list[dict[str, Any]]:
    """Return what the child says of each post, in their order.

    Where it ended before, the list is shorter: the post after the last one said ended
    it, and those behind that one have not been looked at.
    """
    limits = {
        "memory": settings.READER_MEMORY,
        "seconds": settings.READER_SECONDS,
        "anymail": settings.ANYMAIL,
        "ours": list(ours),
        "is_plain": is_plain,
    }
    said = run(b"".join(write_request(limits, given)), seconds_for(given))
    lines = said.split(b"\n")[:-1]
    return [json.loads(line) for line in lines[: len(given)]]


def seconds_for(given: Sequence[Given]) -> float:
    """Return how long a child may live: it bounds each post itself, this bounds it."""
    return STARTING_SECONDS + 2 * settings.READER_SECONDS * len(given)


def write_request(limits: dict[str, Any], given: Sequence[Given]) -> Iterator[bytes]:
    """Yield what the child reads."""
    yield from write_block(json.dumps(limits).encode())
    for one in given:
        yield from write_block(
            json.dumps({"hook": one.hook, "head": one.head}).encode()
        )
        yield from write_block(one.body)


def write_block(content: bytes) -> Iterator[bytes]:
    """Yield a block behind its length."""
    yield len(content).to_bytes(LENGTH_BYTES, "big")
    yield content


def run(words: bytes, seconds: float) -> bytes:
    """Run the child, and return what it said until it ended or was ended."""
    command = [sys.executable, "-m", "contacts.mail.inbound.reader"]
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter
            command,
            input=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return late.output or b""
    return done.stdout
