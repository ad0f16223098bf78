"""The portal as a hospital with PostgreSQL runs it: with Redis, where there is one."""

from contextlib import ExitStack

from bench.messages import dead_ends
from bench.server import BenchServer
from tests.services.servers import Postgres, Redis, find

# As deploy/portal-web.service says.
PROCESSES = 1


class Deployed:
    """Private services and two servers on one database; `alone` has nothing beside."""

    def __init__(self) -> None:
        self.open_ones = ExitStack()
        try:
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self) -> None:
        """Start the services, then what stands on them."""
        self.postgres = Postgres()
        self.open_ones.callback(self.postgres.close)
        beside = [self.postgres.family()[0]]
        cache: dict[str, str] = {}
        if find("redis-server"):
            redis = Redis()
            self.open_ones.callback(redis.close)
            assert redis.process
            beside.append(redis.process.pid)
            cache["REDIS_URL"] = redis.url
        url = self.postgres.create("bench")
        self.server = BenchServer(url, processes=PROCESSES, beside=beside, **cache)
        self.open_ones.callback(self.server.close)
        self.alone = BenchServer(
            url, is_filled=True, processes=PROCESSES, beside=beside, **dead_ends()
        )
        self.open_ones.callback(self.alone.close)

    def close(self) -> None:
        """Stop all, the last first."""
        self.open_ones.close()
