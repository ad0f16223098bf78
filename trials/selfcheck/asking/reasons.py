"""Why a self-check came out as it did, in the protocol's words and ours. Pure."""

from dataclasses import dataclass

from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.evaluate import Result
from trials.selfcheck.parts import Document, ProtocolLine, StatedReason

# In this order; "what fits" last, closed where the outcome is not a happy one.
GROUPS = (
    ("stop", "h_stop"),
    ("discuss", "h_discuss"),
    ("team", "h_team"),
    ("fits", "h_fits"),
)


@dataclass(frozen=True)
class ToldReason:
    """Why, with the very words of the protocol that it rests on."""

    criterion: str
    code: str
    kind: str
    text: str
    source: str
    is_temporary: bool


def reasons(
    definition: Document, result: Result, speak: Speaker
) -> list[tuple[str, str, list[ToldReason]]]:
    """Return (key, heading, reasons) in the specified order, without empty groups.

    After a gate only its one reason is told.
    """
    grouped: dict[str, list[ToldReason]] = {key: [] for key, _name in GROUPS}
    for criterion in definition["criteria"]:
        key = group_of(criterion, result)
        if key and (not result.early_exit or key == "stop"):
            grouped[key].append(tell_reason(criterion, result, speak))
    return [
        (key, speak.named(name), grouped[key]) for key, name in GROUPS if grouped[key]
    ]


def group_of(criterion: ProtocolLine, result: Result) -> str:
    """Return where a criterion is told, "" where nothing has to be said."""
    code = result.reasonOf.get(criterion["id"])
    state = result.states[criterion["id"]]
    if code in result.stop:
        return "stop"
    if code in result.discuss:
        return "discuss"
    if state in {"team_check", "unknown"}:
        return "team"
    return "fits" if state == "meets" else ""


def tell_reason(criterion: ProtocolLine, result: Result, speak: Speaker) -> ToldReason:
    """Return a criterion's reason in words; its label where it has none."""
    code = result.reasonOf.get(criterion["id"])
    nothing: StatedReason = {"state": "", "code": "", "text": {}}
    found = next((r for r in criterion["reasons"] if r["code"] == code), nothing)
    return ToldReason(
        criterion["id"],
        code or f"{criterion['id']}.{result.states[criterion['id']]}",
        criterion["kind"],
        speak(found["text"] or criterion["label"]),
        criterion["source"],
        bool(found.get("temporary")),
    )
