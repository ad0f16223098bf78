"""Whose enquiry somebody looks for: name, e-mail, telephone, reference, study.

Names and addresses are encrypted. While few enquiries are open, all of them are simply
read; of more those that bear a mark of what was typed, and what has none yet. Of what
is closed, whole words of names and whole addresses are found by their hashes;
references from their beginning.
"""

from collections.abc import Iterator
from datetime import datetime

from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.inbox.marks.finding import marked_with
from contacts.inbox.marks.terms import terms_typed
from contacts.inbox.matching import has_address, has_number, is_called, is_telephone
from contacts.models import Enquiry, address_hash
from portal.lib.text import fold_text
from portal.lib.tokens import READABLE
from trials.models import Study

# Whoever finds more types another word.
MOST = 500
# Of all sites together; two characters already find one in a thousand.
REFERENCES = 5000
# So many open enquiries in sight are all read, whatever was typed.
READ_ALL = 500
# Of so many all are read that could be meant; docs/inbox.md says how long that takes.
READ_THROUGH = 5000
PART_OF_REFERENCE = 3
# So many that bear a mark of what was typed, and that have none yet, are read.
MARKED, UNMARKED = 4000, 1000
Hit = tuple[datetime, int]


def found(visible: EnquiryQuerySet, text: str) -> list[int]:
    """Return the keys of what somebody looks for, the newest first."""
    hits = {*by_index(visible, text), *by_study(visible, text)}
    hits |= set(by_reading(worth_reading(visible.open(), text), text))
    return [pk for _at, pk in sorted(hits, reverse=True)][:MOST]


def by_index(visible: EnquiryQuerySet, text: str) -> list[Hit]:
    """Return what hashes and beginnings of references find, closed or open.

    References are looked up before the sites: SQLite would read all of the sites' rows.
    """
    quoted = Enquiry.objects.quoted_as(text).values_list("pk", flat=True)[:REFERENCES]
    findings = [visible.named(text), visible.filter(pk__in=list(quoted))]
    if "@" in text:
        findings.append(visible.filter(email_hash=address_hash(text.strip())))
    return [hit for finding in findings for hit in newest(finding)]


def newest(finding: EnquiryQuerySet) -> list[Hit]:
    """Return the newest of many."""
    return list(finding.order_by("-created_at").values_list("created_at", "pk")[:MOST])


def by_study(visible: EnquiryQuerySet, text: str) -> list[Hit]:
    """Return what was asked of studies in whose titles each typed word begins one."""
    wanted = fold_text(text).split()
    titles = Study.objects.order_by().values_list("pk", "registry_id", "brief_title")
    those = [pk for pk, *words in titles if begins_words(" ".join(words), wanted)]
    return newest(visible.filter(study__in=those)) if those else []


def begins_words(title: str, wanted: list[str]) -> bool:
    """Whether each word that was typed begins a word of a title."""
    words = fold_text(title).split()
    return bool(wanted) and all(
        any(word.startswith(one) for word in words) for one in wanted
    )


def worth_reading(enquiries: EnquiryQuerySet, text: str) -> EnquiryQuerySet:
    """Return what is read of the open ones in sight; of few that is each."""
    many = enquiries.order_by().values("pk")[: READ_THROUGH + 1].count()
    if many > READ_THROUGH:
        return marked(enquiries, text)
    if many <= READ_ALL or not terms_typed(text):
        return enquiries
    return enquiries.filter(pk__in=may_be_meant(enquiries, text))


def may_be_meant(enquiries: EnquiryQuerySet, text: str) -> set[int]:
    """Return the keys of all that can be meant: by marks or reference, or unmarked."""
    keys = marked_with(terms_typed(text), READ_THROUGH, enquiries)
    also = [enquiries.unmarked()]
    if part := part_of_reference(text):
        also.append(enquiries.quoted_with(part))
    return keys.union(*(one.order_by().values_list("pk", flat=True) for one in also))


def part_of_reference(text: str) -> str:
    """Return what was typed as it would stand in a reference; "" where it cannot."""
    part = "".join(one for one in text.upper() if one.isalnum())
    can_be = len(part) >= PART_OF_REFERENCE and set(part) <= set(READABLE)
    return part if can_be else ""


def is_quoted(reference: str, part: str) -> bool:
    """Whether a reference holds a part."""
    return bool(part) and part in reference.replace("-", "")


def marked(enquiries: EnquiryQuerySet, text: str) -> EnquiryQuerySet:
    """Return what may be meant, by its marks, and what has none yet; bounded."""
    keys = marked_with(terms_typed(text), MARKED)
    bare = Enquiry.objects.unmarked().order_by("-pk").values_list("pk", flat=True)
    return enquiries.filter(pk__in=[*keys, *bare[:UNMARKED]])


def by_reading(enquiries: EnquiryQuerySet, text: str) -> Iterator[Hit]:
    """Yield what is found by reading each one; only what can match is decrypted."""
    is_number = is_telephone(text)
    read = ("phone",) if is_number else ("first_name", "last_name", "email")
    rows = enquiries.order_by().values_list("created_at", "pk", "reference", *read)
    part = part_of_reference(text)
    for at, pk, reference, *said in rows:
        is_it = has_number(said[0], text) if is_number else is_theirs(text, *said)
        if is_it or is_quoted(reference, part):
            yield at, pk


def is_theirs(text: str, first: str, last: str, email: str) -> bool:
    """Whether what was typed is of somebody's name or address."""
    return is_called(first, last, text) or has_address(email, text)
