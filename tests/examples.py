"""How much a test tries: some in the gate, all where what takes long runs as well."""

import hypothesis

SHORT, LONG = "short", "long"
# A test that counts its own examples says both counts.
hypothesis.settings.register_profile(SHORT, max_examples=25, deadline=None)
hypothesis.settings.register_profile(LONG, deadline=None)


def choose_profile(selection: str) -> None:
    """Take the short way where a selection leaves out what takes long."""
    is_short = "not long" in selection
    hypothesis.settings.load_profile(SHORT if is_short else LONG)


def looks_far() -> bool:
    """Whether everything is tried: with `--all`, and where somebody runs one file."""
    return hypothesis.settings.get_current_profile_name() == LONG


def count_examples(whole: int, *, short: int) -> int:
    """Return how many of `whole` examples are tried in this run."""
    return whole if looks_far() else short
