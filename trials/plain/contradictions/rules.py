"""All rules, in the order in which their sentences stand on a page."""

from collections.abc import Callable
from datetime import date

from trials.plain.contradictions import ages, grouping, people, timing
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence

Rule = Callable[[PlainRecord, date], Sentence | None]
SHOWN = 3
RULES: dict[str, Rule] = {
    "3": timing.late_start,
    "4": timing.late_end,
    "7": timing.no_place,
    "1": people.things_though_observed,
    "13a": grouping.placebo_known,
    "13b": grouping.placebo_as_tested,
    "15": people.ages_in_text,
    "16": ages.other_ages,
    "17": people.healthy_unnamed,
    "2": people.chance_though_observed,
    "5": timing.late_main,
    "6": timing.main_done,
    "8": grouping.chance_in_one_group,
    "9": grouping.one_group_of_several,
    "10": grouping.chance_in_words,
    "11": grouping.open_in_title,
    "12": grouping.blind_in_title,
    "14": grouping.placebo_without_group,
    "18": people.healthy_asked_for,
    "19": people.phase_in_title,
    "20": grouping.one_arm_in_title,
    "21": timing.more_places,
    "22": timing.unconfirmed_places,
    "23": timing.counted_though_off,
    "24": people.all_sexes_of_men,
    "25": grouping.placebo_called_otherwise,
    "26": grouping.nothing_though_masked,
}


def contradictions(record: PlainRecord, today: date) -> dict[str, Sentence]:
    """Return the sentence of each rule that finds something."""
    found = {number: rule(record, today) for number, rule in RULES.items()}
    return {number: sentence for number, sentence in found.items() if sentence}
