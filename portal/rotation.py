"""Everything that lies encrypted is put under the first of FIELD_KEYS.

All encrypted fields of all models are found by themselves. What lies encrypted anywhere
else (in a JSON field, in files) is added to `OTHERS`, in `ready` of its app: a function
that takes the running `Tally` and tells it of each token that it comes to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import transaction
from django.db.models import Model, TextField, Value

from portal.lib.crypto import EncryptedTextField, as_token, is_newest, renewed

# Rows of one transaction: short enough for SQLite's other writers.
BATCH = 100
# Passes over everything; what somebody wrote with an old key meanwhile is left to the
# next, and a process that never learned of the new key shows in the last.
PASSES = 3


@dataclass
class Tally:
    """What came of a pass: tokens put under the first key, and left as they were."""

    changed: int = 0
    # Somebody wrote at the same moment.
    missed: int = 0
    # Of none of the keys: where they lie.
    unreadable: list[str] = field(default_factory=list)

    def renew(self, token: str | None, where: str) -> str | None:
        """Return the token under the first key; None where it is, or none can read."""
        if not token or is_newest(token):
            return None
        try:
            return renewed(token)
        except InvalidToken:
            self.unreadable.append(where)
            return None

    def count(self, number: int, *, is_written: bool) -> None:
        """Count tokens of one place that were written, or were not as they had been."""
        if is_written:
            self.changed += number
        else:
            self.missed += number


OTHERS: list[Callable[[Tally], None]] = []


def rotate_field_keys() -> Iterator[Tally]:
    """Go over everything until nothing is left under an old key; yield each pass.

    It can be stopped and begun again at any time, while the portal runs.
    """
    for _ in range(PASSES):
        tally = run_pass()
        yield tally
        if not tally.changed and not tally.missed:
            return


def run_pass() -> Tally:
    """Look at every token once."""
    tally = Tally()
    for model, names in encrypted_fields().items():
        rotate_model(model, names, tally)
    for rotate_other in OTHERS:
        rotate_other(tally)
    return tally


def encrypted_fields() -> dict[type[Model], list[str]]:
    """Return the encrypted fields of every table."""
    found = {
        model: [
            one.name
            for one in model._meta.local_concrete_fields
            if isinstance(one, EncryptedTextField)
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {model: names for model, names in found.items() if names}


def rotate_model(model: type[Model], names: list[str], tally: Tally) -> None:
    """Put a table's tokens under the first key, some rows at a time."""
    rows, last = 1, None
    while rows:
        rows, last = rotate_batch(model, names, last, tally)


@transaction.atomic
def rotate_batch(
    model: type[Model], names: list[str], last: object, tally: Tally
) -> tuple[int, object]:
    """Do the rows after the one whose key is `last`; return how many, and the last."""
    # As the database holds them: the fields themselves would decrypt and encrypt.
    raw = {f"raw_{name}": as_token(name) for name in names}
    rows = model._base_manager.annotate(**raw)
    todo = rows if last is None else rows.filter(pk__gt=last)
    found = todo.order_by("pk").values_list("pk", *raw)[:BATCH]
    for pk, *tokens in found:
        last, where = pk, f"{model._meta.label} {pk}"
        old = dict(zip(names, tokens, strict=True))
        new = {n: tally.renew(old[n], f"{where} {n}") for n in names}
        new = {name: token for name, token in new.items() if token}
        if new:
            # Only what is still as it was read: a later word is never overwritten.
            same = rows.filter(pk=pk, **{f"raw_{name}": old[name] for name in new})
            is_written = same.update(
                **{n: Value(token, TextField()) for n, token in new.items()}
            )
            tally.count(len(new), is_written=bool(is_written))
    return len(found), last
