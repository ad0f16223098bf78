"""Whether mail leaves, letters come in, and a backup is there: tried, not believed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.mail.models.outbox import OutgoingEmail
from contacts.mail.models.outbox_rows import EmailState
from contacts.mail.models.posts import RawPost
from portal.hospital.actions import say_settings
from portal.hospital.says import hospital_says, portal_name

LAST_TRY = "TEST_MAIL"
# What the backup leaves behind in DATA_DIR.
BACKED_UP = ".backed_up"


def send_test_mail(*, now: datetime, by: str) -> None:
    """Queue a mail to the desk; it leaves as every other mail does."""
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
    say_settings(values={LAST_TRY: str(mail.pk)}, now=now, by=by)


@dataclass(frozen=True)
class Tried:
    """One thing that was tried, and how it came out."""

    title: str
    words: str
    is_fine: bool


def last_tries() -> list[Tried]:
    """Return how mail out, mail in and the backup came out last."""
    return [tried_mail(), tried_letter(), tried_backup()]


def tried_mail() -> Tried:
    """Return what became of the last test mail."""
    mail = OutgoingEmail.objects.filter(pk=hospital_says(LAST_TRY) or None).first()
    title = _("Mail leaves")
    if mail is None:
        return Tried(title, _("not tried yet"), is_fine=False)
    is_fine = mail.state in {EmailState.SENT, EmailState.DELIVERED}
    words = f"{mail.get_state_display()}, {said_at(mail.created_at)}"
    return Tried(title, words, is_fine)


def tried_letter() -> Tried:
    """Return when a letter last came in, where letters may."""
    title = _("Mail comes in")
    if not settings.INBOUND_DOMAIN:
        words = _("not set up: answers go straight between team and family")
        return Tried(title, words, is_fine=True)
    last = RawPost.objects.aggregate(last=Max("came_at"))["last"]
    words = _("nothing came in yet: write to an address of that domain")
    return Tried(title, said_at(last) if last else words, is_fine=last is not None)


def tried_backup() -> Tried:
    """Return when this machine last made a backup."""
    title, stamp = _("Backup"), settings.DATA_DIR / BACKED_UP
    if not stamp.is_file():
        words = _("none was made on this machine yet: systemctl start portal-backup")
        return Tried(title, words, is_fine=False)
    made = datetime.fromtimestamp(stamp.stat().st_mtime, tz=UTC)
    return Tried(title, said_at(made), is_fine=True)


def said_at(moment: datetime) -> str:
    """Return a moment as the console writes it."""
    return date_format(localtime(moment), "DATETIME_FORMAT")
