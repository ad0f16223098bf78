"""What can go wrong between a registry and us; `str()` says why in one line."""


class RegistryError(Exception):
    """The registry gave no usable answer."""


class RegistryUnavailableError(RegistryError):
    """It could not be reached, or was busy, after all tries."""


class StudyNotFoundError(RegistryError):
    """It does not know the number."""


class RegistryRejectedError(RegistryError):
    """It refused the question; asking again would not help."""


class MalformedAnswerError(RegistryError):
    """It answered something that is not its own format."""


class RecordError(ValueError):
    """A record that cannot be read."""
