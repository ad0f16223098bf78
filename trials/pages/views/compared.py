"""Comparing trials that somebody names; which ones is kept nowhere."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.models import Study
from trials.pages.compared.rows import columns_of, compared_rows

MOST = 4
BETWEEN = re.compile(r"[\s,;+]+")


@require_safe
def compare_studies(request: HttpRequest) -> HttpResponse:
    """Show up to four trials side by side, and say which number is none of ours."""
    asked = request.GET.get("ids", "")
    named = list(dict.fromkeys(filter(None, BETWEEN.split(asked.upper()))))
    found = Study.objects.published().in_bulk(named[:50], field_name="registry_id")
    known = [found[number] for number in named if number in found]
    columns = columns_of(known[:MOST], timezone.localdate(), get_language())
    context = {
        "asked": ", ".join(one.study.registry_id for one in columns),
        "columns": columns,
        "rows": compared_rows(columns),
        "unknown": [number[:20] for number in named if number not in found][:MOST],
        "is_cut": len(known) > MOST,
    }
    page = render(request, "trials/pages/studies/compare_studies.html", context)
    # Which illnesses somebody weighs lies in no cache on the way.
    add_never_cache_headers(page)
    return page
