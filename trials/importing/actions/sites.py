"""The places where a study recruits, and whom the registry names there."""

from dataclasses import fields

from trials.models import Study, StudyContact, StudySite
from trials.registry.record import ContactRecord, SiteRecord, StudyRecord

SITE_FIELDS = [f.name for f in fields(SiteRecord) if f.name != "contacts"]


def write_sites(study: Study, records: list[SiteRecord]) -> None:
    """Replace the sites by key; one that vanished stays, unlisted.

    Enquiries may point at it, and its team may have been set up.
    """
    known = {site.key: site for site in study.sites.all()}
    fresh = [
        filled_site(known.get(record.key) or StudySite(study=study), record, position)
        for position, record in enumerate(records)
    ]
    old = [site for site in fresh if site.key in known]
    StudySite.objects.bulk_create([site for site in fresh if site.pk is None])
    StudySite.objects.bulk_update(old, [*SITE_FIELDS, "position", "is_listed"])
    gone = set(known) - {record.key for record in records}
    study.sites.filter(key__in=gone).update(is_listed=False)


def filled_site(site: StudySite, record: SiteRecord, position: int) -> StudySite:
    """Return a site with the registry's values; ours stay."""
    for name in SITE_FIELDS:
        setattr(site, name, getattr(record, name))
    site.position, site.is_listed = position, True
    return site


def write_contacts(study: Study, record: StudyRecord) -> None:
    """Replace all contacts; the registry gives them no identity to keep."""
    study.contacts.all().delete()
    sites = {site.key: site for site in study.sites.all()}
    rows = contact_rows(study, None, record.central_contacts)
    for site in record.sites:
        rows += contact_rows(study, sites[site.key], site.contacts)
    StudyContact.objects.bulk_create(rows)


def contact_rows(
    study: Study, site: StudySite | None, records: list[ContactRecord]
) -> list[StudyContact]:
    """Return unsaved contacts of one site or of the whole study."""
    return [
        StudyContact(study=study, site=site, position=position, **vars(record))
        for position, record in enumerate(records)
    ]
