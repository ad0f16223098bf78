"""What one accepted message asks of the database: `python -m bench.counting`.

In a process of its own with the settings of the bench's server, because nobody counts
inside that one. Prints statements, round trips and commits.
"""

from uuid import uuid4

import django
from django.test import Client

django.setup()

from bench.messages import FORM, STUDY  # noqa: E402
from tests.costs import Cost, counted  # noqa: E402
from tests.services.posted import address_of, network_of  # noqa: E402

# One for all: each would put the middleware together anew.
VISITOR = Client()


def cost_of_message() -> Cost:
    """Accept a message and count."""
    key = str(uuid4())
    form = {**FORM, "key": key, "email": address_of(key)}
    with counted() as cost:
        # One hop, as the bench's server is told to trust.
        hop = {"X-Forwarded-For": network_of(key), "Host": "127.0.0.1"}
        answer = VISITOR.post(f"/trials/{STUDY}/message/", form, headers=hop)
    if answer.status_code != 303:
        raise RuntimeError(f"the message is not accepted: {answer.status_code}")
    return cost


if __name__ == "__main__":
    # The first pays for what a process asks once.
    cost_of_message()
    found = cost_of_message()
    print(len(found.statements), found.round_trips, found.commits)
