"""After acceptance a job gives enquiries their marks, once there are many."""

from collections import defaultdict

from django.db import transaction

from contacts.inbox.marks.hashing import NO_TEAM, hash_terms, team_key
from contacts.inbox.marks.terms import terms_of
from contacts.models import Enquiry, SearchMark
from portal.keyring import lookup_secret

# With fewer open ones all are read, and nothing of them needs to lie beside them.
FROM = 4000
BATCH = 500
PERSON = ("first_name", "last_name", "email", "phone")


def mark_enquiries(*, limit: int = BATCH) -> int:
    """Give some enquiries without marks theirs; return how many."""
    if not are_many():
        return 0
    bare = Enquiry.objects.unmarked().order_by("pk").values_list("pk", flat=True)
    return mark_rows(list(bare[:limit]))


def are_many() -> bool:
    """Whether there are more open enquiries than anybody should read through."""
    open_ones = Enquiry.objects.open().order_by().values_list("pk", flat=True)
    return bool(open_ones[FROM - 1 : FROM])


@transaction.atomic
def mark_rows(keys: list[int]) -> int:
    """Write the marks of those that still have none, and whose team's they are.

    They are read under the lock: what is corrected meanwhile is marked anew.
    """
    locked = Enquiry.objects.select_for_update().unmarked().filter(pk__in=keys)
    rows = list(locked.order_by("pk").values_list("pk", "team", *PERSON))
    SearchMark.objects.filter(enquiry__in=[one[0] for one in rows]).delete()
    SearchMark.objects.bulk_create(
        SearchMark(enquiry_id=pk, mark=mark)
        for pk, team, *person in rows
        for mark in marks_under(team or NO_TEAM, person)
    )
    marked = defaultdict(list)
    for pk, team, *_person in rows:
        marked[team or NO_TEAM].append(pk)
    for team, those in marked.items():
        Enquiry.objects.filter(pk__in=those).update(marked_for=team)
    return len(rows)


def marks_under(team: int, person: list[str]) -> set[int]:
    """Return the hashes of a person's beginnings under a team's key."""
    return hash_terms(team_key(lookup_secret(), team), terms_of(*person))
