"""Logo and colours of the hospital; each address changes with what it leads to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.hospital.look import look_css
from portal.hospital.models import HospitalLogo
from portal.hospital.says import ask_anew, settings_mark

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def hospital_logo(request: HttpRequest, name: str) -> HttpResponse:
    """Send a logo that was chosen here."""
    logo = HospitalLogo.objects.filter(sha256=name).first()
    if logo is None:
        raise Http404
    return HttpResponse(
        bytes(logo.png),
        content_type="image/png",
        headers={"Cache-Control": FOR_EVER},
    )


@require_safe
def hospital_look(request: HttpRequest, mark: str) -> HttpResponse:
    """Send the colours; kept only where they are those that the page meant.

    Another process may know of a change a second before this one.
    """
    if mark != settings_mark():
        ask_anew()
    kept = FOR_EVER if mark == settings_mark() else "no-store"
    return HttpResponse(
        look_css(), content_type="text/css", headers={"Cache-Control": kept}
    )
