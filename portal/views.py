"""Home, health and errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a refused form in the visitor's language."""
    return render(request, "portal/errors/csrf.html", status=403)
