"""What a family takes along as a file that every device opens, beside JSON."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from portal.pages.languages import in_own_digits

# What stands between parts that were left out.
HOLES = re.compile(r"\n{3,}")


def wants_text(request: HttpRequest) -> bool:
    """Whether it was asked for to be read by people."""
    return request.GET.get("as") == "text"


def text_file(
    request: HttpRequest, template: str, context: dict[str, Any], name: str
) -> HttpResponse:
    """Return words as a file, with the numbers of the reader's language."""
    words = HOLES.sub("\n\n", render_to_string(template, context, request)).strip()
    answer = HttpResponse(
        f"{in_own_digits(words)}\n", content_type="text/plain; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return answer
