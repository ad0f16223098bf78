"""Chosen notes as a part of a message to a study's team."""

from collections.abc import Iterable

from django.utils.text import Truncator

from contacts.models import Note

# So much of a passage says to a team which one is meant.
QUOTED = 200


def quoted_questions(notes: Iterable[Note]) -> str:
    """Return chosen notes as a part of a message; of long passages the beginning."""
    return "\n\n".join(
        f"“{Truncator(note.exact).chars(QUOTED)}”\n{note.body}" for note in notes
    )
