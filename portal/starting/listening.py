"""Makes sure that nobody else listens on a port, then gives it to a command.

    python -I portal/starting/listening.py HOST PORT            looks only
    python -I portal/starting/listening.py HOST PORT COMMAND …  holds it, becomes that

The web server shares its port with any other of the same user (SO_REUSEPORT), and
the kernel would deal out messages between two databases. Needs nothing installed.
"""

import errno
import fcntl
import os
import socket
import sys
import tempfile
from pathlib import Path


def hold_port(host: str, port_text: str, *command: str) -> None:
    """Look; with a command, become it, and keep the lock for as long as it lives."""
    port = read_port(port_text)
    lock = take_lock(port)
    probe(host, port)
    if command:
        os.set_inheritable(lock, True)
        os.execv(command[0], command)  # noqa: S606 - what script/server says


def read_port(text: str) -> int:
    """Return the port's number, or stop."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        stop(f"PORT is {text!r}: set it to a number from 1 to 65535.")
    return int(text)


def take_lock(port: int) -> int:
    """Hold what only one of this user's servers can: of two at once, one goes on."""
    file = Path(tempfile.gettempdir(), f"trial-portal-{os.getuid()}-{port}.lock")
    # Nobody is led elsewhere by a link that a stranger put there.
    lock = os.open(file, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stop(busy(port))
    return lock


def probe(host: str, port: int) -> None:
    """Bind without sharing, which fails wherever somebody listens."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(found[0][0], socket.SOCK_STREAM) as one:
            # Without it, connections that have just ended would count as busy.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(found[0][4])
    except OSError as error:
        is_busy = error.errno == errno.EADDRINUSE
        stop(busy(port) if is_busy else f"HOST={host} PORT={port}: {error.strerror}.")


def busy(port: int) -> str:
    """Return what to do about a busy port."""
    other = port + 1 if port < 65535 else 8000
    return (
        f"Port {port} is taken, perhaps by another script/server: stop that one, or "
        f"choose another port (PORT={other} script/server)."
    )


def stop(why: str) -> None:
    """Say one line and end."""
    sys.exit(why)


if __name__ == "__main__":
    hold_port(*sys.argv[1:])
