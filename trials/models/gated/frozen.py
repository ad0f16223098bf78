"""What every gated text has in common: once it left its author it never changes.

Self-checks and texts are rows of this kind. What approval belongs to is a hash.
"""

from typing import Any, Self

from django.db import models

from portal.lib.json_hash import hash_json

DRAFT = "DRAFT"


class FrozenVersionError(ValueError):
    """Somebody tried to change a version that others have read or seen."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses to change what a version is made of, unless all are drafts."""

    def drafts(self) -> Self:
        """Versions that may still be changed."""
        return self.filter(state=DRAFT)

    def update(self, **changes: Any) -> int:
        is_reopened = changes.get("state") == DRAFT
        is_frozen = is_reopened or any(name in changes for name in self.model.FROZEN)
        if is_frozen and self.order_by().exclude(state=DRAFT).exists():
            raise FrozenVersionError(self.model.__name__)
        return super().update(**changes)

    update.alters_data = True  # type: ignore[attr-defined]


class FrozenVersion(models.Model):
    """A version with a hash; `FROZEN` names what it is made of."""

    FROZEN: tuple[str, ...] = ()

    sha256 = models.CharField(max_length=64)
    state: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a version that left its author keeps what it is made of."""
        stored = type(self)._base_manager.filter(pk=self.pk)
        before: Any = (
            stored.exclude(models.Q(("state", DRAFT))).first() if self.pk else None
        )
        if before and (
            self.state == DRAFT
            or any(getattr(self, name) != getattr(before, name) for name in self.FROZEN)
        ):
            raise FrozenVersionError(type(self).__name__)
        super().save(*args, **kwargs)

    def hashed(self) -> Any:
        """Return the value that the hash is of."""
        raise NotImplementedError

    @property
    def is_whole(self) -> bool:
        """Whether it is still what its hash was written down for."""
        return hash_json(self.hashed()) == self.sha256
