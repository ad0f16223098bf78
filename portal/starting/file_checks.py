"""System checks of what must lie ready: keys, towns, and words."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from portal.lib.languages.digits import digits_of
from portal.lib.languages.offered import ABOUT, EVERY_DRAFT, draft_languages
from portal.lib.vocabulary import languages_of, missing_words
from trials.places.gazetteer import is_current


@register()
def field_keys(**_: Any) -> list[CheckMessage]:
    """Each of FIELD_KEYS must be a Fernet key."""
    try:
        for key in settings.FIELD_KEYS:
            Fernet(key)
    except ValueError:
        return [
            Error(
                "FIELD_KEYS holds something that is no Fernet key.",
                hint="Make one with: python -c 'from cryptography.fernet import "
                "Fernet; print(Fernet.generate_key().decode())'",
                id="portal.E001",
            )
        ]
    return []


@register()
def gazetteer(**_: Any) -> list[CheckMessage]:
    """Towns and postcodes are found only where the gazetteer was built."""
    if is_current(settings.GAZETTEER_PATH):
        return []
    return [
        Warning(
            f"There is no gazetteer of today at {settings.GAZETTEER_PATH}.",
            hint="script/setup builds it; until then no town is found.",
            id="portal.W001",
        )
    ]


@register()
def vocabulary(**_: Any) -> list[CheckMessage]:
    """A language of the interface has every list of words."""
    return [
        Error(
            f"{name} has no words in {language}.",
            hint=f"Write portal/vocabulary/{name}/{language}.json, or take {language} "
            "out of LANGUAGES.",
            id="portal.E011",
        )
        for name, language in missing_words(dict(settings.LANGUAGES))
    ]


@register()
def drafts(**_: Any) -> list[CheckMessage]:
    """A draft that is to be offered exists, or nobody would notice the slip."""
    known = {*draft_languages(), EVERY_DRAFT}
    return [
        Error(
            f"DRAFT_LANGUAGES names {code}, which is no draft of this version.",
            hint=f"There are: {', '.join(sorted(known))}.",
            id="portal.E012",
        )
        for code in settings.DRAFT_LANGUAGES
        if code not in known
    ]


@register()
def named_languages(**_: Any) -> list[CheckMessage]:
    """A language that is named for the pages has words, or they would lack it."""
    known = languages_of(ABOUT)
    return [
        Error(
            f"LANGUAGES names {code}, which this version does not speak.",
            hint=f"There are: {', '.join(known)}.",
            id="portal.E016",
        )
        for code in settings.NAMED_LANGUAGES
        if code not in known
    ]


@register()
def native_digits(**_: Any) -> list[CheckMessage]:
    """A language named for digits of its own has some, or nothing would change."""
    known = [code for code in languages_of(ABOUT) if digits_of(code)]
    return [
        Error(
            f"NATIVE_DIGITS names {code}, whose own digits this version does not know.",
            hint=f"There are: {', '.join(known)}.",
            id="portal.E017",
        )
        for code in settings.NATIVE_DIGITS
        if code not in known
    ]


@register(deploy=True)
def kept_file_is_private(**_: Any) -> list[CheckMessage]:
    """The file with the keys is for the portal's own user."""
    file = settings.DATA_DIR / "env"
    if not file.is_file() or not file.stat().st_mode & 0o077:
        return []
    words = f"Others on this machine can read {file}, which holds the keys."
    return [Error(words, hint=f"chmod 600 {file}", id="portal.E007")]
