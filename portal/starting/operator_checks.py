"""System checks of what the operator has to say of itself."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from portal.hospital.operator import BLANKS, is_fictional, missing_blanks
from portal.hospital.says import hospital_says


@register(deploy=True)
def operator_is_named(**_: Any) -> list[CheckMessage]:
    """Families may write once they can read who is responsible."""
    return [
        Warning(
            f"{name} is empty: families' forms stay closed.",
            hint=f"Set {name} to {BLANKS[name]}.",
            id="portal.W011",
        )
        for name in missing_blanks()
    ]


@register(deploy=True)
def operator_is_real(**_: Any) -> list[CheckMessage]:
    """What was made up for a demonstration names nobody."""
    if not is_fictional():
        return []
    words = "The pages on responsibility name a hospital that is made up."
    hint = "Unset DEBUG and set OPERATOR_… and PRIVACY_… (docs/configuration.md)."
    return [Warning(words, hint=hint, id="portal.W012")]


@register(deploy=True)
def desk_can_be_called(**_: Any) -> list[CheckMessage]:
    """Closed forms and full queues name a telephone."""
    if hospital_says("PORTAL_DESK_PHONE"):
        return []
    words = "PORTAL_DESK_PHONE is empty: a family whose message waits can call nobody."
    hint = "Set PORTAL_DESK_PHONE to the desk's number."
    return [Warning(words, hint=hint, id="portal.W013")]
