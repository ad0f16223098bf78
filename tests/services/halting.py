"""The portal, its database or both are stopped or frozen for a while."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.portal import Portal
from tests.services.servers import Postgres, wait_until


@contextmanager
def halted(installation: Portal, postgres: Postgres, parts: str) -> Iterator[None]:
    """Stop or freeze the portal, its database or both for a while."""
    undo = []
    for part in parts.split(", "):
        name, how = part.split(" ")
        if how == "stopped":
            undo.append(stop(installation, postgres, name))
        else:
            group = frozen(installation, postgres, name)
            undo.append(lambda group=group: signal_all(group, signal.SIGCONT))
    try:
        yield
    finally:
        # The last first: the portal is up only once it can store a message.
        for again in reversed(undo):
            again()
        wait_until(installation.answers, "the portal answering again")


def stop(installation: Portal, postgres: Postgres, name: str):
    if name == "Django":
        installation.kill("web")
        return installation.start_web
    postgres.stop()
    return postgres.start


def frozen(installation: Portal, postgres: Postgres, name: str) -> list[int]:
    """Freeze every process of a part; return them."""
    pids = {
        "Django": [installation.processes["web"].pid] if name == "Django" else [],
        "PostgreSQL": [int((postgres.data / "postmaster.pid").read_text().split()[0])],
    }[name]
    for pid in list(pids):
        pids += children(pid)
    signal_all(pids, signal.SIGSTOP)
    return pids


def children(pid: int) -> list[int]:
    """Return the processes below one, whichever thread of it started them."""
    below = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, tasks.read_text().split()):
            below += [child, *children(child)]
    return below


def signal_all(pids: list[int], number: int) -> None:
    for pid in pids:
        os.kill(pid, number)
