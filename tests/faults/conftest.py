"""The servers of tests/services, which these tests break."""

from tests.services.conftest import (
    _needs_servers,
    postgres,
    redis_server,
)

__all__ = ["_needs_servers", "postgres", "redis_server"]
