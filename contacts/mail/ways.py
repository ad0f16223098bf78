"""Where a mail leads: words before an address in plain text, and on a button."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One address and what is behind it, as a line that ends with a colon.

    What a `hint` says stands before them.
    """

    words: str
    address: str
    hint: str = ""

    @property
    def on_button(self) -> str:
        """Return the same words as they stand on a button."""
        return self.words.rstrip(" :：")
