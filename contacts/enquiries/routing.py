"""Who gets an enquiry, by which mailboxes, and why not somebody nearer. Pure.

The order: the team of the site, the site's contact in the registry, the team of the
whole study, the study's central contact, and at last the portal's own desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

SITE_TEAM = "SITE_TEAM"
SITE_CONTACT = "SITE_CONTACT"
STUDY_TEAM = "STUDY_TEAM"
CENTRAL_CONTACT = "CENTRAL_CONTACT"
PORTAL_DESK = "PORTAL_DESK"
ORDER = (SITE_TEAM, SITE_CONTACT, STUDY_TEAM, CENTRAL_CONTACT, PORTAL_DESK)

# Why an address, or whoever stands at a stage, is passed over.
NOBODY = "NOBODY"
DEAD = "DEAD"
UNVERIFIED = "UNVERIFIED"
ABSENT = "ABSENT"
PAUSED = "PAUSED"
NO_ADDRESS = "NO_ADDRESS"
UNOPENED = "UNOPENED"


Of = TypeVar("Of", bound="Contact")


class GoneMeanwhileError(LookupError):
    """Somebody whom a route names is not there any more."""


class Contact(Protocol):
    """What routing needs to know of a registry contact."""

    role: str
    email: str


# What a mail to an address holds: a link into the console, a link to a page with one
# button, or the words themselves.
TO_CONSOLE = "TO_CONSOLE"
TO_PAGE = "TO_PAGE"
THE_MESSAGE = "THE_MESSAGE"


@dataclass(frozen=True)
class Address:
    """A mailbox that could be written to, and what speaks against it today.

    A `member` is a person with an account, who has wishes of their own. `is_staffed`:
    whoever reads it can open the console.
    """

    email: str
    flaw: str = ""
    holds: str = TO_PAGE
    member: int | None = None
    is_staffed: bool = False

    @property
    def opens_console(self) -> bool:
        """Whether a link into the console opens something to its readers."""
        return self.is_staffed or self.holds == TO_CONSOLE


@dataclass(frozen=True)
class Stage:
    """Somebody who could have an enquiry: whom families know as `name`.

    `team` is the number of our own team; a contact of the registry has none. `flaw`
    speaks against all its addresses; with NOBODY there are none.
    """

    kind: str
    name: str = ""
    addresses: tuple[Address, ...] = ()
    team: int | None = None
    flaw: str = ""


@dataclass(frozen=True)
class Passed:
    """A stage that was passed over, and why."""

    kind: str
    why: str


@dataclass(frozen=True)
class Route:
    """Who has an enquiry, the addresses that hear of it, and who was passed over."""

    kind: str
    name: str = ""
    addresses: tuple[Address, ...] = ()
    team: int | None = None
    passed: tuple[Passed, ...] = ()

    @property
    def email(self) -> str:
        """Return the mailbox that stands for all."""
        return next((one.email for one in self.addresses), "")


def find_way(stages: Iterable[Stage], after: str = "") -> Route:
    """Return the first stage with a living mailbox; the last one gets it in any case.

    Those behind it are never looked at. `after` names a stage that had it in vain: it
    and all before it are left out.
    """
    passed: list[Passed] = []
    stage = Stage(PORTAL_DESK)
    for stage in stages:
        living = usable(stage)
        if living and not is_behind(stage, after):
            return Route(stage.kind, stage.name, living, stage.team, tuple(passed))
        if flaw := UNOPENED if stage.kind == after else flaw_of(stage):
            passed.append(Passed(stage.kind, flaw))
    nearer = tuple(one for one in passed if one.kind != stage.kind)
    return Route(stage.kind, stage.name, stage.addresses, stage.team, nearer)


def is_behind(stage: Stage, after: str) -> bool:
    """Whether a stage had it in vain, or stands before the one that had."""
    return bool(after) and ORDER.index(stage.kind) <= ORDER.index(after)


def usable(stage: Stage) -> tuple[Address, ...]:
    """Return the addresses of a stage that can be written to, each mailbox once."""
    if stage.flaw:
        return ()
    living = [one for one in stage.addresses if one.email and not one.flaw]
    return tuple({one.email.casefold(): one for one in reversed(living)}.values())[::-1]


def flaw_of(stage: Stage) -> str:
    """Return why a stage is passed over: its own reason, or its first address's.

    Nothing speaks against one that can be written to.
    """
    if usable(stage):
        return ""
    flaws = [one.flaw for one in stage.addresses if one.email and one.flaw]
    return stage.flaw or next(iter(flaws), NO_ADDRESS)


def to_ask(contacts: Iterable[Of]) -> list[Of]:
    """Return the contacts with the address of somebody to ask.

    An investigator's own address is not one: the registry prints it as the name of
    who is responsible, not as somebody to write to.
    """
    return [one for one in contacts if one.role == "CONTACT" and one.email]
