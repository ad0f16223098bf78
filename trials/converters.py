"""The form of a registry number in an address."""

from trials.registry.source import path_pattern


class RegistryId:
    """A number of any registry; any case is read, upper case is written."""

    regex = path_pattern()

    def to_python(self, value: str) -> str:
        """Return the number as the registry writes it."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """Return the number as it stands in an address."""
        return value
