"""Prepared answers: written and deleted in all their languages at once."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from contacts.models import ReplyTemplate, Team, Verb
from portal.audit.record import record_event

# Language → title and text; a language that is not there has no words.
Words = dict[str, tuple[str, str]]


@transaction.atomic
def save_prepared_answer(
    *, team: Team | None, key: str, words: Words, now: datetime, by: str
) -> str:
    """Write one answer in exactly these languages; return its key.

    An empty key makes a new answer at the end of the list.
    """
    rows = ReplyTemplate.objects
    key = key or new_key(next(iter(words.values()))[0])
    last = rows.filter(team=team).aggregate(last=Max("position"))["last"] or 0
    old = rows.one(team, key).first()
    rows.one(team, key).exclude(language__in=words).delete()
    for language, (title, body) in words.items():
        rows.update_or_create(
            team=team,
            key=key,
            language=language,
            defaults={"title": title, "body": body},
            create_defaults={
                "title": title,
                "body": body,
                "position": old.position if old else last + 1,
            },
        )
    number = team.pk if team else None
    record_event(
        Verb.TEMPLATE_CHANGED, now=now, by=by, team=number, languages=sorted(words)
    )
    return key


def new_key(title: str) -> str:
    """Return a key that no other answer bears: a team's would hide the common one."""
    stem = slugify(title)[:32] or "answer"
    taken = set(ReplyTemplate.objects.values_list("key", flat=True))
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@transaction.atomic
def delete_prepared_answer(
    *, team: Team | None, key: str, now: datetime, by: str
) -> None:
    """Delete one answer in all its languages."""
    ReplyTemplate.objects.one(team, key).delete()
    record_event(
        Verb.TEMPLATE_CHANGED,
        now=now,
        by=by,
        team=team.pk if team else None,
        languages=[],
    )
