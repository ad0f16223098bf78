"""An answer under a shared note, by whoever has the link and the passcode."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from contacts.models import Note, NoteAnswer, NoteShare

MOST_ANSWERS = 200


@transaction.atomic
def answer_note(
    *, share: NoteShare, note: Note, author: str, body: str, key: UUID, now: datetime
) -> NoteAnswer | None:
    """Write an answer under a shared note; None when there are too many.

    The same `key` never makes a second answer: it holds what was sent last.
    """
    said = {"note": note, "author": author, "body": body}
    is_known = share.answers.filter(key=key).exists()
    if not is_known and share.answers.count() >= MOST_ANSWERS:
        return None
    if NoteAnswer.objects.filter(key=key).exclude(share=share).exists():
        key = uuid4()
    new = {**said, "created_at": now}
    answer, is_new = share.answers.get_or_create(key=key, defaults=new)
    if not is_new:
        share.answers.filter(pk=answer.pk).update(**said)
    return answer
