"""Words as a file that a family takes along: as pages, as text; JSON is beside them.

Pages and text are made of the same lines, so that neither can forget something.
"""

import logging
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from contacts.files.pages import HEADING, words_pdf
from portal.pages.languages import in_own_digits
from trials.pages.paper.typeset import CannotSet

log = logging.getLogger(__name__)
# What stands between parts that were left out.
HOLES = re.compile(r"\n{3,}")
MARKS = {"part": HEADING, "entry": HEADING * 2}
KINDS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}


def asked_form(request: HttpRequest) -> str:
    """Return as what a file was asked for; programs ask for nothing more."""
    asked = request.GET.get("as")
    return asked if asked in ("pdf", "text") else "json"


def words_file(
    request: HttpRequest, template: str, context: dict[str, Any], name: str
) -> HttpResponse:
    """Return words as a file, with the numbers of the reader's language."""
    words = render_to_string(template, {**context, **MARKS}, request)
    words = in_own_digits(HOLES.sub("\n\n", words).strip())
    if asked_form(request) == "pdf":
        try:
            return as_file(words_pdf(words), name, "pdf")
        except CannotSet:
            # Why could repeat somebody's words.
            log.error("A file could not be set as pages; it went as text")  # noqa: TRY400
    return as_file(f"{words.replace(HEADING, '')}\n", name, "txt")


def as_file(content: str | bytes, name: str, ending: str) -> HttpResponse:
    """Return an answer that a browser keeps as a file."""
    answer = HttpResponse(content, content_type=KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
