"""Who writes and who answers in the gallery of mails: nobody; no row is ever stored."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from contacts.alerts.models.subscriptions import Subscription
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import Channel, Relationship, RoutedTo
from contacts.mail.rendering import absolute
from contacts.teams.models.teams import Team
from trials.models import Study, StudySite

SENT_AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
# As long as a real one, and without a place where it could be broken.
WORD = "7c1e" * 16


@dataclass(frozen=True, kw_only=True)
class SampleNames:
    """What somebody and something is called in one language."""

    person: tuple[str, str]
    team: str
    hospital: str
    city: str
    title: str
    words: str


NAMES = {
    "en": SampleNames(
        person=("Ada", "Example"),
        team="Rheumatology of the Example University Hospital",
        hospital="Example University Hospital for Children and Adolescents",
        city="Hangzhou",
        title="A study of sleep in children with arthritis",
        words="Is there a place for a nine-year-old?\n\nOur address is "
        "ada.of.the.very.long.family.name.with.many.parts@families.example, and we "
        "read about it in a Kinderrheumatologieselbsthilfegruppenmitgliederbrief.",
    ),
    "zh-hans": SampleNames(
        person=("小明", "欧阳"),
        team="示例大学附属医院风湿免疫科研究团队",
        hospital="示例大学附属儿童医院",
        city="杭州",
        title="关节炎儿童睡眠情况研究",
        words="九岁的孩子还可以参加吗？\n\n我们的邮箱是 "
        "ada.of.the.very.long.family.name.with.many.parts@families.example。",
    ),
}


def names_in(language: str) -> SampleNames:
    """Return the names of a language; a new one borrows the English ones."""
    return NAMES.get(language, NAMES["en"])


def sample_study(language: str) -> Study:
    """Return a study that no registry knows."""
    return Study(
        registry_id="NCT99000001",
        brief_title=names_in(language).title,
        sponsor=names_in(language).hospital,
    )


def sample_site(language: str) -> StudySite:
    """Return a place that is on no map."""
    said = names_in(language)
    return StudySite(
        pk=1, facility=said.hospital, city=said.city, country="CN", key="gallery"
    )


def sample_team(language: str) -> Team:
    """Return a team of nobody."""
    return Team(pk=1, name=names_in(language).team, language=language)


def sample_enquiry(language: str, *, is_discreet: bool = False) -> Enquiry:
    """Return an enquiry that nobody sent."""
    said = names_in(language)
    first, last = said.person
    return Enquiry(
        reference="ENQ-7K3M-4QXT-9HWC",
        page_secret=WORD,
        study=sample_study(language),
        site=sample_site(language),
        team=sample_team(language),
        routed_to=RoutedTo.SITE_TEAM,
        recipient_name=said.team,
        first_name=first,
        last_name=last,
        email="ada.of.the.very.long.family.name@families.example",
        phone="0100 5550 571",
        relationship=Relationship.MY_CHILD,
        person_age=9,
        language=language,
        channel=Channel.EITHER,
        is_discreet=is_discreet,
        answer_due_on=date(2026, 11, 9),
        created_at=SENT_AT,
    )


def sample_subscription(language: str) -> Subscription:
    """Return a wish for news that nobody has."""
    return Subscription(language=language, secret=WORD)


def sample_link(language: str) -> str:
    """Return an address as long as the longest that a mail holds."""
    return absolute("contacts:read_as_team", language, WORD)
