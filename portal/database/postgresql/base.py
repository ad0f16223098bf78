"""PostgreSQL whose every answer is waited for only so long.

The server's own statement_timeout is of no use when the server, or the network before
it, has stopped: only the client can give up then.
"""

import time
from types import ModuleType
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import errors
from psycopg.pq import TransactionStatus

from portal.database.often import Often
from portal.database.postgresql.known_marks import KnownMarks
from portal.database.postgresql.outage import outage

# A refused connection is no outage: the next one may be taken.
AT_ONCE = 1.0
# A plan that is kept costs one more round trip when it is made.
TIMES = 2


class TimedConnection(psycopg.Connection[Any]):
    """A connection that is closed when an answer takes longer than `seconds`."""

    seconds: float | None = None

    def wait(
        self, gen: Any, interval: float = 0.1, timeout: float | None = None
    ) -> Any:
        """Wait for the server, at most so long."""
        try:
            answer = super().wait(gen, interval, timeout or self.seconds)
        except errors._WaitTimeout:
            # In the middle of an answer: nothing can be asked on it any more.
            self.close()
            outage.begin()
            raise psycopg.OperationalError("the database does not answer") from None
        # A connection that was open all the time tells it first.
        outage.end()
        return answer


class PlanningCursor(base.ServerBindingCursor):
    """A cursor that lets the server keep the plan of words that come often."""

    _query_cls = KnownMarks

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        """Send words; what comes `TIMES` on one connection is planned no more."""
        if not isinstance(query, Often):
            return super().execute(query, params, **{"prepare": False, **how})
        try:
            return super().execute(query, params, **how)
        except errors.FeatureNotSupported:
            if self.connection.info.transaction_status is not TransactionStatus.IDLE:
                raise
            # An update has changed a column meanwhile: all plans are made anew.
            super().execute("DEALLOCATE ALL", prepare=False)
            return super().execute(query, params, **how)


driver = ModuleType("psycopg, timed")
driver.__dict__.update(vars(psycopg), connect=TimedConnection.connect)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with the option `answer_seconds`; empty waits for ever."""

    Database = driver
    answer_seconds: float | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Return what psycopg takes; our own option is not among it."""
        params = super().get_connection_params()
        self.answer_seconds = params.pop("answer_seconds", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; at once refuse to where nobody answered a moment ago."""
        if self.answer_seconds and outage.refuses():
            raise psycopg.OperationalError("the database did not answer just now")
        began = time.monotonic()
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if time.monotonic() - began > AT_ONCE:
                outage.begin()
            raise
        connection.seconds = self.answer_seconds
        if not self.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
            # Behind a pool the plan might be another session's.
            connection.cursor_factory = PlanningCursor
            connection.prepare_threshold = TIMES
        outage.end()
        return connection
