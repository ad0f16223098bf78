"""Whether mail leaves, letters come in, and a backup is there: tried, not believed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.mail.models.outbox import OutgoingEmail
from contacts.mail.models.outbox_rows import EmailState
from contacts.mail.proving.addresses import round_address
from contacts.mail.proving.returned import Returned, last_return
from portal.hospital.actions import say_settings
from portal.hospital.says import hospital_says, portal_name
from portal.keyring import lookup_secret

LAST_TRY = "TEST_MAIL"
# What the backup leaves behind in DATA_DIR.
BACKED_UP = ".backed_up"
# It is made every night; one may be late.
FRESH = timedelta(days=2)


@dataclass(frozen=True)
class Tried:
    """One thing that was tried, and how it came out."""

    title: str
    words: str
    is_fine: bool


def send_test_mail(*, now: datetime, by: str) -> None:
    """Queue a mail to the desk, and one that is to come in here again.

    Both leave as every other mail does.
    """
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        words = rendering.render_letter(
            language,
            _("A test of %(portal)s") % {"portal": portal_name()},
            [_("Mail leaves. Whoever reads this need do nothing.")],
        )
    desk = hospital_says("PORTAL_DESK_EMAIL")
    mail = rendering.outgoing(Purpose.NOTICE_TO_DESK, words, to_address=desk, now=now)
    mail.save()
    said = {LAST_TRY: str(mail.pk)}
    if settings.INBOUND_DOMAIN:
        again = rendering.outgoing(
            Purpose.NOTICE_TO_DESK, words, to_address="", now=now
        )
        again.to_address = round_address(
            again.message_id, lookup_secret(), settings.INBOUND_DOMAIN
        )
        again.save()
    say_settings(values=said, now=now, by=by)


def last_tries(now: datetime) -> list[Tried]:
    """Return how mail out, its sender, mail in and the backup came out last."""
    return [tried_mail(), tried_letter(), tried_sender(), tried_backup(now)]


def last_test_mail() -> OutgoingEmail | None:
    """Return the test mail to the desk that was sent last."""
    return OutgoingEmail.objects.filter(pk=hospital_says(LAST_TRY) or None).first()


def tried_mail() -> Tried:
    """Return what became of the last test mail."""
    mail, title = last_test_mail(), _("Mail leaves")
    if mail is None:
        return Tried(title, _("not tried yet"), is_fine=False)
    is_fine = mail.state in {EmailState.SENT, EmailState.DELIVERED}
    words = f"{mail.get_state_display()}, {said_at(mail.created_at)}"
    return Tried(title, words, is_fine)


def tried_letter() -> Tried:
    """Return whether the last test mail came in again, where letters may."""
    title = _("Mail comes in")
    if not settings.INBOUND_DOMAIN:
        words = _("not set up: answers go straight between team and family")
        return Tried(title, words, is_fine=True)
    sent, back = last_test_mail(), last_return()
    if back and (sent is None or back.sent_at >= sent.created_at):
        words = _("The test mail came in again, %(moment)s") % {
            "moment": said_at(back.came_at)
        }
        return Tried(title, words, is_fine=True)
    words = _("not tried yet") if sent is None else _("the test mail is on its way")
    return Tried(title, words, is_fine=False)


def tried_sender() -> Tried:
    """Return whether the sender's domain is proven to be ours (RFC 9989)."""
    title, back = _("The sender is proven to be ours"), last_return()
    if not settings.INBOUND_DOMAIN:
        words = _(
            "Letters do not come in here, so nobody can see it here. Open the test "
            'mail at the desk: its headers have to say "dmarc=pass".'
        )
        return Tried(title, words, is_fine=True)
    author = rendering.mail_domain()
    if back is None or back.author != author:
        words = _("A test mail that comes in again shows it.")
        return Tried(title, words, is_fine=False)
    if not back.is_told:
        words = _(
            "The receiver does not say whether SPF and DKIM hold. Open the test mail "
            'at the desk: its headers have to say "dmarc=pass".'
        )
        return Tried(title, words, is_fine=True)
    return Tried(title, words_on(author, back), is_fine=back.is_aligned)


def words_on(author: str, back: Returned) -> str:
    """Return who vouches for the sender, or what is to be done."""
    if back.is_aligned:
        return _("SPF or DKIM vouches for %(domain)s.") % {"domain": author}
    if back.vouched:
        return _(
            "Mails say that they come from %(domain)s, but SPF and DKIM vouch for "
            "%(others)s alone: many mailboxes refuse that. Set SPF and DKIM of "
            "%(domain)s up with your mail provider, then send another test mail."
        ) % {"domain": author, "others": ", ".join(back.vouched)}
    return _(
        "Neither SPF nor DKIM vouches for %(domain)s: many mailboxes refuse its mails. "
        "Set both up with your mail provider, then send another test mail."
    ) % {"domain": author}


def tried_backup(now: datetime) -> Tried:
    """Return when this machine last made a backup that could be read again."""
    title, stamp = _("Backup"), settings.DATA_DIR / BACKED_UP
    if not stamp.is_file():
        words = _("none was made on this machine yet: systemctl start portal-backup")
        return Tried(title, words, is_fine=False)
    made = datetime.fromtimestamp(stamp.stat().st_mtime, tz=UTC)
    words = _("made and read again, %(moment)s") % {"moment": said_at(made)}
    return Tried(title, words, is_fine=now - made < FRESH)


def said_at(moment: datetime) -> str:
    """Return a moment as the console writes it."""
    return date_format(localtime(moment), "DATETIME_FORMAT")
