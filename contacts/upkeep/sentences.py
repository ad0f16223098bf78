"""The mails of upkeep: to teams, to readers who corrected us, to people who wait."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.mail.late.words import Rendered
from contacts.mail.rendering import absolute, render_letter
from contacts.mail.ways import Way
from contacts.upkeep.models.letters import UpkeepLetter, UpkeepPlace
from contacts.upkeep.models.watchers import Awaited, Watcher
from portal.hospital.says import portal_name
from trials.models import Study


def question_to_team(letter: UpkeepLetter, token: str) -> Rendered:
    """Ask a mailbox of all its studies at once; the page behind the link asks on."""
    with translation.override(letter.language):
        places = list(letter.places.select_related("study", "site"))
        return render_letter(
            letter.language,
            _("Do your studies still take people?"),
            [
                asked_because(),
                *(f"– {place_words(one)}" for one in places),
                _(
                    "Please open the link, answer there with a few presses, and say "
                    "whether this is still your address. You need no account. The link "
                    "works once."
                ),
                _(
                    "We ask once in three months, in one mail for all your studies. On "
                    "the page you can also say “never again”."
                ),
            ],
            ways=[Way(_("Answer here:"), absolute_answer(letter, token))],
        )


def asked_because() -> str:
    """Return why this comes; the address is known from a record or a team."""
    return _(
        "Families read about your studies at %(portal)s and ask you by it. So that "
        "nobody asks in vain: do these still take people?"
    ) % {"portal": portal_name()}


def absolute_answer(letter: UpkeepLetter, token: str) -> str:
    return absolute("contacts:answer_upkeep", letter.language, token)


def place_words(place: UpkeepPlace) -> str:
    """Return a study, and which place of it is meant."""
    study = f"{place.study.registry_id} {place.study.brief_title}"
    return f"{study} – {place.site.name}, {place.site.city}" if place.site else study


def address_is_not_theirs(studies: list[str]) -> Rendered:
    """Tell the desk that a mailbox is not the right one any more."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        return render_letter(
            language,
            _("A mailbox is not a study's any more"),
            [
                ngettext(
                    "Somebody who read our quarterly question said that the mailbox is "
                    "not the right one for this study:",
                    "Somebody who read our quarterly question said that the mailbox is "
                    "not the right one for these studies:",
                    len(studies),
                ),
                ", ".join(studies),
                _("Please look who should be asked there."),
            ],
        )


def watch_question(watcher: Watcher, token: str) -> Rendered:
    """Ask whether one mail is wanted; nothing says about what."""
    with translation.override(watcher.language):
        return render_letter(
            watcher.language,
            _("Do you want one mail from %(portal)s?") % {"portal": portal_name()},
            [
                _(
                    "Somebody asked us to write to this address once, about a study. "
                    "If it was you, open the link and press the button. If not, do "
                    "nothing: nothing more will come."
                ),
                _("The link works for seven days."),
            ],
            ways=[
                Way(
                    _("Yes, write to me:"),
                    absolute("contacts:confirm_watch", watcher.language, token),
                )
            ],
        )


def watched_study(watcher: Watcher, study: Study, title: str) -> Rendered:
    """Say what somebody waited for; after it nothing of them is kept."""
    with translation.override(watcher.language):
        return render_letter(
            watcher.language,
            _("News of the study that you asked about"),
            [
                title,
                what_came(watcher, study),
                _(
                    "This is the one mail that you asked for. Your address is erased "
                    "with it."
                ),
            ],
            ways=[
                Way(
                    _("Read more:"),
                    absolute(
                        "trials:study_detail", watcher.language, study.registry_id
                    ),
                )
            ],
        )


def what_came(watcher: Watcher, study: Study) -> str:
    """Return what somebody waited for, or that it will not come."""
    if watcher.awaited == Awaited.RESULTS:
        return _("Results of this study are in the registry now.")
    if study.may_be_asked:
        return _("This study has begun to take people.")
    return _("The record says that this study is over. It will take nobody any more.")


def correction_told(language: str, study: Study, outcome: str) -> Rendered:
    """Tell a reader what became of what they told us."""
    with translation.override(language):
        return render_letter(
            language,
            _("What became of your correction"),
            [
                _("You told us that something was wrong on a page of ours. Thank you."),
                outcome,
                _("Your address is erased with this mail."),
            ],
            ways=[
                Way(
                    _("The page:"),
                    absolute("trials:study_detail", language, study.registry_id),
                )
            ],
        )
