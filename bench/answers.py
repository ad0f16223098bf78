"""How well the search answers questions that somebody judged.

A line of the file: q, lang, kind, relevant {number: grade 1 to 3}, must_not [numbers].
Needs Django set up: `python -m bench.search quality FILE`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from math import log2
from pathlib import Path
from statistics import mean
from typing import Any

from trials.models import Study
from trials.search import find

Question = dict[str, Any]
# The same question as somebody asks it in each language.
PAIRS = Path(__file__).with_name("pairs.json")
# How much of a collection somebody who asks in lay words has to look through.
FIRST_PART, LAY = 0.06, {"lay", "question"}


def quality(path: str) -> None:
    """Print how well each language and kind is answered, and pairs of languages."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    print_table(questions)
    print_first_part(questions)
    print_pairs({one["q"]: one for one in questions})


def print_table(questions: list[Question]) -> None:
    """Print nDCG@10, recall@20, forbidden and empty answers by language and kind."""
    groups: dict[str, list[tuple[float | None, ...]]] = defaultdict(list)
    for one in questions:
        row = judged(one, find(one["q"], one["lang"]))
        is_aside = int(sha256(one["q"].encode()).hexdigest(), 16) % 5 == 0
        aside = "put aside" if is_aside else "looked at"
        for name in (f"lang {one['lang']}", f"kind {one['kind']}", aside, "all"):
            groups[name].append(row)
    print(f"{'':<20}{'n':>5}{'nDCG@10':>9}{'recall@20':>10}{'bad':>5}{'empty':>6}")
    for name, rows in sorted(groups.items()):
        ndcg, recall, bad, empty = (
            [one for one in column if one is not None]
            for column in zip(*rows, strict=True)
        )
        print(
            f"{name:<20}{len(rows):>5}{shown(ndcg):>9}{shown(recall):>10}"
            f"{sum(bad):>5.0f}{sum(empty):>6.0f}"
        )


def print_first_part(questions: list[Question]) -> None:
    """Print how much of what is relevant stands in the first part of the collection."""
    depth = round(FIRST_PART * Study.objects.published().count())
    lay = [one for one in questions if one["kind"] in LAY and good_of(one)]
    found = [find(one["q"], one["lang"], depth) for one in lay]
    print(f"lay questions: {len(lay)}; what the first {depth} hold")
    for name, wanted in (("good", good_of), ("of any grade", any_of)):
        each = zip(found, lay, strict=True)
        held = [recall(ranked, wanted(one), depth) for ranked, one in each]
        print(f"    {name}: {shown(held)}")


def print_pairs(judgments: dict[str, Question]) -> None:
    """Print recall@20 of the same questions by language, with its share of English."""
    pairs = [
        (one, good_of(judgments[one["en"]]))
        for one in json.loads(PAIRS.read_text(encoding="utf-8"))
        if one["en"] in judgments and good_of(judgments[one["en"]])
    ]
    english = 0.0
    for language in ("en", "zh", "es", "ar"):
        found = [recall(find(one[language], language), good) for one, good in pairs]
        english = english or mean(found)
        share = mean(found) / english
        print(f"pairs {language}: {len(found)}, recall@20 {shown(found)}, {share:.3f}")
        for (one, _good), value in zip(pairs, found, strict=True):
            if value < 1:
                print(f"    {value:.2f} {one[language]}")


def shown(values: list[float]) -> str:
    return f"{mean(values):.3f}" if values else "-"


def any_of(one: Question) -> set[str]:
    """Return whatever answers a question at all."""
    return {key for key, grade in one["relevant"].items() if grade}


def good_of(one: Question) -> set[str]:
    """Return what answers a question well: grades 2 and 3, all where there are none."""
    graded = {key: grade for key, grade in one["relevant"].items() if grade}
    return {key for key, grade in graded.items() if grade >= 2} or set(graded)


def recall(ranked: list[str], good: set[str], depth: int = 20) -> float:
    return len(good & set(ranked[:depth])) / min(depth, len(good))


def judged(one: Question, ranked: list[str]) -> tuple[float | None, ...]:
    """Return nDCG@10, recall@20, whether something forbidden is there, and empty."""
    relevant = {key: grade for key, grade in one["relevant"].items() if grade}
    bad = float(bool(set(ranked[:10]) & set(one.get("must_not", []))))
    if not relevant:
        return None, None, bad, 0.0
    best = sorted(relevant.values(), reverse=True)[:10]
    got = worth(relevant.get(key, 0) for key in ranked[:10])
    return got / worth(best), recall(ranked, good_of(one)), bad, float(not ranked)


def worth(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(at + 2) for at, grade in enumerate(grades))
