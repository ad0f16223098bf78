"""What follows when a mail did not arrive: another way, and a telling."""

from datetime import datetime

from contacts.conversation.actions.lost_mails.tellings import tell_of
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.routes import (
    ROUTED,
    addresses_for,
    find_way_on,
    take_route,
)
from contacts.enquiries.actions.team_mails.writing import write_all_to_team
from contacts.enquiries.sentences import to_family, to_team
from contacts.mail.bounces.kinds import COMPLAINED, effect_of
from contacts.mail.kinds import WORDS_TO_TEAM
from contacts.models import (
    DeadAddress,
    Enquiry,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Step,
    Told,
    Trouble,
    Verb,
    address_hash,
)


def bear_loss(mail: OutgoingEmail, kind: str, now: datetime, by: str) -> None:
    """Look for another way, and tell somebody who can act."""
    why = to_team.MAIL_LOST
    if effect_of(kind).is_dead:
        enquiry = lose_address(mail, kind, now, by)
        if enquiry and mail.purpose in WORDS_TO_TEAM:
            why = to_team.MAILBOX_LOST
    if mail.enquiry:
        mail.enquiry.refresh_from_db()
    tell_of(mail, kind, why, now=now, by=by)


def lose_address(
    mail: OutgoingEmail, kind: str, now: datetime, by: str
) -> Enquiry | None:
    """Remember that an address takes no mail; return the enquiry that moved."""
    known = address_hash(mail.to_address)
    values = {"kind": kind, "since": now}
    rows = DeadAddress.objects
    # A complaint outweighs what was known: it is a person's own word.
    write = rows.update_or_create if kind == COMPLAINED else rows.get_or_create
    write(address_hash=known, defaults=values)
    return after_loss(mail, now, by) if mail.enquiry_id else None


def after_loss(mail: OutgoingEmail, now: datetime, by: str) -> Enquiry | None:
    """Look for another mailbox of the team, or mark the family's as one to call.

    What has ended goes nowhere else: the family may have taken it back.
    """
    enquiry: Enquiry = Enquiry.objects.select_for_update().get(pk=mail.enquiry_id)
    if address_hash(mail.to_address) == address_hash(enquiry.email):
        enquiry.email_bounced_at = now
        enquiry.save(update_fields=["email_bounced_at"])
    elif enquiry.is_closed or mail.purpose not in WORDS_TO_TEAM:
        return None
    elif reroute(enquiry, mail, now, by):
        return enquiry
    return None


def reroute(enquiry: Enquiry, mail: OutgoingEmail, now: datetime, by: str) -> bool:
    """Send an enquiry down the fallback of the routing; false while others have it.

    Another living mailbox of the same team has heard of it already. Where it ends at
    the desk, nobody of the team is left, and the family hears it.
    """
    where = find_way_on(enquiry, now.date())
    is_same = (where.kind, where.team) == (enquiry.routed_to, enquiry.team_id)
    heard = {one.to_address for one in enquiry.emails.filter(purpose=mail.purpose)}
    if is_same and where.email == enquiry.team_email:
        return False
    take_route(enquiry, where)
    enquiry.save(update_fields=ROUTED)
    if is_same and where.email in heard:
        return False
    write_all_to_team(enquiry, addresses_for(enquiry, now.date()), now)
    audit(enquiry, Verb.ENQUIRY_REROUTED, now, by, routed_to=where.kind)
    if where.kind == RoutedTo.PORTAL_DESK:
        tell_family(enquiry, mail, now, by)
    return True


def tell_family(enquiry: Enquiry, mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Say openly that the team cannot be reached by mail; the desk has the message."""
    if enquiry.email_bounced_at:
        return
    words, to = to_family.team_not_reached(enquiry), [enquiry.email]
    (notice,) = post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=to, now=now)
    about = {"reference": enquiry.reference, "purpose": mail.purpose, "at": now}
    Trouble.objects.create(
        step=Step.TOLD,
        mail=mail.message_id,
        told=Told.FAMILY,
        telling=notice.message_id,
        by=by,
        **about,
    )
