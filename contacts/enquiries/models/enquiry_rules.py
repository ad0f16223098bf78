"""What is always true of an enquiry; the database refuses anything else."""

from django.db.models import CheckConstraint, Q

from contacts.enquiries.models.states import Relationship, RoutedTo

CONSTRAINTS = [
    CheckConstraint(
        condition=Q(routed_to=RoutedTo.SITE_CONTACT, site__isnull=False)
        | ~Q(routed_to=RoutedTo.SITE_CONTACT),
        name="enquiry_site_contact_has_site",
    ),
    CheckConstraint(
        condition=Q(relationship__in=Relationship.values),
        name="enquiry_relationship_known",
    ),
    CheckConstraint(
        condition=Q(owner__isnull=True) | Q(claimed_at__isnull=False),
        name="enquiry_owner_has_time",
    ),
    CheckConstraint(
        condition=Q(state="CLOSED", closed_at__isnull=False)
        & Q(next_action="ERASE")
        & ~Q(outcome="")
        | ~Q(state="CLOSED") & Q(closed_at__isnull=True, outcome=""),
        name="enquiry_closed_has_outcome",
    ),
]
