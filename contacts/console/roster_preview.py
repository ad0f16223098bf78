"""What a file of teams would change, as its preview shows it."""

from typing import Any

from django.utils.translation import gettext as _

from contacts.teams.actions.roster_present import read_present
from contacts.teams.roster.columns import TeamLines
from contacts.teams.roster.differences import (
    Deed,
    TeamDifference,
    digest,
    faults_beside,
    find_differences,
)
from contacts.teams.roster.reading import (
    KnownCodes,
    UnreadableFileError,
    as_text,
    read_roster,
)
from portal.hospital.says import interface_languages
from portal.lib.cldr import countries

# Each makes a mail to somebody; more at once looks like a file of something else.
MOST_MAILS = 500


def look_at_file(content: bytes) -> tuple[list[TeamLines], dict[str, Any]]:
    """Return what a file wishes, and what the page shows of it."""
    wanted, faults = read_roster(content, known_codes())
    present = read_present(wanted)
    faults += faults_beside(wanted, present)
    differences = find_differences(wanted, present)
    if mails(differences) > MOST_MAILS:
        words = _("This file would send more than %(most)d mails. Divide it.")
        raise UnreadableFileError(words % {"most": MOST_MAILS})
    return wanted, {
        "has_preview": True,
        "faults": sorted(faults, key=lambda fault: fault.line),
        "differences": [] if faults else differences,
        "mails": mails(differences),
        "shown": digest(differences),
        "file_text": "" if faults else as_text(content),
    }


def mails(differences: list[TeamDifference]) -> int:
    """Return how many mails the differences would send."""
    return sum(one.deed in {Deed.INVITE, Deed.MAILBOX} for one in differences)


def known_codes() -> KnownCodes:
    """Return the codes that a file may name."""
    languages = frozenset(code for code, _name in interface_languages())
    return KnownCodes(languages, frozenset(code for code, _name in countries("en")))
