"""Every limit on what visitors and staff may do, in one table, each with its reason.

The same numbers stand in docs/configuration.md; a test compares them.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Network, ip_network

from contacts.mail.kinds import KINDS, Purpose
from contacts.ratelimits import Limit

HOUR, DAY, QUARTER = timedelta(hours=1), timedelta(days=1), timedelta(minutes=15)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Gate:
    """What one form lets in: freely, and past that with a proof of work.

    `network` is what a household or a hospital behind one address may do without any
    proof; `wide` the same for the /48 that a provider gives one IPv6 customer, who
    could else change the /64 at every try. `proven` is what proofs open for one
    network and `everywhere` what they open for all networks together: however much
    somebody computes, no more rows than that come of it.
    """

    network: Limit
    wide: Limit
    proven: Limit
    everywhere: Limit


def mails_a_day(kind: str, purpose: Purpose) -> Limit:
    """Return the limit on what one person gets of a kind of mail."""
    return Limit(kind, KINDS[purpose].most_a_day or 0, DAY)


# A ward has tens of families behind one address, and a letter to all of them on one
# day; 130 an hour is more than any hospital was seen to send. What all proofs open in
# an hour is what a desk could still read through on the next day.
MESSAGES = Gate(
    network=Limit("messages from a network", 30, HOUR),
    wide=Limit("messages from a wide network", 120, HOUR),
    proven=Limit("messages with a proof from a network", 100, HOUR),
    everywhere=Limit("messages with a proof", 300, HOUR),
)
# Each may make one mail to somebody who did not ask for it.
ALERTS = Gate(
    network=Limit("requests for alerts from a network", 30, HOUR),
    wide=Limit("requests for alerts from a wide network", 120, HOUR),
    proven=Limit("requests for alerts with a proof from a network", 60, HOUR),
    everywhere=Limit("requests for alerts with a proof", 200, HOUR),
)
# Rare: somebody lost a mail. An address that never wrote gets none.
LOST_LINKS = Gate(
    network=Limit("lost links from a network", 20, HOUR),
    wide=Limit("lost links from a wide network", 80, HOUR),
    proven=Limit("lost links with a proof from a network", 40, HOUR),
    everywhere=Limit("lost links with a proof", 200, HOUR),
)
# A reader who looks through a list of studies finds a few faults in it; each is a row
# that a person reads.
CORRECTIONS = Gate(
    network=Limit("corrections from a network", 10, HOUR),
    wide=Limit("corrections from a wide network", 40, HOUR),
    proven=Limit("corrections with a proof from a network", 20, HOUR),
    everywhere=Limit("corrections with a proof", 60, HOUR),
)
# Each may make one mail to somebody who did not ask for it.
WATCHES = Gate(
    network=Limit("requests for one mail from a network", 20, HOUR),
    wide=Limit("requests for one mail from a wide network", 80, HOUR),
    proven=Limit("requests for one mail with a proof from a network", 40, HOUR),
    everywhere=Limit("requests for one mail with a proof", 200, HOUR),
)
# Each is one mail to somebody who may not have asked for it.
PAGE_MAILS = Gate(
    network=Limit("pages by mail from a network", 20, HOUR),
    wide=Limit("pages by mail from a wide network", 80, HOUR),
    proven=Limit("pages by mail with a proof from a network", 40, HOUR),
    everywhere=Limit("pages by mail with a proof", 200, HOUR),
)
# The copy to the sender is a mail to an address that nobody has proven to be theirs,
# so no proof of work lifts this: else strangers' mailboxes could be filled.
COPIES_TO_ONE_ADDRESS = mails_a_day("copies to an address", Purpose.COPY_TO_SENDER)
LINKS_TO_ONE_ADDRESS = mails_a_day("lost links to an address", Purpose.LINK_TO_FAMILY)
WATCHES_OF_ONE_ADDRESS = mails_a_day(
    "requests for one mail to an address", Purpose.CONFIRM_WATCH
)
# Over all studies: who reads many keeps them in the browser.
PAGES_TO_ONE_ADDRESS = mails_a_day("pages to an address", Purpose.PAGE_TO_READER)
PAGES_IN_A_WEEK = Limit("pages to an address in a week", 5, WEEK)
CHANGES_OF_ADDRESS = mails_a_day("changes of address", Purpose.ADDRESS_CHECK)
# Whoever has the link of an enquiry writes in it; more in an hour is a program.
IN_ONE_ENQUIRY = Limit("messages in an enquiry", 20, HOUR)
# Twelve letters are guessed by nobody in twenty tries; a ward types some wrongly.
PAGE_CODES_FROM_ONE_NETWORK = Limit("page codes from a network", 20, HOUR)
# A class that tries the notes together; each notebook is a row that stays for months.
NEW_NOTEBOOKS = Limit("notebooks from a network", 60, HOUR)
# Guessing a pass phrase or a code; a hospital's whole staff shares one address.
PASSWORDS = Limit("passwords of an account", 10, QUARTER)
PASSWORDS_FROM_ONE_NETWORK = Limit("passwords from a network", 60, QUARTER)
CODES = Limit("codes of an account", 10, QUARTER)

GATES = (MESSAGES, ALERTS, LOST_LINKS, CORRECTIONS, WATCHES, PAGE_MAILS)
LIMITS = (
    *(limit for gate in GATES for limit in vars(gate).values()),
    *(COPIES_TO_ONE_ADDRESS, LINKS_TO_ONE_ADDRESS, CHANGES_OF_ADDRESS),
    *(WATCHES_OF_ONE_ADDRESS, PAGES_TO_ONE_ADDRESS, PAGES_IN_A_WEEK),
    *(IN_ONE_ENQUIRY, PAGE_CODES_FROM_ONE_NETWORK, NEW_NOTEBOOKS),
    *(PASSWORDS, PASSWORDS_FROM_ONE_NETWORK, CODES),
)


def one_mailbox(email: str) -> str:
    """Return what an address counts as: case and a "+part" make no other mailbox.

    Dots do: only one provider ignores them, and elsewhere they are two people.
    """
    local, _at, domain = email.casefold().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def wide_network(visitor: str) -> str:
    """Return the /48 of an IPv6 visitor, "" for any other."""
    try:
        found = ip_network(visitor)
    except ValueError:
        return ""
    if not isinstance(found, IPv6Network) or found.prefixlen < 48:
        return ""
    return str(found.supernet(new_prefix=48))
