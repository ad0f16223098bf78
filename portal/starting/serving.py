"""granian, whose old process goes only when the new one listens.

python -m portal.starting.serving OPTIONS   the options are granian's own

By itself granian waits a fixed time after SIGHUP (--respawn-interval). On a busy
machine the new process is not there by then, and visitors are refused; and a release
that cannot start would take the portal down. Here that time is the longest that the new
process may take; one that does not come, or dies, leaves the old one where it is.
"""

import logging
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from granian import cli
from granian.server import Server

logger = logging.getLogger("_granian")
TABLES = (Path("/proc/self/net/tcp"), Path("/proc/self/net/tcp6"))
LISTENING = "0A"


class PatientServer(Server):
    """Replaces a process by one that has shown that it can serve."""

    def _respawn_workers(
        self,
        workers: Iterable[int],
        spawn_target: Any,
        target_loader: Any,
        delay: float = 0,
    ) -> None:
        # Without a delay one died by itself; without a table nothing can be seen.
        if not delay or not TABLES[0].exists():
            super()._respawn_workers(workers, spawn_target, target_loader, delay)
            return
        for index in workers:
            self.replace(index, spawn_target, target_loader, delay)

    def wait_for(self, new: Any, before: int, seconds: float) -> None:
        """Wait until one more process listens, the new one ends, or time is up."""
        end = time.monotonic() + seconds
        while new.is_alive() and count_listening(self.bind_port) <= before:
            if self.interrupt_signal or time.monotonic() > end:
                return
            time.sleep(0.1)

    def replace(self, index: int, target: Any, loader: Any, seconds: float) -> None:
        """Start a process beside the old one, and end one of the two."""
        before, old = count_listening(self.bind_port), self.wrks[index]
        new = self._spawn_worker(idx=index, target=target, callback_loader=loader)
        # Else its death would be taken for the old one's.
        new.interrupt_by_parent = True
        new.start()
        self.wait_for(new, before, seconds)
        if not new.is_alive() or count_listening(self.bind_port) <= before:
            logger.error("The new process does not serve; the old one goes on.")
            self.put_away(new)
            return
        new.interrupt_by_parent = False
        self.wrks[index] = new
        self.put_away(old)

    def put_away(self, process: Any) -> None:
        """Let a process finish what it has begun, for a while."""
        process.terminate()
        process.join(self.workers_kill_timeout)
        if process.is_alive():
            process.kill()
            process.join()


def count_listening(port: int) -> int:
    """Return how many sockets take connections on a port: each process has its own."""
    rows = [
        row.split()
        for table in TABLES
        if table.exists()
        for row in table.read_text().splitlines()[1:]
    ]
    return sum(
        row[3] == LISTENING and int(row[1].rpartition(":")[2], 16) == port
        for row in rows
    )


if __name__ == "__main__":
    cli.Server = PatientServer
    sys.argv[0] = "granian"
    cli.entrypoint()
