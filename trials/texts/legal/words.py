"""The consent, privacy, urgent and care words that stand on pages and in mails.

What the hospital approved; until there is such a version, or where it lacks a sentence
that came with an update, what comes with the software. (Families' forms are closed
until there is one.)
"""

from time import monotonic

from django.utils import timezone

from trials.models import TextKind, TextVersion
from trials.texts.bodies import Body, sentences_of
from trials.texts.serving import served_version
from trials.texts.shipped.legal import shipped_legal

# How long a process trusts what it read, in seconds.
TRUST = 1.0
read_bodies: dict[tuple[str, str], tuple[float, Body, dict[str, str]]] = {}


def legal_body(kind: TextKind, language: str) -> Body:
    """Return a body with every sentence; at most `TRUST` seconds old."""
    return trusted(kind, language)[1]


def legal_sentence(
    kind: TextKind, key: str, language: str, version: int | None = None
) -> str:
    """Return one sentence; raises KeyError for one that does not exist.

    As it is shown today, or as it stands in a `version` of `version_shown`.
    """
    if version is None:
        return trusted(kind, language)[2][key]
    row = TextVersion.objects.filter(pk=version).first()
    return sentences_of(with_ours(shipped_legal(kind, language), row))[key]


def version_shown(kind: TextKind, language: str) -> int:
    """Return which version is shown today; 0 for what comes with the software."""
    served = served_version(kind, language, timezone.localdate())
    return served.pk if served else 0


def trusted(kind: TextKind, language: str) -> tuple[float, Body, dict[str, str]]:
    """Return when a body was read, the body, and its sentences by their keys."""
    now, key = monotonic(), (kind, language)
    hit = read_bodies.get(key)
    if hit is None or now - hit[0] >= TRUST:
        body = read_legal(kind, language)
        hit = read_bodies[key] = (now, body, sentences_of(body))
    return hit


def read_legal(kind: TextKind, language: str) -> Body:
    """Return it as the database has it."""
    served = served_version(kind, language, timezone.localdate())
    return with_ours(shipped_legal(kind, language), served)


def with_ours(shipped: Body, served: TextVersion | None) -> Body:
    """Return a hospital's version, and what it lacks as it comes with the software."""
    if served is None:
        return shipped
    ours = sentences_of(served.body)
    return {
        **served.body,
        "sentences": [
            {**one, "text": ours.get(one["key"]) or one["text"]}
            for one in shipped.get("sentences", [])
        ],
    }
