"""Whom the registry names for a place, and for the whole study."""

from dataclasses import replace

from contacts.enquiries.routing import (
    CENTRAL_CONTACT,
    NOBODY,
    SITE_CONTACT,
    Address,
    Stage,
    to_ask,
)
from trials.models import Study, StudyContact, StudySite


def stage_of_site_contact(study: Study, site: StudySite) -> Stage:
    """Return whom the registry names for a site."""
    contacts = [one for one in to_ask(study.contacts.all()) if one.site_id == site.pk]
    return stage_of_contacts(SITE_CONTACT, contacts, site.name)


def stage_of_central_contact(study: Study) -> Stage:
    """Return whom the registry names for the whole study."""
    contacts = [one for one in to_ask(study.contacts.all()) if one.site_id is None]
    return stage_of_contacts(CENTRAL_CONTACT, contacts, central_name(study, contacts))


def stage_of_contacts(kind: str, contacts: list[StudyContact], name: str) -> Stage:
    """Return the stage of some contacts; without any there is nobody."""
    addresses = tuple(Address(one.email) for one in contacts)
    return Stage(kind, name, addresses, flaw="" if contacts else NOBODY)


def central_name(study: Study, contacts: list[StudyContact]) -> str:
    """Return as what a family knows the study's central contact."""
    return study.sponsor or next((one.name for one in contacts if one.name), "")


def only_one_stranger(stage: Stage) -> Stage:
    """Keep a registry's first living contact: two strangers may not both answer."""
    if stage.kind not in {SITE_CONTACT, CENTRAL_CONTACT}:
        return stage
    living = [one for one in stage.addresses if not one.flaw]
    return replace(stage, addresses=tuple(living or stage.addresses)[:1])
