"""The bounded child: reads posts from its input, says one line of JSON for each.

python -m contacts.mail.inbound.reader     started by contacts.mail.inbound.bounds alone

It knows no key and no database. Whatever a mail does to it, it ends: each post has its
own seconds of processor and of time, and memory is bounded for all.
"""

import hashlib
import json
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO

LENGTH_BYTES = 8
# What a letter from a file came by, where others have a webhook.
FILE = "file"


def main() -> None:
    """Read posts until the input ends."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    limits = json.loads(read_block(source) or b"{}")
    bound_memory(limits["memory"])
    while head := read_block(source):
        body = read_block(source)
        bound(limits)
        line = json.dumps(read_or_say_why(json.loads(head), body, limits))
        out.write(line.encode() + b"\n")
        out.flush()


def read_block(source: BinaryIO) -> bytes:
    """Return the next block; empty at the end."""
    length = int.from_bytes(source.read(LENGTH_BYTES), "big")
    return source.read(length)


def bound_memory(most: int) -> None:
    """Bound memory for all that follows, and leave no core on a disk."""
    for what, limit in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        # Some systems know no such limit; time ends a reader there.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))


def settle_in(limits: dict[str, Any]) -> None:
    """Let Django know the little that anymail asks it; files do without."""
    from django.conf import settings  # noqa: PLC0415

    if settings.configured:
        return
    settings.configure(
        ANYMAIL=limits["anymail"],
        DATA_UPLOAD_MAX_MEMORY_SIZE=None,
        DATA_UPLOAD_MAX_NUMBER_FIELDS=None,
        DATA_UPLOAD_MAX_NUMBER_FILES=None,
        # Files of a form stay in memory: nothing of a letter lies open on a disk.
        FILE_UPLOAD_HANDLERS=[
            "django.core.files.uploadhandler.MemoryFileUploadHandler"
        ],
        FILE_UPLOAD_MAX_MEMORY_SIZE=limits["memory"],
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
    )


def bound(limits: dict[str, Any]) -> None:
    """Give the next post its seconds; past them the system ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + int(limits["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, 2 * limits["seconds"])


def read_or_say_why(
    head: dict[str, Any], body: bytes, limits: dict[str, Any]
) -> dict[str, Any]:
    """Return what a post holds, or the reason why that cannot be said."""
    from contacts.mail.inbound.unpacking import unpack  # noqa: PLC0415

    try:
        if head["hook"] != FILE:
            settle_in(limits)
        contents = unpack(head["hook"], head["head"], body)
    except MemoryError:
        return {"reason": "memory"}
    except Exception as error:  # noqa: BLE001 - foreign text fails in any way there is
        return {"reason": f"unpacking:{type(error).__name__}"}
    return {
        "letters": [letter_of(one, limits) for one in contents.letters],
        "reports": [asdict(one) for one in contents.reports],
    }


def letter_of(unpacked: Any, limits: dict[str, Any]) -> dict[str, Any]:
    """Return one mail as JSON can hold it; as plain lines where it defies reading."""
    from contacts.mail.inbound.plainlines import plain_letter  # noqa: PLC0415
    from contacts.mail.reading.letter import ReadingLimits, read_letter_bytes  # noqa: PLC0415

    reason = ""
    try:
        if limits["is_plain"]:
            found = plain_letter(unpacked.raw)
        else:
            ours = frozenset(limits["ours"])
            found = read_letter_bytes(unpacked.raw, ReadingLimits(), ours).as_dict()
    except Exception as error:  # noqa: BLE001 - foreign text fails in any way there is
        found, reason = plain_letter(unpacked.raw), f"reading:{type(error).__name__}"
    return {
        **found,
        "notices": notices_in(unpacked)
        if found.get("is_report") or comes_back(unpacked)
        else {},
        "sender": sender_in(unpacked, found) if is_tested(unpacked, found) else {},
        "reason": reason,
        "envelope": unpacked.recipients,
        "is_envelope_complete": unpacked.is_complete,
        "digest": hashlib.sha256(unpacked.raw).hexdigest(),
    }


def comes_back(unpacked: Any) -> bool:
    """Whether it came to the return address of one of our mails."""
    from contacts.mail.bounces.return_path import is_return_path  # noqa: PLC0415

    return any(is_return_path(one) for one in unpacked.recipients)


def is_tested(unpacked: Any, found: dict[str, Any]) -> bool:
    """Whether it is a test mail of ours that has come round."""
    from contacts.mail.proving.addresses import is_test_address  # noqa: PLC0415

    named = [*unpacked.recipients, *found.get("recipients", [])]
    return any(is_test_address(one) for one in named)


def sender_in(unpacked: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Return what its receiver says of the sender; nothing where that cannot be."""
    from contacts.mail.proving.senders import read_proof  # noqa: PLC0415
    from contacts.mail.reading.letter import ReadingLimits  # noqa: PLC0415
    from contacts.mail.reading.wire.splitting import split_message  # noqa: PLC0415

    try:
        headers = split_message(unpacked.raw, ReadingLimits()).headers
        return read_proof(headers, str(found["from_address"])).as_dict()
    except Exception:  # noqa: BLE001 - foreign text fails in any way there is
        return {}


def notices_in(unpacked: Any) -> dict[str, Any]:
    """Return what a report says of our mails; nothing where it defies reading."""
    from contacts.mail.bounces.notices import read_notices  # noqa: PLC0415

    try:
        return read_notices(unpacked.raw).as_dict()
    except Exception:  # noqa: BLE001 - foreign text fails in any way there is
        return {}


if __name__ == "__main__":
    main()
