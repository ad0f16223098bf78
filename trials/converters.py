"""The form of a registry number in an address."""


class RegistryId:
    """A ClinicalTrials.gov number; any case is read, upper case is written."""

    regex = "[Nn][Cc][Tt][0-9]{8}"

    def to_python(self, value: str) -> str:
        """Return the number as the registry writes it."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """Return the number as it stands in an address."""
        return value
