"""How FHIR answers: its content type, its outcomes, its bundles."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, JsonResponse

from trials.api.answers.addresses import machine_page
from trials.api.asking import AskedWronglyError, door

CONTENT_TYPE = "application/fhir+json"
LANGUAGE, FORMAT, PAGE = "_language", "_format", "page"
FORMATS = {"json", "application/json", CONTENT_TYPE, "application/fhir json"}
CODES = {
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    403: "forbidden",
    500: "exception",
    503: "transient",
}
Resource = dict[str, Any]


def fhir_answer(resource: Resource, status: int = 200) -> JsonResponse:
    return JsonResponse(resource, status=status, content_type=CONTENT_TYPE)


def operation_outcome(status: int, words: str, faults: dict[str, str]) -> JsonResponse:
    """Return an error in FHIR's way."""
    told = [f"{name}: {why}" for name, why in faults.items()] or [words]
    issues = [
        {"severity": "error", "code": CODES.get(status, "invalid"), "diagnostics": one}
        for one in told
    ]
    return fhir_answer({"resourceType": "OperationOutcome", "issue": issues}, status)


for_fhir = door(operation_outcome, LANGUAGE)


def check_fhir_names(request: HttpRequest, known: set[str]) -> None:
    """Raise AskedWronglyError for what would be passed over, or for another format."""
    strange = set(request.GET) - known - {LANGUAGE, FORMAT}
    if strange:
        raise AskedWronglyError(dict.fromkeys(sorted(strange), "Not known here."))
    if request.GET.get(FORMAT, "json") not in FORMATS:
        raise AskedWronglyError({FORMAT: "Only JSON."}, status=406)


def bundle(
    request: HttpRequest, view: str, page: Page, found: list[Resource]
) -> Resource:
    """Return one page of what a search found."""
    address = machine_page(view)
    links = [{"relation": "self", "url": with_page(request, address, page.number)}]
    if page.has_next():
        url = with_page(request, address, page.next_page_number())
        links.append({"relation": "next", "url": url})
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": page.paginator.count,
        "link": links,
        "entry": [
            {
                "fullUrl": f"{address}/{one['id']}",
                "resource": one,
                "search": {"mode": "match"},
            }
            for one in found
        ],
    }


def with_page(request: HttpRequest, address: str, number: int) -> str:
    """Return the address of a page of the same search."""
    query = request.GET.copy()
    query[PAGE] = str(number)
    return f"{address}?{query.urlencode()}"
