"""One mail a day for members who chose it: which enquiries wait unread."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.enquiries.models.enquiries import Enquiry
from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered
from contacts.mail.ways import Way
from contacts.teams.models.memberships import Hears, Membership, who_are_there
from contacts.teams.models.teams import Team
from contacts.teams.offices import office_of

# More references than these make a mail that nobody reads.
MOST_NAMED = 20


def send_digests(*, now: datetime) -> int:
    """Mail each member whose day has begun since the last one; return how many.

    Nothing waits, nothing is sent; who is away hears of it when they are back.
    """
    members = Membership.objects.filter(hears=Hears.DIGEST, user__is_active=True)
    return sum(
        send_digest(member, now)
        for member in members.filter(who_are_there(now.date())).select_related(
            "team", "user"
        )
        if is_due(member, now)
    )


def is_due(member: Membership, now: datetime) -> bool:
    """Whether a member's working day has begun since their last digest."""
    office = office_of(member.team, member.team.sites.order_by("pk").first())
    begins = office.opening(office.first_day(now))
    is_open = begins <= now
    last = member.digest_sent_at
    return is_open and (last is None or last < begins)


@transaction.atomic
def send_digest(member: Membership, now: datetime) -> bool:
    """Store a member's mail, unless somebody else just did or nothing waits."""
    row = Membership.objects.filter(pk=member.pk, digest_sent_at=member.digest_sent_at)
    if not row.update(digest_sent_at=now):
        return False
    waiting = list(waiting_for(member.team)[: MOST_NAMED + 1])
    if not waiting or not member.user.email:
        return False
    words = digest(member.team, [one.reference for one in waiting])
    purpose, to = Purpose.ARRIVALS_OF_A_DAY, member.user.email
    rendering.outgoing(purpose, words, to_address=to, now=now).save()
    return True


def waiting_for(team: Team) -> QuerySet[Enquiry]:
    """Return what waits unread for a team, the oldest promise first."""
    own = Q(site__in=team.sites.all()) | Q(team=team)
    return Enquiry.objects.waiting().unread().filter(own).by_urgency()


def digest(team: Team, references: list[str]) -> Rendered:
    """Say which enquiries wait: references and a link, nothing else."""
    with translation.override(team.language):
        many = len(references)
        head = ngettext(
            "%(many)s enquiry waits unread.", "%(many)s enquiries wait unread.", many
        )
        shown = f"{MOST_NAMED}+" if many > MOST_NAMED else str(many)
        link = rendering.absolute("contacts:inbox", team.language)
        return rendering.render_letter(
            team.language,
            _("Waiting for %(team)s") % {"team": team.name},
            [head % {"many": shown}, *references[:MOST_NAMED]],
            ways=[Way(_("Open it in the console:"), link)],
        )
