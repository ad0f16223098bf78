"""What a check of a document finds."""

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """Something wrong: `where` is a path such as "items/age" or "criteria/I2d"."""

    level: str
    code: str
    where: str
    message: str
