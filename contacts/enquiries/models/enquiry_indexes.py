"""By what enquiries are found; who asks: tests/contacts/enquiries/test_indexes.py."""

from django.db.models import Index, Q

from portal.database.indexes import index_of_some

INDEXES = [
    Index(fields=["-created_at", "-id"], name="enquiry_newest"),
    Index(fields=["site", "-created_at", "-id"], name="enquiry_site"),
    Index(fields=["state", "-created_at", "-id"], name="enquiry_state"),
    Index(
        fields=["site", "state", "-created_at", "-id"],
        name="enquiry_site_state",
    ),
    Index(
        fields=["state", "-is_urgent", "answer_due_at", "id"],
        name="enquiry_urgency",
    ),
    Index(
        fields=["site", "state", "-is_urgent", "answer_due_at", "id"],
        name="enquiry_site_urgency",
    ),
    Index(
        fields=["snoozed_until", "id"],
        condition=Q(snoozed_until__isnull=False),
        name="enquiry_snoozed",
    ),
    Index(
        fields=["site", "snoozed_until", "id"],
        condition=Q(snoozed_until__isnull=False),
        name="enquiry_site_snoozed",
    ),
    Index(
        fields=["-is_urgent", "answer_due_at", "id"],
        condition=Q(is_unread=True),
        name="enquiry_unread",
    ),
    Index(
        fields=["site", "-is_urgent", "answer_due_at", "id"],
        condition=Q(is_unread=True),
        name="enquiry_site_unread",
    ),
    Index(fields=["id"], condition=Q(marked_for__isnull=True), name="enquiry_unmarked"),
    # Since when families wait: the figures read this alone. Its condition compares
    # with no value, which SQLite would not know before it chooses an index.
    Index(
        fields=[
            *("state", "site", "first_answered_at", "created_at"),
            *("outcome", "is_rehearsal", "id"),
        ],
        condition=Q(closed_at__isnull=True),
        name="enquiry_waiting",
    ),
    # Whose they are, and a site that goes away; most enquiries have none of the three.
    *(
        index_of_some(name, f"enquiry_{name}")
        for name in ("owner", "offered_site", "suggested_site")
    ),
    # A study's month.
    Index(fields=["study", "created_at"], name="enquiry_study_month"),
]
