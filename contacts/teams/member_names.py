"""How a member of the staff is called."""

from typing import Any


def name_of(user: Any) -> str:
    """Return how a colleague is called."""
    return user.get_full_name() or user.get_username().partition("@")[0]
