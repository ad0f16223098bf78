"""Fixed addresses for programs: the same for everybody, kept by caches."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.crawlers.sections import SECTIONS
from portal.hospital.says import hospital_says, interface_languages, portal_name
from portal.hospital.whole_address import public_origin, whole_address
from trials.pages.cache import shared_page

# A security.txt that nobody renewed is not to be believed for ever (RFC 9116).
BELIEVED = timedelta(days=180)
PAPER = "#fbf8f3"


@require_safe
@shared_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Let programs read all that is public; what is not says so itself."""
    context = {"public_origin": public_origin()}
    return render(request, "portal/robots.txt", context, content_type="text/plain")


@require_safe
@shared_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the parts of the sitemap, each with the day of its newest page."""
    parts = []
    for name, section in SECTIONS.items():
        pages = section()
        url = whole_address(reverse("sitemap_section", args=[name]))
        newest = pages.get_latest_lastmod()
        numbers = pages.paginator.page_range
        parts += [(f"{url}?p={n}" if n > 1 else url, newest) for n in numbers]
    return render(
        request,
        "portal/sitemap_index.xml",
        {"parts": parts},
        content_type="application/xml",
    )


@require_safe
@shared_page
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """List the pages of one part, in every language."""
    if section not in SECTIONS:
        raise Http404
    return sitemaps.sitemap(request, sitemaps=SECTIONS, section=section).render()


@require_safe
@shared_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to warn of a weakness of this installation (RFC 9116)."""
    contact = settings.SECURITY_CONTACT or hospital_says("OPERATOR_EMAIL")
    if not contact:
        raise Http404
    day = timezone.localdate() + BELIEVED
    context = {
        "contact": contact if ":" in contact else f"mailto:{contact}",
        "expires": datetime(day.year, day.month, day.day, tzinfo=UTC),
        "languages": ", ".join(code for code, _name in interface_languages()),
        "address": whole_address(request.path),
    }
    return render(request, "portal/security.txt", context, content_type="text/plain")


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Lead password managers to the page where staff change their pass phrase."""
    return redirect("account_change_password")


@require_safe
@shared_page
def web_manifest(request: HttpRequest) -> HttpResponse:
    """Say how the portal looks among a telephone's programs."""
    icons = [
        ("img/mark.svg", "any", "image/svg+xml", "any"),
        ("img/apple-touch-icon.png", "180x180", "image/png", "any"),
        ("img/maskable.png", "512x512", "image/png", "maskable"),
    ]
    about = {
        "name": portal_name(),
        "short_name": portal_name()[:12],
        "description": _(
            "Read clinical trials in plain words and write to the nearest study team."
        ),
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": settings.BASE_PATH,
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(name), "sizes": size, "type": kind, "purpose": use}
            for name, size, kind, use in icons
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json")
