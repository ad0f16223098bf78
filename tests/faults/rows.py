"""What a row of the table is, and where the tests stand that many rows name."""

from dataclasses import dataclass

RUNS = "faults/test_runs.py::test_nothing_accepted_is_lost"
SURVIVAL = "services/test_survival.py"
HANGING = "services/test_hanging.py"
SCHEDULERS = "services/test_schedulers.py"
READY = "portal/health/test_readiness.py"
CLOCK = "portal/jobs/test_clock.py"
BOUNDS = "contacts/mail/inbound/test_bounds.py"
WALK = "contacts/console/views/test_staff_walk.py"
LETTERS = "contacts/conversation/actions/letters/test_letters.py"
RETURNED = "contacts/conversation/actions/lost_mails/test_returned.py"
FUZZ = "portal/test_fuzz.py"
MESSAGE = "contacts/enquiries/views/test_message.py"
NGINX = "services/test_served_by_nginx.py"


@dataclass(frozen=True)
class Row:
    """One fault. `why` says what no test tries, or why none can."""

    number: int
    fault: str
    shape: str
    tests: tuple[str, ...] = ()
    why: str = ""


def row(number: int, fault: str, shape: str, *tests: str, why: str = "") -> Row:
    return Row(number, fault, shape, tests, why)


BOTH = "production, embedded"
