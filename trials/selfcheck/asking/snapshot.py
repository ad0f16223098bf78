"""What a person sends along of a self-check: as shown. Pure."""

from dataclasses import asdict
from datetime import date

from portal.lib.json_hash import hash_json
from trials.selfcheck.answers import read_answers
from trials.selfcheck.asking.care_told import tell_care
from trials.selfcheck.asking.reasons import reasons
from trials.selfcheck.asking.walk import next_page
from trials.selfcheck.asking.wording import Speaker, outcome_of, summary
from trials.selfcheck.evaluate import Result, evaluate
from trials.selfcheck.parts import Document, Given, Snapshot


def snapshot(
    definition: Document, raw: Given, language: str, today: date
) -> Snapshot | None:
    """Return what a person sends along: as shown, never to be calculated again.

    None while an answer is wrong or the questions have not led to a result.
    """
    speak = Speaker(definition, raw, language)
    result = evaluate(definition, raw, today)
    if not result.valid or next_page(definition, raw, today):
        return None
    care = [asdict(one) for one in tell_care(result, speak)]
    told = summary(read_answers(definition, raw, today), raw, speak)
    names = ("item", "label", "answer")
    return {
        "selfcheck": definition["id"],
        "version": definition["version"],
        "sha256": hash_json(definition),
        "language": speak.language,
        **({"care": care} if care else {}),
        "answers": [dict(zip(names, one, strict=True)) for one in told],
        **outcome_told(definition, result, speak),
    }


def outcome_told(definition: Document, result: Result, speak: Speaker) -> Snapshot:
    """Return what the answers came to, with the reasons by group."""
    groups = reasons(definition, result, speak)
    return {
        "outcome": result.outcome,
        "title": speak(outcome_of(definition, result)["title"]),
        "stop": result.stop,
        "discuss": result.discuss,
        "reasons": [
            {
                "heading": heading,
                "texts": [reason.text for reason in group],
                "codes": [reason.code for reason in group],
            }
            for _key, heading, group in groups
        ],
    }
