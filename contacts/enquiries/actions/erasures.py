"""What was erased is remembered apart, so that a backup does not bring it back."""

from datetime import datetime
from typing import Any

from django.conf import settings

from contacts.enquiries import erasure_list
from contacts.models import Erasure

# How many go to the file at once.
BATCH = 500


def erasure_of(row: Any, *, ended: bool = False) -> Erasure:
    """Return how a row that goes is called; `ended`: it stays, and is over.

    Its model names the moment at which its rows were BORN: a person wanted them gone.
    """
    kind = str(type(row)._meta.model_name) + ("-ended" if ended else "")
    return Erasure(kind=kind, row=row.pk, born_at=getattr(row, row.BORN))


def note_erasure(row: Any, *, ended: bool = False) -> None:
    """Write down that a row goes, in the transaction that deletes it."""
    erasure_of(row, ended=ended).save()


def note_stop(kind: str, address: str, now: datetime) -> None:
    """Write down that the address with this hash wants no more of a kind of mail."""
    Erasure(kind=kind, row=0, born_at=now, stopped=address).save()


def list_erasures(*, now: datetime) -> int:
    """Carry what was erased over into the list; return how many.

    Only when a line is on the disk does its row go: a list that cannot be written is
    tried again, and nothing is forgotten.
    """
    waiting = list(Erasure.objects.all()[:BATCH])
    if waiting:
        names = [one.name for one in waiting if not one.stopped]
        stops = [f"{one.kind}:{one.stopped}" for one in waiting if one.stopped]
        erasure_list.append(settings.ERASURES_DIR, names, now, stops)
        Erasure.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(waiting)
