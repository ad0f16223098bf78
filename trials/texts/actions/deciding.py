"""A committee's decision approves exactly the versions that its pack held."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from trials.models import SelfCheckVersion, Study, TextState, TextVersion
from trials.models.gated.kinds import NEEDS_ETHICS
from trials.texts.actions.reviewing import Approval, approve_text
from trials.texts.pack.parts import SELFCHECK
from trials.texts.refusals import TextRefusedError

Decided = TextVersion | SelfCheckVersion


@dataclass
class Decision:
    """What became of each text of the pack."""

    approved: list[TextVersion] = field(default_factory=list)
    # Draft self-checks that bear the reference now; whoever publishes one signs it.
    referred: list[SelfCheckVersion] = field(default_factory=list)
    # Changed since, or already decided: the hash is not one that waits.
    unknown: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[Decided, str]] = field(default_factory=list)


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
    # The document of a self-check has all languages, each text has its own.
    entries = {(one.get("slot"), one["sha256"]): one for one in manifest["texts"]}
    for entry in entries.values():
        if entry.get("kind") in {*NEEDS_ETHICS, SELFCHECK}:
            decide_entry(made, study, entry, approval, now, by)
    return made


def decide_entry(
    made: Decision,
    study: Study,
    entry: dict[str, Any],
    approval: Approval,
    now: datetime,
    by: str,
) -> None:
    """Decide on one text of the pack."""
    version = waiting_version(study, entry)
    if version is None:
        made.unknown.append(entry)
        return
    try:
        if isinstance(version, SelfCheckVersion):
            made.referred.append(refer_selfcheck(version, approval, by))
        else:
            row = approve_text(version=version, approval=approval, now=now, by=by)
            made.approved.append(row)
    except TextRefusedError as error:
        made.refused.append((version, error.sentence))


def waiting_version(study: Study, entry: dict[str, Any]) -> Decided | None:
    """Return what waits under a hash of the pack."""
    if entry["kind"] == SELFCHECK:
        drafts = SelfCheckVersion.objects.filter(study=study, state=TextState.DRAFT)
        same = drafts.filter(sha256=entry["sha256"], number=entry.get("version"))
        check: SelfCheckVersion | None = same.first()
        return check
    waiting = TextVersion.objects.filter(study=study, state=TextState.IN_REVIEW)
    return waiting.filter(sha256=entry["sha256"], number=entry.get("version")).first()


def refer_selfcheck(
    version: SelfCheckVersion, approval: Approval, by: str
) -> SelfCheckVersion:
    """Write the committee's reference on a draft; the next change takes it off."""
    if by == version.author:
        raise TextRefusedError("own")
    if not version.is_whole:
        raise TextRefusedError("altered")
    version.ethics_reference = approval.ethics_reference
    version.valid_until = approval.valid_until
    version.save()
    return version
