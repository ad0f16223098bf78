"""The secret with which everything that is looked up by a keyed hash is hashed.

It is random, made once by `manage.py migrate`, and lies in the database encrypted under
FIELD_KEYS. Where rows were there before it, it is the SECRET_KEY of that day: their
hashes, reply addresses and links stay right.
"""

from secrets import token_hex
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from portal.models import InstallationSecret

LOOKUP = "lookup"
# A hash must cost no query; the secret never changes, so each process asks once.
known: dict[str, str] = {}


def lookup_secret() -> str:
    """Return the installation's own secret for hashes; it outlives every SECRET_KEY."""
    if LOOKUP not in known:
        row = InstallationSecret.objects.filter(name=LOOKUP).first()
        if row is None:
            raise ImproperlyConfigured(
                "The database does not hold the installation's secret. Restore a "
                "backup that does; where there is nothing to restore, run "
                "manage.py migrate, which makes a new one."
            )
        known[LOOKUP] = row.value
    return known[LOOKUP]


def ensure_lookup_secret(*, using: str, **_: Any) -> None:
    """Make the secret after `migrate` and `flush` where there is none."""
    tables = connections[using].introspection.table_names()
    if InstallationSecret._meta.db_table not in tables:
        return
    row, is_new = InstallationSecret.objects.using(using).get_or_create(
        name=LOOKUP, defaults={"value": token_hex(32)}
    )
    if is_new:
        known[LOOKUP] = row.value
