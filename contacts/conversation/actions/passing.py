"""Passing an enquiry to another site: only by the family's click, never two at once."""

from datetime import datetime

from django.db import transaction

from contacts.conversation.actions.calls.agreeing import end_agreed_call
from contacts.conversation.actions.family_writes import await_team
from contacts.enquiries.actions.accepting import consent_to
from contacts.enquiries.actions.dropping import drop_mails_to_team
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.routes import addresses_for, find_route, take_route
from contacts.enquiries.actions.team_mails.letters import ARRIVAL
from contacts.enquiries.actions.team_mails.writing import write_to_team
from contacts.enquiries.capacity import closed_sites
from contacts.enquiries.sentences import to_team
from contacts.enquiries.sentences.frames import team_language
from contacts.models import AgreedState, Enquiry, Purpose, TeamLink, Verb
from trials.models import StudySite
from trials.places.nearest import KnownSites, Point


def other_sites(enquiry: Enquiry, now: datetime) -> list[StudySite]:
    """Return the study's other sites that take messages, the nearest first.

    Near to the site that was asked first: where the family lives is not stored.
    """
    closed = closed_sites(enquiry.study, now.date())
    there = [
        site
        for site in enquiry.study.sites.recruiting()
        if site.pk != enquiry.site_id and site.pk not in closed
    ]
    country = enquiry.site.country if enquiry.site else ""
    return KnownSites(there).around(origin_of(enquiry.site), country).sites


def origin_of(site: StudySite | None) -> Point | None:
    """Return where a site lies, if that is known."""
    if site is None or site.latitude is None or site.longitude is None:
        return None
    return site.latitude, site.longitude


@transaction.atomic
def pass_on(
    *, enquiry: Enquiry, site: StudySite, now: datetime, by: str, agreed: str = ""
) -> bool:
    """Give the whole conversation to another site's team; the first one's work ends.

    `agreed` is the consent's very words. False when it is there already: a button
    that was pressed twice.
    """
    enquiry = lock_enquiry(enquiry)
    if enquiry.site_id == site.pk:
        return False
    reference, before = enquiry.reference, enquiry.team_email
    left = enquiry.site.key if enquiry.site else ""
    old_language = team_language(enquiry)
    drop_mails_to_team(enquiry, also_sent=True)
    move_to(enquiry, site, now, agreed)
    tell_new_team(enquiry, now)
    if before != enquiry.team_email:
        ended = to_team.notice_to_team(reference, to_team.PASSED_ON, old_language)
        post(enquiry, Purpose.NOTICE_TO_TEAM, ended, to=[before], now=now)
    audit(enquiry, Verb.ENQUIRY_PASSED_ON, now, by, left=left, went_to=site.key)
    return True


def move_to(enquiry: Enquiry, site: StudySite, now: datetime, agreed: str) -> None:
    """Make it the other site's, as new, with a promise of its own."""
    TeamLink.objects.filter(enquiry=enquiry).delete()
    # Who agreed on it has nothing more to do with the family.
    end_agreed_call(enquiry, AgreedState.DROPPED)
    enquiry.site = site
    take_route(enquiry, find_route(enquiry.study, site, now.date()))
    enquiry.owner = enquiry.claimed_at = enquiry.opened_at = None
    enquiry.offered_site = enquiry.suggested_site = None
    enquiry.snoozed_until, enquiry.is_unread = None, True
    consent = consent_to(agreed, enquiry.language, now)
    enquiry.consented_at, enquiry.consent_text = now, consent["consent_text"]
    enquiry.consent_version = consent["consent_version"]
    enquiry.revision += 1
    await_team(enquiry, now)
    enquiry.save()


def tell_new_team(enquiry: Enquiry, now: datetime) -> None:
    """Tell the new team; a mailbox that may hold words gets the whole conversation."""
    to, text = addresses_for(enquiry, now.date()), whole(enquiry, now)
    write_to_team(enquiry, ARRIVAL, to, text=text, now=now).save(enquiry)


def whole(enquiry: Enquiry, now: datetime) -> str:
    """Return all that was said so far, as text for the new team."""
    said = enquiry.messages.released(now)
    return "\n\n".join(f"[{one.get_author_display()}] {one.body}" for one in said)
