"""A client that costs little: raw sockets, kept open, requests written beforehand."""

import socket
import threading
import time
from collections.abc import Callable

Make = Callable[[], bytes]


def get(path: str, **headers: str) -> bytes:
    """Return a GET request's bytes."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip", *lines]
    return "\r\n".join([*head, "", ""]).encode()


def rate(
    port: int, make: Make, *, seconds: float, clients: int, expect: bytes
) -> float:
    """Return answers per second; any other status than `expect` is an error."""
    counts = [0] * clients
    failures: list[str] = []
    stop = time.monotonic() + seconds

    def run(number: int) -> None:
        try:
            counts[number] = converse(port, make, stop, expect)
        except (OSError, AssertionError) as error:
            failures.append(repr(error))

    threads = [threading.Thread(target=run, args=(n,)) for n in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return sum(counts) / (time.monotonic() - began)


def converse(port: int, make: Make, stop: float, expect: bytes) -> int:
    """Ask over one connection at a time until `stop`; return how often."""
    count = 0
    while time.monotonic() < stop:
        with connected(port) as line:
            is_open = True
            while is_open and time.monotonic() < stop:
                line.sendall(make())
                answer = read(line)
                assert answer[9:12] == expect, answer[:300]
                count += 1
                # nginx ends each after a thousand.
                is_open = b"\r\nConnection: close\r\n" not in answer
    return count


def connected(port: int) -> socket.socket:
    """Return a connection on which nothing waits for more."""
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def read(line: socket.socket) -> bytes:
    """Return one whole answer; every answer here says its length or has no body."""
    data = received(line)
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += received(line)
    head = data[:end].lower()
    mark = head.find(b"content-length:")
    length = int(head[mark + 15 :].split(b"\r\n", 1)[0]) if mark >= 0 else 0
    missing = end + 4 + length - len(data)
    while missing > 0:
        missing -= len(received(line))
    return data


def received(line: socket.socket) -> bytes:
    """Return what came; raises where the other side hung up."""
    data = line.recv(65536)
    if not data:
        raise ConnectionError("hung up in the middle of an answer")
    return data
