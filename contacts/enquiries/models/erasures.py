"""What was erased and does not yet stand in the list that is kept apart."""

from django.db import models


class Erasure(models.Model):
    """A row that is gone; written with its deletion, taken away once it is listed.

    It names the row by number and moment of birth: both tell nothing without the row.
    """

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "kind", "row", "born_at"}

    kind = models.CharField(max_length=32)
    row = models.BigIntegerField()
    born_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"

    @property
    def name(self) -> str:
        """Return what only this row was ever called; a number alone is used again."""
        return f"{self.kind}:{self.row}:{self.born_at.timestamp():.6f}"
