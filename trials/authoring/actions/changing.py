"""A draft is changed, but never over what somebody else has written meanwhile."""

from django.db import transaction

from portal.lib.json_hash import hash_json
from trials.models import SelfCheckVersion
from trials.selfcheck.editing.texts import standing
from trials.selfcheck.parts import Document


@transaction.atomic
def change_draft(
    *,
    version: SelfCheckVersion,
    definition: Document,
    by: str,
    outdated: list[str] | None = None,
) -> bool:
    """Replace a draft's definition; marks of texts that are gone go too.

    False where it is no draft any more, or not the one that was read: somebody else
    changed it meanwhile, and nothing is overwritten.
    """
    marks = version.outdated if outdated is None else outdated
    drafts = SelfCheckVersion.objects.drafts()
    same = drafts.filter(pk=version.pk, sha256=version.sha256)
    changed = same.update(
        definition=definition,
        sha256=hash_json(definition),
        outdated=standing(marks, definition),
        author=by,
        # What a committee decided on were other words.
        ethics_reference="",
        valid_until=None,
    )
    return bool(changed)


@transaction.atomic
def settle_note(*, version: SelfCheckVersion, place: int, by: str) -> None:
    """Take one note of the import away: somebody has looked at it."""
    notes = [one for n, one in enumerate(version.open_notes) if n != place]
    drafts = SelfCheckVersion.objects.drafts().filter(pk=version.pk)
    drafts.update(open_notes=notes, author=by)
