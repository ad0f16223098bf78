"""Every hazard with its cause, its control and the tests that hold it.

`python -m tests.safety` makes docs/safety-case.md of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

BEFORE_SENDING = "tests/contacts/enquiries/views/test_before_sending.py"
MARKING = "tests/contacts/enquiries/actions/test_marking.py"
URGENCY = "tests/corpora/test_urgency.py"
WRITING = "tests/contacts/enquiries/urgency/test_writing.py"
CLASSIFY = "tests/contacts/enquiries/urgency/test_classify.py"
HANDLING = "tests/contacts/conversation/actions/test_handling.py"
CONSOLE = "tests/contacts/console/views/test_handling.py"
CARE = "tests/trials/selfcheck/test_care.py"
PAGES = "tests/trials/pages/views/test_care.py"
DECIDING = "tests/trials/selfcheck/test_deciding.py"
VOCABULARY = "tests/portal/lib/test_vocabulary.py"


@dataclass(frozen=True)
class Hazard:
    """What can happen to somebody, why, what stops it, and which tests show that."""

    hazard: str
    cause: str
    control: str
    held_by: dict[str, tuple[str, ...]]

    @property
    def tests(self) -> Iterator[str]:
        """Yield the tests by file and name."""
        for path, names in self.held_by.items():
            yield from (f"{path}::{name}" for name in names)


HAZARDS = (
    Hazard(
        "Somebody in an emergency writes a message and waits for an answer.",
        "Nobody reads messages at once.",
        (
            "Before sending, a calm word with the country's numbers; the number "
            "stands on the form for everybody; again on the receipt and in the "
            "copy."
        ),
        {
            BEFORE_SENDING: (
                "test_an_emergency_is_told_of_before_anything_is_sent",
                "test_the_number_of_the_country_stands_there_for_everybody",
            ),
            MARKING: ("test_the_copy_says_whom_to_ring_but_not_to_a_discreet_family",),
        },
    ),
    Hazard(
        "An emergency in a message is not noticed.",
        "Words, spelling or language that the lists do not know.",
        (
            "Lists by language, slips and other writings read as one; recall and "
            "precision measured on two collections; the numbers stand there "
            "whatever is found."
        ),
        {
            URGENCY: (
                "test_emergencies_are_seen_and_the_alarm_is_seldom_false",
                "test_no_language_is_left_behind",
            ),
            WRITING: ("test_two_ways_of_writing_are_one",),
        },
    ),
    Hazard(
        "The alarm is shown so often that nobody minds it.",
        "Figures of speech, questions about side effects, what is long past.",
        (
            "What is denied, supposed, past, somebody else's or a figure does not "
            "count; a side effect is a report."
        ),
        {
            CLASSIFY: (
                "test_denied_supposed_past_and_figures_do_not_count",
                "test_a_question_is_no_alarm",
            ),
            MARKING: ("test_a_side_effect_changes_no_promise",),
        },
    ),
    Hazard(
        "The words about suicide or violence are read by whom they are about.",
        "A telephone or mailbox that others see.",
        (
            "A discreet family gets a neutral heading and the words after one "
            "press; its mails name nothing."
        ),
        {
            BEFORE_SENDING: (
                "test_on_a_screen_that_others_see_the_words_come_after_one_press",
            ),
        },
    ),
    Hazard(
        "The team reads an emergency days later.",
        ("The usual promise, quiet hours, one mail a day, a coordinator who is away."),
        (
            "The same working day is promised, deputies hear at once, it stands on "
            "top of the console."
        ),
        {
            MARKING: (
                "test_the_promise_is_the_same_working_day",
                "test_deputies_hear_at_once_also_those_of_one_mail_a_day",
            ),
        },
    ),
    Hazard(
        "The mark of an emergency goes without anybody having helped.",
        "A press in passing.",
        "Taking it off needs a reason, which the audit keeps.",
        {
            HANDLING: ("test_an_urgent_mark_is_taken_off_once",),
            CONSOLE: ("test_a_mark_of_urgency_can_be_taken_off",),
        },
    ),
    Hazard(
        "A dangerous answer in the self-check leads to “send a message”.",
        "The outcome speaks of the study alone.",
        (
            "Care beside the outcome: told first on the question's own page, the "
            "result, the sheet, on paper and in what is sent along."
        ),
        {
            CARE: (
                "test_a_worked_case_of_care",
                "test_care_never_touches_the_outcome_and_is_there_where_it_is_needed",
                "test_the_snapshot_brings_it_to_the_team_in_the_familys_words",
            ),
            PAGES: (
                "test_a_dangerous_answer_is_answered_on_its_own_page",
                "test_the_result_says_help_before_heading_and_button",
            ),
        },
    ),
    Hazard(
        "An author asks for a danger sign and says nothing of it.",
        "A question is written for the study's sake.",
        ("The lint refuses a question about a laboratory danger sign without care."),
        {
            CARE: ("test_a_number_that_may_be_a_danger_sign_needs_care",),
        },
    ),
    Hazard(
        "A creatinine is read as a filtration and looks healthy.",
        "Two tests of the kidney on one report.",
        "The line of the report is named; 150 is the highest filtration taken.",
        {
            CARE: ("test_a_worked_case_of_care",),
        },
    ),
    Hazard(
        "An exclusion never excludes.",
        "A table that was left as it stood.",
        (
            "Tables begin at “choose”; readiness names rules that cannot come out "
            "either way."
        ),
        {
            DECIDING: ("test_a_line_that_never_fails_is_named",),
        },
    ),
    Hazard(
        "Medical words change and nobody stands for them.",
        "Lists without an owner.",
        (
            "Owner, source and date in every row; texts are drafts until the "
            "hospital's clinical-safety officer has approved them."
        ),
        {
            VOCABULARY: (
                "test_every_row_of_a_medical_list_has_an_owner_a_source_and_a_date",
            ),
            CARE: (
                "test_every_danger_sign_has_an_owner_a_source_and_a_date",
                "test_every_care_text_has_an_owner_a_source_and_a_date",
            ),
        },
    ),
)
