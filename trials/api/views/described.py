"""What the API can: its beginning, and its OpenAPI document."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.hospital.says import interface_languages, portal_name
from trials.api.answers.addresses import machine_page
from trials.api.asking import check_names, for_programs
from trials.pages.cache import shared_page

FILE = Path(__file__).resolve().parents[1] / "openapi.json"


@for_programs
@shared_page
def api_root(request: HttpRequest) -> HttpResponse:
    """Say where everything is."""
    check_names(request, set())
    return JsonResponse(
        {
            "name": portal_name(),
            "languages": [code for code, _name in interface_languages()],
            "openapi": machine_page("api:api_document"),
            "studies": machine_page("api:api_studies"),
            "fhir": machine_page("fhir:fhir_metadata"),
        }
    )


@for_programs
@shared_page
def api_document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, with this installation's own address in it."""
    servers = [{"url": settings.PUBLIC_URL}]
    return JsonResponse({**openapi(), "servers": servers})


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """Return the document as it is kept."""
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept
