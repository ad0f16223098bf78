"""The secrets of second factors lie encrypted inside a JSON field of allauth's."""

from typing import Any

from allauth.mfa.models import Authenticator

from portal.rotation import Tally

# Of an authenticator app, of recovery codes, and of codes from another system.
ENCRYPTED = ("secret", "seed", "migrated_codes")


def rotate_second_factors(tally: Tally) -> None:
    """Put them under the first of FIELD_KEYS; what somebody changes meanwhile stays."""
    rows = Authenticator.objects.order_by("pk")
    for pk, old in rows.values_list("pk", "data"):
        where = f"second factor {pk}"
        new = {
            name: renew(value, where, tally) if name in ENCRYPTED else value
            for name, value in old.items()
        }
        if new != old:
            is_written = rows.filter(pk=pk, data=old).update(data=new)
            tally.count(1, is_written=bool(is_written))


def renew(value: Any, where: str, tally: Tally) -> Any:
    """Return a token, or a list of them, under the first key."""
    if isinstance(value, list):
        return [renew(one, where, tally) for one in value]
    return tally.renew(value, where) or value
