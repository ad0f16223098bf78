"""Questions about practical facts that a page could not answer, as a message."""

from django.http import HttpRequest

from trials.texts.facts import FACTS


def asked_questions(request: HttpRequest) -> str:
    """Return the questions that the address names, one a line."""
    asked = request.GET.getlist("ask")
    return "\n".join(str(FACTS[key].question) for key in FACTS if key in asked)
