"""The bench's client: it goes on after a server hung up, and never waits for nobody."""

import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from bench import steady
from bench.load import get, rate, read

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@pytest.fixture
def port() -> Iterator[int]:
    """Serve one answer on each connection, as nginx does with a thousand."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    line.recv(65536)
                    line.sendall(ANSWER)

        Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def test_a_server_that_hangs_up_is_asked_anew(port):
    found = rate(port, lambda: get("/"), seconds=0.2, clients=2, expect=b"200")
    assert found > 10


def test_half_an_answer_is_an_error():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(ANSWER[:-1])
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(ConnectionError):
            read(ours)


def test_another_status_is_an_error(port):
    with pytest.raises(RuntimeError, match="200 OK"):
        rate(port, lambda: get("/"), seconds=0.1, clients=1, expect=b"304")


class Slow:
    """Takes a while to make what is sent, one after the other."""

    def __call__(self) -> bytes:
        time.sleep(0.05)
        return get("/")


def test_what_comes_late_has_waited_since_it_was_due(monkeypatch):
    """One line that takes 50 ms of each, and one due every 10 ms."""
    monkeypatch.setattr(steady, "LINES", 1)
    coming = steady.Arrivals(Slow(), rate=100, count=5, expect=b"200")
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(steady, "connected", lambda _port: ours)
    kept = ANSWER.replace(b"Connection: close\r\n", b"")

    def answer() -> None:
        for _ in range(5):
            theirs.recv(65536)
            theirs.sendall(kept)

    Thread(target=answer, daemon=True).start()
    coming.send(0)
    assert len(coming.found) == 5
    # Four were made before the last, which was due after 40 ms.
    assert coming.found[-1] > 0.1
    theirs.close()
