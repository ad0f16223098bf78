"""What we hold of the registry, and since when."""

from datetime import UTC, datetime

BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
NUMBERS = [f"NCT9100000{number}" for number in range(1, 6)]
