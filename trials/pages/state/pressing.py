"""What to press on a study's page: the words, and where they lead."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from trials.freshness.tones import Judgement, Tone
from trials.models import OverallStatus, Study

SURE = {Tone.FRESH, Tone.CONFIRMED}


@dataclass(frozen=True)
class MainButton:
    """The one thing to do next; `is_message` where it leads to the form."""

    words: str
    url: str
    is_message: bool = True


def main_button(study: Study, judged: Judgement, message_url: str) -> MainButton:
    """Return what fits how sure one can be that the study takes people."""
    if judged.tone == Tone.OVER:
        url = reverse("trials:similar_studies", args=[study.registry_id])
        return MainButton(_("See similar open studies"), url, is_message=False)
    if judged.tone in SURE and study.overall_status == OverallStatus.NOT_YET_RECRUITING:
        url = reverse("contacts:watch_study", args=[study.registry_id, "begins"])
        return MainButton(_("Ask to be told when it begins"), url, is_message=False)
    return MainButton(message_words(study, judged), message_url)


def message_words(study: Study, judged: Judgement) -> str:
    """Return what a button says that leads to the message form."""
    if judged.tone == Tone.PROBABLY_OVER:
        return _("Ask if it is over")
    if judged.tone == Tone.ASK_FIRST:
        return _("Ask if it still takes people")
    if judged.tone == Tone.CLOSED or is_by_invitation(study):
        return _("Ask the team")
    return _("Send a message")


def is_by_invitation(study: Study) -> bool:
    return study.overall_status == OverallStatus.ENROLLING_BY_INVITATION
