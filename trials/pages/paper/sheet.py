"""The sheet of a study: whom to ask first, then what it is, then what to ask."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.hospital.says import portal_name
from trials.models import Study, StudySite
from trials.pages.contact import first_contact
from trials.pages.found.around import page_address
from trials.pages.paper.told import SheetPart, told_parts
from trials.pages.sites.states import place_state
from trials.pages.state.days import day_words
from trials.pages.state.strip import strip_of
from trials.plain.layer import PlainBlocks
from trials.texts.shown import ShownText

# Places and questions that fit beside everything else on two pages.
MOST_PLACES, MOST_QUESTIONS = 8, 10


@dataclass(frozen=True)
class SheetContact:
    """Whom to ask, as a person would write it on an envelope."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class StudySheet:
    """All that stands on two pages."""

    number: str
    title: str
    language: str
    original: str
    is_fictional: bool
    address: str
    asked: SheetContact
    state: str
    remarks: list[str]
    parts: list[SheetPart]
    places: list[str]
    more_places: str
    questions: list[str]
    version: str
    portal: str

    def values(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class SheetWords:
    """Whose words it prints: somebody's, else the blocks made of the record."""

    ours: ShownText | None
    made: PlainBlocks
    questions: list[str]


def sheet_of(
    study: Study,
    sites: list[StudySite],
    words: SheetWords,
    today: date,
    language: str,
) -> StudySheet:
    """Return the sheet in a language, as of a day."""
    judged, ours = study.judged(today), words.ours
    strip = strip_of(study, judged, today, language)
    own = ours.registry_title if ours else ""
    title = own or study.brief_title
    first, left = sites[:MOST_PLACES], len(sites) - MOST_PLACES
    more = ngettext("and %d more place", "and %d more places", left) % left
    return StudySheet(
        number=study.registry_id,
        title=title,
        language=language,
        original=study.brief_title if title != study.brief_title else "",
        is_fictional=study.is_fictional,
        address=page_address("trials:study_detail", study.registry_id),
        asked=asked_of(study, sites),
        state=strip.sentence,
        remarks=[*strip.remarks, *strip.days],
        parts=told_parts(words.made, ours),
        places=[place_line(one, judged.tone, today, language) for one in first],
        more_places=more if left > 0 else "",
        questions=words.questions[:MOST_QUESTIONS],
        version=version_words(study, ours, today, language),
        portal=portal_name(),
    )


def asked_of(study: Study, sites: list[StudySite]) -> SheetContact:
    """Return the page's contact, with the address of its place where there is one."""
    contact = first_contact(study)
    if contact is None:
        return SheetContact(name=_("The record names nobody to ask yet."))
    name = study.contact_display_name or contact.name or _("Study team")
    extension = f" ({contact.phone_ext})" if contact.phone_ext else ""
    own = [site for site in sites if site.pk == contact.site_id]
    site = next(iter(own or sites), None) if own or len(sites) == 1 else None
    lines = (site.facility, site.postcode, site.city, site.country_name) if site else ()
    return SheetContact(
        name=name,
        phone=f"{contact.phone}{extension}" if contact.phone else "",
        email=contact.email,
        address=", ".join(dict.fromkeys(line for line in lines if line)),
    )


def place_line(site: StudySite, tone: Any, today: date, language: str) -> str:
    """Return one place with its state, in a line."""
    where = ", ".join(dict.fromkeys(p for p in (site.city, site.facility) if p))
    state = place_state(site, tone, today, language)
    return f"{where or site.name} – {state.badge}"


def version_words(
    study: Study, ours: ShownText | None, today: date, language: str
) -> str:
    """Return of when the sheet is, and of which version of record and words."""
    said = _("As of %(day)s, version %(number)d of the record here") % {
        "day": day_words(today, language),
        "number": study.revision,
    }
    if ours is None:
        return f"{said}."
    words = _("version %(number)d of our words") % {"number": ours.version}
    return f"{said}, {words}."
