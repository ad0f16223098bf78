"""In which language a team is written to: its country's, where the portal speaks it."""

from babel.languages import get_official_languages
from django.conf import settings

from portal.hospital.says import interface_languages
from portal.lib.vocabulary import usual_codes


def language_of_country(country: str) -> str:
    """Return a country's first language among the portal's; else the usual one."""
    offered = dict(interface_languages())
    for spoken in get_official_languages(country, de_facto=True):
        code = spoken.lower().replace("_", "-")
        code = usual_codes().get(code, code)
        if code in offered:
            return code
    return settings.LANGUAGE_CODE
