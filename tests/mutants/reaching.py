"""Faults in who hears of what, who is written to, and who stays signed in."""

from tests.mutants.places import (
    ALERTS,
    ENQUIRIES,
    LOGIC,
    SESSIONS,
    SHARES,
    Mutant,
)

MATCHING = (
    f"{ALERTS}/actions/test_matching.py",
    f"{ALERTS}/actions/test_matching_again.py",
    f"{ALERTS}/actions/test_alerts_oracle.py",
)

REACHING = [
    Mutant(
        "alerts",
        "contacts/alerts/models",
        "<= w.oldest_months))",
        "< w.oldest_months))",
        MATCHING,
    ),
    Mutant(
        "alerts",
        "contacts/alerts/models",
        "    AND {NOT_WRITTEN_YET}\n",
        "",
        MATCHING,
    ),
    Mutant(
        "alerts",
        "contacts/alerts/models",
        "s.state = 'ACTIVE' AND c.happened_at >= s.confirmed_at",
        "s.state = 'ACTIVE'",
        MATCHING,
    ),
    Mutant(
        "alerts",
        "contacts/alerts/models",
        "(c.site_id IS NULL OR p.site_id = c.site_id)",
        "1 = 1",
        MATCHING,
    ),
    Mutant(
        "sessions",
        "portal/middleware/sessions.py",
        "return signer().unsign(cookie)",
        'return cookie.rpartition(":")[0]',
        SESSIONS,
    ),
    Mutant(
        "sessions",
        "portal/middleware/idle.py",
        "is_late or now.timestamp() - seen >",
        "is_late and now.timestamp() - seen >",
        SESSIONS,
    ),
    Mutant(
        "sessions",
        "portal/middleware/idle.py",
        "if request.resolver_match.url_name not in BY_THEMSELVES:",
        "if request.resolver_match.url_name:",
        SESSIONS,
    ),
    Mutant(
        "routing",
        "contacts/teams",
        "Q(absent_until__isnull=True) | Q(absent_until__lt=today)",
        "Q(absent_until__isnull=True) | Q(absent_until__lte=today)",
        (f"{ENQUIRIES}/actions/test_recipients.py",),
    ),
    Mutant(
        "routing",
        "contacts/enquiries",
        "return emails_of(deputies) or somebody_there(enquiry, now)",
        "return emails_of(deputies)",
        (f"{ENQUIRIES}/actions/test_recipients.py",),
    ),
    Mutant(
        "routing",
        "contacts/enquiries",
        "Membership.objects.filter(team__in=teams, user__is_active=True)",
        "Membership.objects.filter(team__in=teams)",
        (f"{ENQUIRIES}/actions/test_recipients.py",),
    ),
    Mutant(
        "passcode lock",
        "contacts/notes",
        "        tries=0,\n        next_try_at=now,\n",
        "        next_try_at=now,\n",
        SHARES,
    ),
    Mutant(
        "three-valued",
        "trials/selfcheck",
        "return False if codes and all(c in expression",
        "return False if all(c in expression",
        LOGIC,
    ),
    Mutant(
        "three-valued",
        "trials/selfcheck",
        'most = sure + sum(code in expression.get("maybe", []) for code in codes)',
        "most = sure",
        LOGIC,
    ),
]
