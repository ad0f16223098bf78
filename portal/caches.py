"""The shared cache, which may be away: a page is then rendered, never refused."""

import logging
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache

log = logging.getLogger(__name__)


def forgiving(name: str) -> Callable[..., Any]:
    """Wrap one cache operation so that a Redis that is down counts as a miss."""

    def operation(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except redis.RedisError as error:
            log.warning("cache %s failed: %s", name, type(error).__name__)
            return NOTHING[name](args, kwargs)

    return operation


NOTHING: dict[str, Callable[[tuple, dict], Any]] = {
    "get": lambda args, kwargs: args[1] if len(args) > 1 else kwargs.get("default"),
    "get_many": lambda args, kwargs: {},
    "set": lambda args, kwargs: None,
    "set_many": lambda args, kwargs: [],
    "add": lambda args, kwargs: True,
    "incr": lambda args, kwargs: 1,
    "touch": lambda args, kwargs: False,
    "delete": lambda args, kwargs: False,
    "delete_many": lambda args, kwargs: None,
    "has_key": lambda args, kwargs: False,
    "clear": lambda args, kwargs: None,
}

ForgivingRedisCache = type(
    "ForgivingRedisCache", (RedisCache,), {name: forgiving(name) for name in NOTHING}
)
