"""Every mail as its reader sees it; for developers."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from contacts.gallery.specimens import specimens
from contacts.mail.kinds import Purpose
from portal.pages.development import is_development


@never_cache
@require_safe
@csp_replace({"frame-src": [SELF]})
def dev_mails(request: HttpRequest) -> HttpResponse:
    """Show one of every mail in the page's language, as narrow as a telephone."""
    if not is_development(request):
        raise Http404
    mails = [
        {"name": name, "kind": Purpose(purpose).label, "words": write(get_language())}
        for name, (purpose, write) in specimens().items()
    ]
    return render(request, "contacts/gallery/dev_mails.html", {"mails": mails})


@never_cache
@require_safe
@xframe_options_sameorigin
@csp_replace(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "frame-ancestors": [SELF],
    }
)
def dev_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail and nothing else: its styles stand in it, as in all mails."""
    if not is_development(request) or name not in specimens():
        raise Http404
    _purpose, write = specimens()[name]
    return HttpResponse(write(get_language()).html)
