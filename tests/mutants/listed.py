<<<<<<< HEAD
"""The listed faults. A room is searched, so that a moved line is still found."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Mutant:
    """One change of one place, which its tests must not survive."""

    matter: str
    room: str
    old: str
    new: str
    tests: tuple[str, ...]


def found_in(mutant: Mutant, root: Path = ROOT) -> list[Path]:
    """Return each file of the room once for each time that it holds the old line."""
    where = root / mutant.room
    files = [where] if where.is_file() else sorted(where.rglob("*.py"))
    return [
        path
        for path in files
        for _time in range(path.read_text(encoding="utf-8").count(mutant.old))
    ]


MAIL, CONVERSATION = "tests/contacts/mail", "tests/contacts/conversation"
ENQUIRIES, NOTES = "tests/contacts/enquiries", "tests/contacts/notes"
ALERTS, SELFCHECK = "tests/contacts/alerts", "tests/trials/selfcheck"
DELIVERY = (f"{MAIL}/test_delivery.py",)
TRANSPORT = (f"{MAIL}/test_transport.py",)
LETTERS = (f"{CONVERSATION}/actions/test_letters.py",)
RETURNED = (f"{CONVERSATION}/actions/test_returned.py",)
LIMITS = ("tests/contacts/test_ratelimits.py", "tests/contacts/test_allowances.py")
PROMISE = (f"{ENQUIRIES}/test_promise.py", f"{CONVERSATION}/actions/test_promises.py")
ROUTING = (f"{ENQUIRIES}/test_routing.py",)
LOGIC = (f"{SELFCHECK}/test_evaluate.py", f"{SELFCHECK}/test_logic.py")
ANCHORS = (f"{NOTES}/anchors", f"{NOTES}/test_anchor_corpus.py")
SHARES = (f"{NOTES}/actions/test_shares.py", f"{NOTES}/views/test_shared.py")
ERASING = (f"{CONVERSATION}/actions/test_rights.py", f"{ENQUIRIES}/actions")
SEEN = ("tests/contacts/console/views/test_staff_access.py", ENQUIRIES)
STOPPING = (f"{ALERTS}/views", f"{ALERTS}/actions")
CACHE = ("tests/trials/views/test_studies.py", "tests/trials/pages")
IMPORT = ("tests/trials/actions/test_studies.py",)
NEWS = ("tests/trials/actions/test_news.py",)

MUTANTS = [
    Mutant(
        "claim",
        "contacts/mail",
        "return self.filter(waiting | abandoned, next_attempt_at__lte=Now())",
        "return self.filter(waiting | abandoned)",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        "return self.filter(waiting | abandoned, next_attempt_at__lte=Now())",
        "return self.filter(waiting, next_attempt_at__lte=Now())",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        "next_attempt_at=from_now(lease),",
        "next_attempt_at=from_now(timedelta(0)),",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        'attempts=F("attempts") + 1,\n                next_attempt_at',
        "next_attempt_at",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        "pk=mail.pk, state=EmailState.SENDING, attempts=mail.attempts",
        "pk=mail.pk, state=EmailState.SENDING",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        "mail.unknown_outcomes > MAX_UNKNOWN or mail.attempts > MAX_ATTEMPTS",
        "mail.unknown_outcomes > MAX_UNKNOWN",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        "mail.unknown_outcomes > MAX_UNKNOWN or mail.attempts > MAX_ATTEMPTS",
        "mail.attempts > MAX_ATTEMPTS",
        DELIVERY,
    ),
    Mutant(
        "claim",
        "contacts/mail",
        "over = [EmailState.SENT, EmailState.DELIVERED, EmailState.BOUNCED]",
        "over = [EmailState.SENT]",
        (*DELIVERY, f"{CONVERSATION}/actions"),
    ),
    Mutant(
        "retry class",
        "contacts/mail",
        "PATIENT = {408, 425, 429}",
        "PATIENT = {408, 425}",
        TRANSPORT,
    ),
    Mutant(
        "retry class",
        "contacts/mail",
        "status in PATIENT or status >= 500",
        "status in PATIENT",
        TRANSPORT,
    ),
    Mutant(
        "retry class",
        "contacts/mail",
        "    if status is None:\n        return SendOutcome.UNKNOWN",
        "    if status is None:\n        return SendOutcome.NEVER",
        TRANSPORT,
    ),
    Mutant(
        "retry class",
        "contacts/mail",
        'if code < 500 or detail == b"2.2":',
        "if code < 500:",
        TRANSPORT,
    ),
    Mutant(
        "retry class",
        "contacts/mail",
        "return SendOutcome.UNKNOWN if may_have_arrived else SendOutcome.LATER",
        "return SendOutcome.LATER",
        (*TRANSPORT, *DELIVERY),
    ),
    Mutant(
        "routing",
        "contacts/enquiries",
        'if c.role == "CONTACT" and c.email)',
        "if c.email)",
        ROUTING,
    ),
    Mutant(
        "routing",
        "contacts/enquiries",
        "if address := first_address(central_contacts):",
        "if address := first_address([]):",
        ROUTING,
    ),
    Mutant(
        "visible_to",
        "contacts/enquiries",
        "if not user.is_authenticated or not user.is_active:",
        "if not user.is_authenticated:",
        SEEN,
    ),
    Mutant(
        "visible_to",
        "contacts/enquiries",
        "return self.filter(site__in=sites_of(user))",
        "return self.filter(site__isnull=False)",
        SEEN,
    ),
    Mutant(
        "limits",
        "contacts/ratelimits.py",
        "taken__lt=limit.times)",
        "taken__lte=limit.times)",
        LIMITS,
    ),
    Mutant(
        "limits",
        "contacts/ratelimits.py",
        "content_hash(lookup_secret(), limit.kind, who)",
        "content_hash(lookup_secret(), limit.kind)",
        LIMITS,
    ),
    Mutant(
        "limits",
        "contacts/ratelimits.py",
        "return Q(tries__lt=free - 1) | Q(next_try_at__lte=now)",
        "return Q(tries__lt=free) | Q(next_try_at__lte=now)",
        (*LIMITS, *SHARES),
    ),
    Mutant(
        "promise",
        "contacts/enquiries",
        "office.add_days(office.first_day(now), days)",
        "office.add_days(office.first_day(now), days + 1)",
        PROMISE,
    ),
    Mutant(
        "promise",
        "contacts/enquiries",
        "office.opening(office.add_days(local, AGAIN))",
        "office.opening(office.add_days(local, 1))",
        PROMISE,
    ),
    Mutant(
        "promise",
        "contacts/enquiries",
        "LADDER.index(done) + 1, len(LADDER) - 1",
        "LADDER.index(done) + 1, len(LADDER) - 2",
        PROMISE,
    ),
    Mutant(
        "three-valued",
        "trials/selfcheck",
        "return None if seen_unknown else True",
        "return True",
        LOGIC,
    ),
    Mutant(
        "three-valued",
        "trials/selfcheck",
        "return None if value is None else not value",
        "return not value",
        LOGIC,
    ),
    Mutant(
        "three-valued",
        "trials/selfcheck",
        "return None if not codes or is_unsure else False",
        "return None if not codes else False",
        LOGIC,
    ),
    Mutant(
        "three-valued",
        "trials/selfcheck",
        "if value[0] >= opens and value[1] <= facts.today:",
        "if value[0] > opens and value[1] <= facts.today:",
        LOGIC,
    ),
    Mutant(
        "anchoring",
        "contacts/notes",
        "        if is_taken(anchor, whole, words):\n            return None\n",
        "",
        ANCHORS,
    ),
    Mutant(
        "anchoring",
        "contacts/notes",
        "STRONG, LEAST = 48, 40",
        "STRONG, LEAST = 30, 40",
        ANCHORS,
    ),
    Mutant(
        "anchoring",
        "contacts/notes",
        "return fitting[0] if len(fitting) == 1 else None",
        "return fitting[0] if fitting else None",
        ANCHORS,
    ),
    Mutant(
        "anchoring",
        "contacts/notes",
        "if not is_same_heading(anchor.heading, whole.source, whole.starts[at]):",
        "if False:",
        ANCHORS,
    ),
    Mutant(
        "dedupe",
        "contacts/conversation",
        "return any((one.body, one.quoted) == (mail.body, mail.quoted) for one in",
        "return bool(same) and any(one for one in",
        LETTERS,
    ),
    Mutant(
        "dedupe",
        "contacts/mail",
        'known = event_id or f"{kind}:{message_id}:{recipient}"',
        'known = event_id or f"{kind}:{message_id}"',
        (f"{CONVERSATION}/actions/test_bounces.py",),
    ),
    Mutant(
        "dedupe",
        "contacts/enquiries",
        "first = Enquiry.objects.filter(key_hash=form_hash(key)).first()",
        "first = None",
        (f"{ENQUIRIES}/actions/test_sending.py",),
    ),
    Mutant(
        "proof",
        "contacts/conversation",
        "if address is None or why_not(mail, address):",
        "if address is None:",
        (f"{CONVERSATION}/actions", "tests/contacts/console"),
    ),
    Mutant(
        "proof",
        "contacts/conversation",
        'return "" if is_proven else Reason.UNPROVEN',
        'return ""',
        LETTERS,
    ),
    Mutant(
        "proof",
        "contacts/conversation",
        "if enquiry and address.is_proven(place_of(enquiry), lookup_secret()):",
        "if enquiry:",
        RETURNED,
    ),
    Mutant(
        "proof",
        "contacts/mail",
        "if hmac.compare_digest(given.lower(), proof(word.lower(), secret)):",
        "if given:",
        RETURNED,
    ),
    Mutant(
        "unsubscribe",
        "contacts/alerts",
        "        state=SubscriptionState.STOPPED,\n        stop_reason=reason,",
        "        stop_reason=reason,",
        STOPPING,
    ),
    Mutant(
        "unsubscribe",
        "contacts/alerts",
        "if is_stopped() or not is_wanted(pk, now):",
        "if is_stopped():",
        STOPPING,
    ),
    Mutant(
        "passcode lock",
        "contacts/notes",
        "    if not take_ticket(share, now):\n        return Outcome.WAIT\n",
        "",
        SHARES,
    ),
    Mutant(
        "passcode lock",
        "contacts/notes",
        "if not take_try(FROM_ONE_NETWORK, visitor, now=now):",
        "if False:",
        SHARES,
    ),
    Mutant(
        "passcode lock",
        "contacts/notes",
        "return self.filter(revoked_at__isnull=True, expires_at__gt=now)",
        "return self.filter(expires_at__gt=now)",
        SHARES,
    ),
    Mutant(
        "erase",
        "contacts/conversation",
        "    forget_strays(enquiry)\n",
        "",
        ERASING,
    ),
    Mutant(
        "erase",
        "contacts/conversation",
        "    note_erasure(enquiry)\n    enquiry.delete()\n",
        "    enquiry.delete()\n",
        ERASING,
    ),
    Mutant(
        "cache key",
        "trials/pages",
        "{registry_id}:{get_language()}",
        "{registry_id}",
        CACHE,
    ),
    Mutant(
        "cache key",
        "trials/pages",
        ":{version.revision}:{version.checked_at.timestamp():.0f}",
        ":{version.revision}",
        CACHE,
    ),
    Mutant(
        "import diff",
        "trials/actions",
        "if key in before and before[key].status != after[key].status",
        "if key in before and before[key].status == after[key].status",
        IMPORT,
    ),
    Mutant(
        "import diff",
        "trials/actions",
        "if study and study.source_hash == digest:",
        "if study:",
        IMPORT,
    ),
    Mutant(
        "import diff",
        "trials/actions",
        "study.sites.filter(key__in=gone).update(is_listed=False)",
        "study.sites.filter(key__in=gone).delete()",
        IMPORT,
    ),
    Mutant(
        "import diff",
        "trials/actions",
        "        if row.status != OverallStatus.RECRUITING\n        and",
        "        if",
        NEWS,
    ),
]
=======
"""All listed faults."""

from tests.mutants.keeping import KEEPING
from tests.mutants.places import ROOT, Mutant, found_in
from tests.mutants.sending import SENDING

__all__ = ["MUTANTS", "ROOT", "Mutant", "found_in"]

MUTANTS = [*SENDING, *KEEPING]
>>>>>>> r
