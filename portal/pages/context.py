"""What every template may use; the same for every visitor."""

from string import ascii_letters, digits

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse, translate_url
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, get_language_info, override

from portal.hospital.look import look_css
from portal.hospital.says import (
    hospital_says,
    interface_languages,
    portal_name,
    settings_mark,
)
from portal.hospital.whole_address import public_origin
from portal.lib.languages.offered import readers_of
from portal.pages.compiled.addresses import numbered_address
from portal.pages.indexing import is_indexable

# Of these a path is the same as an address.
PLAIN = frozenset(f"{ascii_letters}{digits}/_.-")


def site(request: HttpRequest) -> dict[str, object]:
    """Return the portal's name, and this page's address in each language."""
    return {
        "portal_name": portal_name(),
        "logo": hospital_says("LOGO"),
        "look": settings_mark() if look_css() else "",
        "desk_email": hospital_says("PORTAL_DESK_EMAIL"),
        "desk_phone": hospital_says("PORTAL_DESK_PHONE"),
        "is_debug": settings.DEBUG,
        "mfa_required": settings.MFA_REQUIRED,
        "outside_name": settings.OIDC_NAME or settings.OIDC_ISSUER,
        "has_passwords": not settings.BREAK_GLASS_EMAIL,
        "language": get_language(),
        "language_name": get_language_info(get_language())["name_local"],
        "readers": readers_of(get_language()),
        "page_languages": page_languages(request),
        # More than two stand behind a button.
        "has_many_languages": len(interface_languages()) > 2,
        "public_origin": public_origin(),
        "is_indexable": is_indexable(request),
    }


def page_languages(request: HttpRequest) -> list[dict[str, object]]:
    """Return a page's address in each language of the portal."""
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": address_in(request, code),
            "is_current": code == get_language(),
            "is_usual": code == settings.LANGUAGE_CODE,
        }
        for code, _name in interface_languages()
    ]


def address_in(request: HttpRequest, language: str) -> str:
    """Return a page's address in a language; of a page without languages its own.

    Django looks a path up without the one that PUBLIC_URL may have.
    """
    if request.resolver_match is None:
        return unknown_in(request, language)
    found = found_in(request, request.resolver_match, language)
    return request.path if found == request.path_info else found


def found_in(request: HttpRequest, match: ResolverMatch, language: str) -> str:
    """Return what `translate_url` does, without finding the view once more.

    That reads a path as an address: one that means something else as such is left to
    it.
    """
    path = request.path_info
    if "//" in path or not PLAIN.issuperset(path):
        return translate_url(path, language)
    with override(language):
        try:
            return address_of(match)
        except NoReverseMatch:
            return path


def address_of(match: ResolverMatch) -> str:
    """Return where a view is with what an address gave it; raises NoReverseMatch."""
    if not match.args and len(match.kwargs) == 1:
        [(name, value)] = match.kwargs.items()
        if type(value) is str:
            return numbered_address(match.view_name, value, name)
    return reverse(match.view_name, args=match.args, kwargs=match.kwargs)


def unknown_in(request: HttpRequest, language: str) -> str:
    """Return the address in a language of what nobody finds: there it is said again."""
    first, _slash, rest = request.path_info.removeprefix("/").partition("/")
    bare = f"/{rest}" if first in dict(settings.LANGUAGES) else request.path_info
    before = request.path.removesuffix(request.path_info)
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    # Two slashes at the front would lead to another host.
    return escape_leading_slashes(escape_uri_path(f"{before}{prefix}{bare}"))
