"""What was erased or stopped and does not yet stand in the list that is kept apart."""

from django.db import models


class Erasure(models.Model):
    """A row that is gone; written with its deletion, taken away once it is listed.

    It names the row by number and moment of birth: both tell nothing without the row.
    """

    PERSONAL = {"stopped"}
    IMPERSONAL = {"id", "kind", "row", "born_at"}

    kind = models.CharField(max_length=32)
    row = models.BigIntegerField()
    born_at = models.DateTimeField()
    # The hash of an address that wants no more of a kind of mail; a backup from before
    # has no row that could stand for it, so the list says it itself.
    stopped = models.CharField(max_length=64, blank=True, db_default="")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"

    @property
    def name(self) -> str:
        """Return what only this row was ever called; a number alone is used again."""
        return f"{self.kind}:{self.row}:{self.born_at.timestamp():.6f}"
