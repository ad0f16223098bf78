"""How often somebody may do something; nobody can be read out of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """What one visitor or address has used up in one window of time."""

    PERSONAL = {"key"}
    IMPERSONAL = {"id", "window_at", "taken"}

    # A keyed hash of the kind of deed and of who does it, never an address.
    key = models.CharField(max_length=64)
    window_at = models.DateTimeField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window_at"], name="allowance_key_window_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.taken} since {self.window_at:%Y-%m-%d %H:%M}"


class Pause(models.Model):
    """How often somebody was wrong of late, and when they may try again."""

    PERSONAL = {"key"}
    IMPERSONAL = {"id", "tries", "next_try_at"}

    # A keyed hash, as above.
    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.tries} until {self.next_try_at:%Y-%m-%d %H:%M}"
