"""The reasons of one criterion: words for an answer, what they lead to. Pure."""

import copy

from trials.selfcheck.editing.asked_when import chosen
from trials.selfcheck.editing.drafts import STATES, existing_criterion
from trials.selfcheck.parts import Document, Draft


def with_reasons(
    document: Document,
    name: str,
    settings: dict[str, Draft],
    new: Draft | None = None,
) -> Document:
    """Return the document with a criterion's reasons changed.

    `settings`: by reason code, "temporary", "effect" ("" for the line's own) and
    "remove". `new`: state, words, and the answer (question, code) it belongs to.
    """
    changed = copy.deepcopy(document)
    one = existing_criterion(changed, name)
    kept = kept_reasons(one, settings)
    if new:
        # Before the state's general words: the first reason that fits is told.
        states = [reason["state"] for reason in kept]
        place = states.index(new["state"]) if new["state"] in states else len(kept)
        kept.insert(place, new_reason(changed, one, new))
    one["reasons"] = kept
    return changed


def kept_reasons(one: Draft, settings: dict[str, Draft]) -> list[Draft]:
    """Return a criterion's reasons as was wished of each, without those that go."""
    kept = []
    for reason in one["reasons"]:
        wish = settings.get(reason["code"])
        if wish and wish.get("remove") and may_go(one, reason):
            continue
        kept.append(set_reason(reason, wish) if wish else reason)
    return kept


def may_go(one: Draft, reason: Draft) -> bool:
    """Whether a reason may be taken out: each state keeps general words."""
    return "when" in reason or reason["state"] not in STATES[one["mode"]]


def set_reason(reason: Draft, wish: Draft) -> Draft:
    """Return a reason with its settings."""
    rest = {k: v for k, v in reason.items() if k not in {"temporary", "effect"}}
    if wish.get("effect"):
        rest["effect"] = wish["effect"]
    if wish.get("temporary"):
        rest["temporary"] = True
    return rest


def new_reason(document: Document, one: Draft, new: Draft) -> Draft:
    """Return words that are told when one answer was chosen."""
    taken = {reason["code"] for reason in one["reasons"]}
    base = f"{one['id']}.{new['code']}".replace("-", "_")[:56]
    found = (base if n == 1 else f"{base}.{n}" for n in range(1, 100))
    return {
        "state": new["state"],
        "code": next(code for code in found if code not in taken),
        "text": {document["defaultLanguage"]: new["words"]},
        "when": chosen(document, new["question"], new["code"]),
    }
