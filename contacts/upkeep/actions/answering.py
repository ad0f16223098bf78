"""A team answered: more careful at once, less careful only from a verified mailbox."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.upkeep import sentences
from contacts.upkeep.asked_places import Place, verified_places
from contacts.upkeep.models.letters import (
    TeamSays,
    UpkeepLetter,
    UpkeepMailbox,
    UpkeepPlace,
)
from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.hospital.says import hospital_says
from trials.importing.actions.hearing import hear_of_site, hear_of_study, note_silence

BY = "mailbox"


def use_link(letter: UpkeepLetter, now: datetime) -> bool:
    """Take the link's one use; of two presses at once one gets it."""
    free = UpkeepLetter.objects.usable(now).filter(pk=letter.pk)
    used = bool(free.update(answered_at=now))
    if used:
        UpkeepMailbox.objects.filter(pk=letter.mailbox_id).update(unanswered=0)
    return used


@transaction.atomic
def answer_letter(
    *,
    letter: UpkeepLetter,
    answers: dict[int, str],
    is_their_address: bool,
    now: datetime,
) -> bool:
    """Keep what a team says of its studies; False for a link that is used up."""
    if not use_link(letter, now):
        return False
    trusted = verified_places(letter.mailbox.address_hash)
    places = list(letter.places.select_related("study", "site"))
    for place in places:
        place.answer = answers.get(place.pk, "")
        note_silence(study=place.study, is_silent=False, now=now)
        hear(place, trusted, now)
    UpkeepPlace.objects.bulk_update(places, ["answer"])
    if not is_their_address:
        tell_desk_of_address(places, now)
    said = sorted(place.answer for place in places)
    record_event(Verb.TEAM_TOLD, now=now, by=BY, said=said, is_theirs=is_their_address)
    return True


def hear(place: UpkeepPlace, trusted: set[Place], now: datetime) -> None:
    """Let one answer reach the public side, if it may."""
    takes = place.answer == TeamSays.TAKES
    is_trusted = (place.study_id, place.site_id) in trusted
    if place.answer != TeamSays.CLOSED and not (takes and is_trusted):
        return
    day = timezone.localdate(now)
    if place.site:
        hear_of_site(site=place.site, takes=takes, day=day, now=now)
    else:
        hear_of_study(study=place.study, takes=takes, day=day, now=now)


def tell_desk_of_address(places: list[UpkeepPlace], now: datetime) -> None:
    """Let somebody look for the right mailbox."""
    numbers = list(dict.fromkeys(place.study.registry_id for place in places))
    words = sentences.address_is_not_theirs(numbers)
    desk = hospital_says("PORTAL_DESK_EMAIL")
    rendering.outgoing(Purpose.NOTICE_TO_DESK, words, to_address=desk, now=now).save()


@transaction.atomic
def never_ask_again(*, letter: UpkeepLetter, now: datetime) -> bool:
    """Ask a mailbox nothing any more; False for a link that is used up."""
    if not use_link(letter, now):
        return False
    UpkeepMailbox.objects.filter(pk=letter.mailbox_id).update(is_refused=True)
    record_event(Verb.TEAM_TOLD, now=now, by=BY, never_again=True)
    return True
