"""Which mailboxes are asked about which studies, and whose word may reassure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from contacts.enquiries.sentences.frames import team_language
from contacts.mail.models.address_hash import address_hash
from contacts.models import (
    EmailState,
    Enquiry,
    Mailbox,
    MailboxPurpose,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Team,
)
from trials.freshness.tones import OVER_STATES
from trials.models import ContactRole, Study, StudyContact

# An enquiry delivered longer ago says nothing of who reads there now.
LATELY = timedelta(days=365)
ON_ITS_WAY = (EmailState.SENT, EmailState.DELIVERED)
# Whose contacts stand in the registry, and in no team of the portal's.
REGISTRY = (RoutedTo.SITE_CONTACT, RoutedTo.CENTRAL_CONTACT)
# A study, and a place of it or None for the whole.
Place = tuple[int, int | None]


@dataclass
class AskedAddress:
    """One mailbox with all that it is asked about."""

    email: str
    language: str
    places: set[Place] = field(default_factory=set)


def asked_addresses(now: datetime) -> list[AskedAddress]:
    """Return every mailbox that may be asked, once, with all its studies."""
    found: dict[str, AskedAddress] = {}
    for email, language, place in [*verified_rows(), *registry_rows(now)]:
        key = address_hash(email)
        found.setdefault(key, AskedAddress(email, language)).places.add(place)
    return [without_doubles(one) for one in found.values()]


def without_doubles(asked: AskedAddress) -> AskedAddress:
    """Ask of a study as a whole only where no place of it is asked about."""
    of_places = {study for study, site in asked.places if site}
    asked.places = {
        (study, site) for study, site in asked.places if site or study not in of_places
    }
    return asked


def verified_rows(email_hash: str = "") -> list[tuple[str, str, Place]]:
    """Return the places of mailboxes whose readers said that they are theirs."""
    boxes = Mailbox.objects.usable().filter(
        purpose=MailboxPurpose.ENQUIRIES, team__is_desk=False
    )
    whole = boxes.select_related("team").prefetch_related(
        "team__sites", "team__studies"
    )
    alive = set(alive_studies())
    return [
        (box.email, box.team.language, place)
        for box in whole
        if not email_hash or address_hash(box.email) == email_hash
        for place in places_of_team(box.team)
        if place[0] in alive
    ]


def places_of_team(team: Team) -> list[Place]:
    """Return what a team answers for: places, and studies as a whole."""
    sites = [(one.study_id, one.pk) for one in team.sites.all() if one.is_listed]
    return [*sites, *((one.pk, None) for one in team.studies.all())]


def verified_places(email_hash: str) -> set[Place]:
    """Return of what a mailbox may say that it takes people: today, not when asked."""
    return {place for _email, _language, place in verified_rows(email_hash)}


def registry_rows(now: datetime) -> list[tuple[str, str, Place]]:
    """Return the registry's contacts to whom an enquiry was delivered lately.

    There may be very many such enquiries, of few places: each is read as far as it says
    where it went, and the first of each mailbox and place as a whole.
    """
    letters = OutgoingEmail.objects.filter(
        enquiry=OuterRef("pk"),
        purpose=Purpose.ENQUIRY_TO_TEAM,
        state__in=ON_ITS_WAY,
        sent_at__gte=now - LATELY,
    )
    routed = Enquiry.objects.filter(
        Exists(letters), routed_to__in=REGISTRY, study__in=alive_studies()
    )
    firsts = first_of_each(routed)
    whole = Enquiry.objects.select_related("site", "team").in_bulk(firsts)
    return [
        (one.team_email, team_language(one), place_asked_about(one))
        for one in whole.values()
    ]


def first_of_each(routed: QuerySet[Enquiry]) -> list[int]:
    """Return one enquiry of each mailbox and place that a record names today."""
    known = registry_addresses(routed.values_list("study_id", flat=True))
    mailbox = cache(address_hash)
    firsts: dict[tuple[str, Place], int] = {}
    rows = routed.order_by("pk").only("team_email", "study_id", "site_id", "routed_to")
    for one in rows.iterator():
        if (box := mailbox(one.team_email)) in known[one.study_id]:
            firsts.setdefault((box, place_asked_about(one)), one.pk)
    return list(firsts.values())


def place_asked_about(one: Enquiry) -> Place:
    """Return of what a contact may speak: of its place, or of the study as a whole."""
    is_of_place = one.routed_to == RoutedTo.SITE_CONTACT
    return one.study_id, one.site_id if is_of_place else None


def registry_addresses(studies: Iterable[int]) -> dict[int, set[str]]:
    """Return whom the records name today: a contact that left is not asked."""
    found: dict[int, set[str]] = defaultdict(set)
    contacts = StudyContact.objects.filter(study__in=studies, role=ContactRole.CONTACT)
    for study, email in contacts.exclude(email="").values_list("study_id", "email"):
        found[study].add(address_hash(email))
    return found


def alive_studies() -> Iterable[int]:
    """Return the studies that there is anything to ask about."""
    shown = Study.objects.published().filter(is_fictional=False)
    return shown.exclude(overall_status__in=OVER_STATES).values_list("pk", flat=True)
