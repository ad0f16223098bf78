"""Words of statements that a process sends again and again."""


class Often(str):
    """Words that are composed once and for all: PostgreSQL may keep their plan.

    No plan is kept of what Django composes anew: one that fits all values would be a
    bad one for most.
    """

    __slots__ = ()
