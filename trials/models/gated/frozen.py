"""What every gated text has in common: once it left its author it never changes.

Self-checks and texts are rows of this kind. What approval belongs to is a hash.
"""

from datetime import date
from typing import Any, Self

from django.db import models

from portal.lib.json_hash import hash_json
from trials.models.gated.states import TextState, states_before


class FrozenVersionError(ValueError):
    """Somebody tried to change what others have read, or to take no step of ours."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses to change what a version is made of, unless all are drafts."""

    def drafts(self) -> Self:
        """Versions that may still be changed."""
        return self.filter(state=TextState.DRAFT)

    def held(self, version: "FrozenVersion", *states: str) -> Any:
        """The row as it is now, locked; None where it changed or has gone on since."""
        rows = self.select_for_update().filter(state__in=states)
        return rows.filter(pk=version.pk, sha256=version.sha256).first()

    def update(self, **changes: Any) -> int:
        rows = self.order_by()
        frozen = any(name in changes for name in self.model.FROZEN)
        if frozen and rows.exclude(state=TextState.DRAFT).exists():
            raise FrozenVersionError(self.model.__name__)
        if "state" in changes:
            before = states_before(changes["state"])
            if rows.exclude(state__in=before).exists():
                raise FrozenVersionError(self.model.__name__)
        return super().update(**changes)

    update.alters_data = True  # type: ignore[attr-defined]


class FrozenVersion(models.Model):
    """A version with a hash; `FROZEN` names what it is made of."""

    FROZEN: tuple[str, ...] = ()

    sha256 = models.CharField(max_length=64)
    # The end of that day in the portal's time zone.
    valid_until = models.DateField(null=True, blank=True)
    # How many days before the end somebody was told of last.
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True)
    state: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a version that left its author keeps what it is made of."""
        stored = type(self)._base_manager.filter(pk=self.pk)
        before: Any = stored.first() if self.pk else None
        if before is not None:
            self.refuse_change(before)
        super().save(*args, **kwargs)

    def refuse_change(self, before: Self) -> None:
        """Raise FrozenVersionError for other words, or a step that is not ours."""
        is_frozen = before.state != TextState.DRAFT
        changed = any(getattr(self, n) != getattr(before, n) for n in self.FROZEN)
        is_step = before.state in states_before(self.state)
        if not is_step or (is_frozen and changed):
            raise FrozenVersionError(type(self).__name__)

    def move_to(self, state: TextState) -> None:
        """Take a step of the table and write the row."""
        self.state = state
        self.save()

    def hashed(self) -> Any:
        """Return the value that the hash is of."""
        raise NotImplementedError

    @property
    def is_whole(self) -> bool:
        """Whether it is still what its hash was written down for."""
        return hash_json(self.hashed()) == self.sha256

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.valid_until is not None and self.valid_until < today
