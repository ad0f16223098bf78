"""A committee's decision approves exactly the versions that its pack held."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from trials.models import Study, TextState, TextVersion
from trials.models.gated.kinds import NEEDS_ETHICS
from trials.texts.actions.reviewing import Approval, approve_text
from trials.texts.refusals import TextRefusedError


@dataclass
class Decision:
    """What became of each text of the pack."""

    approved: list[TextVersion] = field(default_factory=list)
    # Changed since, or already decided: the hash is not one that waits.
    unknown: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[TextVersion, str]] = field(default_factory=list)


@transaction.atomic
def import_decision(
    *,
    study: Study,
    manifest: dict[str, Any],
    approval: Approval,
    now: datetime,
    by: str,
) -> Decision:
    """Approve what waits under the hashes of a pack, and nothing else.

    The person who brings the decision signs as the other reader: never of own words.
    """
    made = Decision()
    waiting = TextVersion.objects.filter(study=study, state=TextState.IN_REVIEW)
    for entry in manifest["texts"]:
        if entry.get("kind") not in NEEDS_ETHICS:
            continue
        version = waiting.filter(
            sha256=entry["sha256"], number=entry.get("version")
        ).first()
        if version is None:
            made.unknown.append(entry)
            continue
        try:
            row = approve_text(version=version, approval=approval, now=now, by=by)
            made.approved.append(row)
        except TextRefusedError as error:
            made.refused.append((version, error.sentence))
    return made
