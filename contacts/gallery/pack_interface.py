"""Every word of the pages themselves that a family can read, from their sources."""

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext
from django.utils.translation.template import templatize

from portal.lib.json_hash import hash_json
from trials.models import Study
from trials.texts.pack.parts import PackPart, mark_text

# Where words for the staff alone stand; all others a family may meet.
STAFFS = (
    *("contacts/console", "contacts/inbox", "contacts/teams", "contacts/gallery"),
    *("contacts/demonstration", "contacts/management", "contacts/migrations"),
    *("contacts/admin.py", "contacts/mail", "trials/authoring", "trials/texts"),
    *("trials/admin.py", "trials/migrations", "trials/management", "portal/audit"),
    *("portal/alarms", "portal/gallery", "portal/management", "portal/migrations"),
    *("account", "allauth", "mfa", "usersessions", "base_console.html", "emails"),
    *("trials/importing", "trials/demonstration", "portal/settings"),
)
# Function → which of its arguments are words, and which their context.
WORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
Message = tuple[str, str, str]


def interface_of_pack(_study: Study, language: str) -> Iterator[PackPart]:
    """Yield the words of all pages in a language, as one part."""
    words = list(dict.fromkeys(said for one in messages() for said in in_words(one)))
    mark = {"language": language, "channel": "web page", "sha256": hash_json(words)}
    yield PackPart(_("Words of the pages"), mark_text(mark), words)


def in_words(message: Message) -> Iterable[str]:
    """Return what a message says in the active language, of one and of many."""
    context, one, many = message
    if many:
        say = (context, one, many) if context else (one, many)
        counted = npgettext if context else ngettext
        return [counted(*say, 1), counted(*say, 2)]
    return [pgettext(context, one) if context else _(one)]


@lru_cache(maxsize=1)
def messages() -> tuple[Message, ...]:
    """Return every message of families' sources: context, for one, for many."""
    found = (one for path in sources_of_families() for one in messages_in(path))
    return tuple(dict.fromkeys(found))


def sources_of_families() -> list[Path]:
    """Return the templates and modules whose words a family can meet."""
    root = Path(settings.BASE_DIR)
    return [
        path
        for folder, end in (
            *(("templates", "*.html"), ("portal", "*.py")),
            *(("contacts", "*.py"), ("trials", "*.py")),
        )
        for path in sorted((root / folder).rglob(end))
        if not is_staffs(path.relative_to(root).as_posix().removeprefix("templates/"))
    ]


def is_staffs(name: str) -> bool:
    """Whether only the staff meets the words of a file."""
    return any(name == one or name.startswith(f"{one}/") for one in STAFFS)


def messages_in(path: Path) -> Iterator[Message]:
    """Yield a source's messages."""
    said = path.read_text(encoding="utf-8")
    code = as_code(said) if path.suffix == ".html" else said
    for _line, found, _comments, context in extract(
        "python", io.BytesIO(code.encode()), WORDS, options={"encoding": "utf-8"}
    ):
        one, *many = (found,) if isinstance(found, str) else found
        yield context or "", one, many[0] if many else ""


def as_code(template: str) -> str:
    """Return a template's messages as a program, without its indents."""
    return "\n".join(map(str.lstrip, templatize(template).splitlines()))
