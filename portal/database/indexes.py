"""Indexes that hold only the rows which have a value: no others are sought by it."""

from django.db import models
from django.db.models import Q


def index_of_some(field: str, name: str) -> models.Index:
    """Return the index of a column that is empty in most rows.

    Those take no room in it, and none of the time of whoever writes them. A
    comparison says by itself that there is a value, so that each finds its way there.
    """
    return models.Index(
        fields=[field], name=name, condition=Q(**{f"{field}__isnull": False})
    )
