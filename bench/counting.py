"""What requests ask of the database: `python -m bench.counting`.

In a process of its own with the settings of the bench's server, because nobody counts
inside that one. Prints statements, round trips and commits of a message, and the
statements of the page that its family gets, as JSON.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import django
from django.test import Client

django.setup()

from bench.messages import FORM, STUDY  # noqa: E402
from tests.costs import Cost, counted  # noqa: E402
from tests.services.posted import address_of, network_of  # noqa: E402

TIMES = 5
# One for all: each would put the middleware together anew. One hop, as the bench's
# server is told to trust.
VISITOR = Client(headers={"X-Forwarded-For": "2001:db8::1", "Host": "127.0.0.1"})


def write_message() -> Any:
    """Accept a message of a family and a network of their own."""
    key = str(uuid4())
    form = {**FORM, "key": key, "email": address_of(key)}
    own = {"X-Forwarded-For": network_of(key)}
    answer = VISITOR.post(f"/trials/{STUDY}/message/", form, headers=own)
    if answer.status_code != 303:
        raise RuntimeError(f"the message is not accepted: {answer.status_code}")
    return answer


def cost_of_message() -> Cost:
    """Accept a message and count."""
    with counted() as cost:
        write_message()
    return cost


def cost_of_page(path: str) -> Cost:
    """Show a page and count."""
    with counted() as cost:
        answer = VISITOR.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"the page is not shown: {answer.status_code}")
    return cost


def least(count: Callable[[], Cost]) -> Cost:
    """Return the least of some: what a process knows for a second is not asked again.

    On a machine that does other things a second may pass between two.
    """
    return min((count() for _ in range(TIMES)), key=lambda cost: cost.round_trips)


if __name__ == "__main__":
    own = write_message()["Location"]
    message = least(cost_of_message)
    page = least(partial(cost_of_page, own))
    found = {
        "statements": len(message.statements),
        "round trips": message.round_trips,
        "commits": message.commits,
        "status": len(page.statements),
    }
    print(json.dumps(found))
