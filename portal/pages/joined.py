"""One file of style for a kind of page and one of scripts, joined from small ones.

A finder, so that collectstatic, the server of a trial and the tests all serve the same.
"""

import hashlib
import re
import secrets
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

View = Callable[..., HttpResponse]

SHARED = (
    *("css/tokens.css", "css/base.css", "css/top.css", "css/words.css"),
    *("css/components/*.css",),
    *(
        "css/forms.css",
        "css/form-rows.css",
        "css/asked-steps.css",
        "css/message-form.css",
        "css/choices.css",
        "css/study.css",
    ),
    *("css/study-beside.css", "css/study-side.css", "css/study-cards.css"),
    *("css/home.css", "css/search.css", "css/found.css"),
    *("css/suggested.css", "css/understood.css"),
    *("css/conversation.css", "css/reach.css", "css/selfcheck.css", "css/alerts.css"),
    *("css/taken.css", "css/compared.css"),
)
LAST = ("css/forced.css", "css/print.css")
OF_STUDIES = ("button", "card", "fold", "map", "notice", "tiles")
OF_HOME = ("button", "card", "drawing", "empty", "fold")
JOINED = {
    "joined/public.css": (*SHARED, "css/notes.css", "css/notebook.css", *LAST),
    # The pages that most come to first, over slow lines: their own parts alone.
    "joined/study.css": (
        *("css/tokens.css", "css/base.css", "css/top.css", "css/words.css"),
        *(f"css/components/{name}.css" for name in OF_STUDIES),
        *("css/forms.css", "css/study.css", "css/study-beside.css"),
        *("css/study-side.css", "css/taken.css", "css/notes.css", *LAST),
    ),
    "joined/home.css": (
        *("css/tokens.css", "css/base.css", "css/top.css", "css/words.css"),
        *(f"css/components/{name}.css" for name in OF_HOME),
        *("css/forms.css", "css/form-rows.css", "css/study-cards.css"),
        *("css/home.css", "css/search.css", "css/found.css", "css/suggested.css"),
        *LAST,
    ),
    "joined/staff.css": (
        *SHARED,
        *("css/console.css", "css/in-hand.css", "css/inbox.css"),
        *("css/inbox-lines.css", "css/inbox-many.css"),
        *("css/month.css", "css/matters.css", "css/draft.css"),
        *LAST,
    ),
    "joined/study.js": (
        "js/words.js",
        "js/fold.js",
        "js/toc.js",
        "js/taken.js",
        "js/notes.js",
    ),
    "joined/message.js": (
        *("js/message.js", "js/length.js", "js/keep.js", "js/to-go.js"),
    ),
    "joined/search.js": ("js/suggest.js", "js/fold.js"),
    "joined/held.js": ("js/message.js", "js/keep.js"),
    "joined/inbox.js": ("js/inbox.js", "js/news.js", "js/keys.js"),
    "joined/enquiry.js": (
        *("js/times.js", "js/answering.js", "js/drafts.js", "js/keys.js"),
    ),
    "joined/status.js": ("js/times.js", "js/message.js", "js/length.js", "js/keep.js"),
}
COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)
INDENT = re.compile(r"^\s+", re.M)
# After these nothing hangs on a new line; after a word it is a space.
LINE_END = re.compile(r"(?<=[{};,])\n")
# Between a name and its value, after a comma, around ">" and before what a selector
# holds no room is needed; nor does the last of its lines need an end.
LOOSE = re.compile(r"(?<=[\w-]:) |(?<=[,>]) | (?=[{>])|;(?=\})")
LINE_COMMENT = re.compile(r"^\s*//.*\n", re.M)
IMPORT = re.compile(r'^import \{[^}]+\} from "\./([\w-]+\.js)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?function|class|const)", re.M)


class JoinedFinder(BaseFinder):
    """Writes the joined files into the data folder, and finds them there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.JOINED_ROOT)

    def check(self, **kwargs: Any) -> list[Any]:
        """Return nothing: that the parts are there is held by a test."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the place of a joined file, made anew when a part of it changed."""
        if path not in JOINED:
            return []
        place = str(written(path))
        return [place] if find_all else place

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield each joined file, as collectstatic copies it."""
        for name in JOINED:
            written(name)
            yield name, self.storage


def written(name: str) -> Path:
    """Return the file that holds what is joined now; another process may write it."""
    text, place = joined(name), settings.JOINED_ROOT / name
    if not place.is_file() or place.read_text(encoding="utf-8") != text:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{secrets.token_hex(4)}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(place)
    return place


def joined(name: str) -> str:
    """Return the text of a joined file."""
    if name.endswith(".css"):
        return "".join(style(part) for part in parts(name))
    # A block for each: what one script names at its top is not another's.
    return "".join(f"{{\n{script(part, set())}}}\n" for part in parts(name))


def parts(name: str) -> list[Path]:
    """Return the files of a joined one, in their order."""
    root = settings.BASE_DIR / "static"
    return [place for part in JOINED[name] for place in sorted(root.glob(part))]


def style(place: Path) -> str:
    """Return a sheet without what only its readers need."""
    bare = INDENT.sub("", COMMENT.sub("", place.read_text(encoding="utf-8")))
    return LOOSE.sub("", LINE_END.sub("", bare))


def script(place: Path, had: set[str]) -> str:
    """Return a script with the modules that it imports before it, each once."""
    text = INDENT.sub("", LINE_COMMENT.sub("", place.read_text(encoding="utf-8")))
    before = []
    for name in IMPORT.findall(text):
        if name not in had:
            had.add(name)
            before.append(script(place.with_name(name), had))
    return "".join(before) + EXPORT.sub("", IMPORT.sub("", text))


@cache
def sheet_inside(name: str) -> SafeString:
    """Return a sheet as an element of the page: no line is asked for it on the way."""
    return format_html("<style>{}</style>", mark_safe(joined(name)))  # noqa: S308 - ours


def allowing_inside(name: str) -> Callable[[View], View]:
    """Let browsers take this very sheet from inside a view's page, and no other."""

    def decorate(view: View) -> View:
        @wraps(view)
        def allowing(*args: Any, **kwargs: Any) -> HttpResponse:
            response = view(*args, **kwargs)
            response._csp_update = {"style-src": [f"'{sheet_digest(name)}'"]}  # noqa: SLF001 - as django-csp's decorators do
            return response

        return allowing

    return decorate


@cache
def sheet_digest(name: str) -> str:
    """Return by what a policy names the text of a sheet."""
    digest = hashlib.sha256(joined(name).encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"
