"""What is logged: never message text, names, addresses, places or tokens.

Every record of every logger, ours and the libraries', is made by `safe_record`, so
that no handler can print more: paths lose their secrets, addresses their queries,
tracebacks the values in their messages.
"""

import logging
import re
import traceback
from collections.abc import Mapping
from typing import Any

from django.conf import settings

HIDDEN = "…"
# Errors of programs and of servers say nothing that a visitor typed; all others may.
OF_PROGRAMS = ("TypeError", "AttributeError", "NameError", "ImportError")
OF_PROGRAMS += ("ModuleNotFoundError", "ImproperlyConfigured", "TemplateDoesNotExist")
OF_SERVERS = ("OperationalError", "InterfaceError", "InternalError", "OSError")
OF_SERVERS += ("ConnectionError", "TimeoutError", "ConnectionRefusedError")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|«[^»]*»|“[^”]*”")
ADDRESS = re.compile(r"[^\s@<>\"'(,;:]+@[^\s@<>\"'),;]+")
WEB = re.compile(r"(?:https?://[^\s/?#\"'<>]+)?(?<![\w.])/[^\s\"'<>]*|https?://\S+")
# Letters and digits that nobody made by hand.
TOKEN = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}\b|\b\d{12,}\b")
FILES = ("/usr/", "/etc/", "/var/", "/srv/", "/opt/", "/home/", "/tmp/", "/run/")  # noqa: S108 - read in messages, not written to
make_record = logging.LogRecord


def safe_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """Make a log record that holds nothing secret; the factory of all records."""
    record = make_record(*args, **kwargs)
    record.args = safe_args(record.args)
    record.msg, record.args = safe_text(text_of(record)), None
    if record.exc_info and record.exc_info[1]:
        # Formatters print this text instead of making their own.
        record.exc_text = safe_traceback(record.exc_info[1])
    return record


def text_of(record: logging.LogRecord) -> str:
    """Return the line of a record, whatever its arguments are."""
    try:
        text = record.getMessage()
    except (TypeError, ValueError, KeyError):
        text = "a line that could not be written"
    if record.name.startswith("django.security"):
        # It quotes what it refuses, such as the name of a host.
        text = QUOTED.sub(HIDDEN, text)
    return text


def safe_args(args: Any) -> Any:
    """Return what is filled into a line, with errors reduced to what they may say."""
    if isinstance(args, Mapping):
        kept = {name: safe_value(value) for name, value in args.items()}
        # Celery hands over the error and what it was about as text.
        return kept | {name: HIDDEN for name in ("exc", "traceback") if name in kept}
    return tuple(safe_value(value) for value in args) if args else args


def safe_value(value: Any) -> Any:
    """Return a value for a line; one that says more than a number is looked through."""
    if isinstance(value, BaseException):
        return safe_error(value)
    if isinstance(value, int | float | bool | None):
        return value
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """Return text without secret paths, queries, addresses and tokens."""
    text = WEB.sub(lambda found: safe_address(found[0]), text)
    return TOKEN.sub(HIDDEN, ADDRESS.sub(HIDDEN, text))


def safe_address(address: str) -> str:
    """Return a web address or a path as far as it may be known."""
    # The table needs the loaded URLconf; the first lines are logged before that.
    from portal.addresses import shown_path  # noqa: PLC0415

    host, path = re.match(r"(https?://[^/?#]*)?(.*)", address, re.DOTALL).groups()
    path, mark, _query = path.partition("?")
    if not host and path.startswith(FILES) and not is_shared_path(path):
        return path
    try:
        shown = shown_path(path) if path.strip("/") else path
    except Exception:  # noqa: BLE001 - a broken URLconf must not stop the log
        shown = f"/{HIDDEN}"
    return f"{host or ''}{shown}{mark}{HIDDEN if mark else ''}"


def is_shared_path(path: str) -> bool:
    """Whether a path is the portal's, on a host that it shares (PUBLIC_URL)."""
    if not settings.configured or settings.BASE_PATH == "/":
        return False
    return path.startswith(settings.BASE_PATH)


def safe_error(error: BaseException) -> str:
    """Return an error's kind, and its words where they can't be a visitor's."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    name = type(error).__name__
    if kinds.intersection(OF_PROGRAMS):
        return f"{name}: {safe_text(str(error))}"
    if kinds.intersection(OF_SERVERS):
        first = str(error).partition("\n")[0]
        return f"{name}: {safe_text(QUOTED.sub(HIDDEN, first))}"
    return name


def safe_traceback(error: BaseException) -> str:
    """Return where an error came from, with all that led to it, without its values."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        frames = "".join(traceback.format_tb(link.__traceback__))
        lines.insert(0, f"Traceback:\n{frames}{safe_error(link)}")
        link = link.__cause__ or link.__context__
    return "\n\n".join(lines)


LOGGERS = {
    # Django's own handlers print on a developer's machine and mail whole requests; all
    # lines go one way.
    "django": {"handlers": [], "level": "INFO"},
    "django.request": {"level": "ERROR"},
    # Programs that try doors make thousands of these.
    "django.security.UnreadableRequest": {"level": "CRITICAL"},
    # SQL with what was asked for.
    "django.db.backends": {"level": "INFO"},
    "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    # One line a second and job says nothing.
    "celery.app.trace": {"level": "WARNING"},
    "celery.worker.strategy": {"level": "WARNING"},
}


def logging_config(level: str) -> dict[str, object]:
    """Return Django's LOGGING for one level of the root logger."""
    logging.setLogRecordFactory(safe_record)
    logging.captureWarnings(capture=True)
    line = "%(asctime)s %(levelname)s %(name)s %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": line}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": LOGGERS,
    }
