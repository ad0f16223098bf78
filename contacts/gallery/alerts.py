"""The mails to subscribers as the gallery shows them."""

from django.utils import translation

from contacts.alerts.sentences.mails import confirm_mail, end_soon_mail, news_mail
from contacts.alerts.sentences.places import NearSite
from contacts.alerts.sentences.trials import AlertEntry, reach_words, what_happened
from contacts.gallery.people import names_in, sample_study, sample_subscription
from contacts.mail.late.words import OfShared, Rendered
from contacts.mail.rendering import absolute
from contacts.models import Alert
from trials.models import OverallStatus, SiteStatus, Trigger


def sample_entry(language: str, trigger: Trigger, status: OverallStatus) -> AlertEntry:
    """Return one trial of an alert."""
    study, said = sample_study(language), names_in(language)
    open_site = NearSite(said.hospital, said.city, "40 km", "")
    waiting = SiteStatus.NOT_YET_RECRUITING.label
    return AlertEntry(
        title=said.title,
        title_language=language,
        reason=what_happened(Alert(study=study, trigger=trigger)),
        because=reach_words(sample_subscription(language)),
        state=str(status.label),
        ages="5–17",
        url=absolute("trials:study_detail", language, study.registry_id),
        sites=(open_site, NearSite(said.hospital, said.city, "", str(waiting))),
    )


def alerts_specimen(language: str) -> OfShared:
    """Return news of two trials; more stand on the page."""
    with translation.override(language):
        entries = [
            sample_entry(language, Trigger.RECRUITING, OverallStatus.RECRUITING),
            sample_entry(language, Trigger.NEW_STUDY, OverallStatus.NOT_YET_RECRUITING),
        ]
    conditions = [names_in(language).title]
    return news_mail(sample_subscription(language), entries, 7, conditions)


def confirm_specimen(language: str) -> Rendered:
    """Return the request to confirm."""
    return confirm_mail(sample_subscription(language))


def end_soon_specimen(language: str) -> Rendered:
    """Return the notice that alerts will end."""
    return end_soon_mail(sample_subscription(language))
