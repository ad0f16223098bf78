"""Which enquiries bear the marks of what was typed, under the key of whichever team."""

from collections.abc import Iterable

from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.inbox.marks.hashing import NO_TEAM, hash_terms, team_key
from contacts.models import SearchMark, Team
from portal.keyring import lookup_secret


def marked_with(
    typed: Iterable[set[str]], most: int, among: EnquiryQuerySet | None = None
) -> set[int]:
    """Return the enquiries with one term of each set, the newest of many.

    With `among` of these alone, however many they are.
    """
    teams = [NO_TEAM, *Team.objects.order_by().values_list("pk", flat=True)]
    keys = [team_key(lookup_secret(), one) for one in teams]
    wanted = [{mark for key in keys for mark in hash_terms(key, one)} for one in typed]
    rows = SearchMark.objects.all() if wanted else SearchMark.objects.none()
    for marks in wanted:
        those = SearchMark.objects.filter(mark__in=marks).values("enquiry")
        rows = rows.filter(enquiry__in=those)
    if among is not None:
        rows = rows.filter(enquiry__in=among.order_by().values("pk"))
    newest = rows.order_by("-enquiry").values_list("enquiry", flat=True)
    return set(newest.distinct()[:most])
