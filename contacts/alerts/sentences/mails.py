"""The mails to people who asked for alerts.

Subjects name no condition and no person. Each mail says why it comes and how to stop.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from contacts.alerts.sentences.frames import (
    BECAUSE,
    CONDITIONS,
    MANAGE,
    PLACES,
    TRIALS,
    UNSUBSCRIBE,
    WORD_OF,
    MailFrame,
    frame_now,
    places_form,
    public_place,
    shared_link,
    stop_header,
    trial_form,
)
from contacts.alerts.sentences.known_trials import KnownTrials
from contacts.alerts.sentences.trials import AlertEntry
from contacts.mail.late.words import OfShared, Rendered
from contacts.mail.rendering import absolute, render
from contacts.mail.shared.fillings import Filling
from contacts.models import Alert, Subscription
from portal.pages.languages import in_own_digits


def confirm_mail(subscription: Subscription) -> Rendered:
    """Ask whether the request is meant."""
    language, token = subscription.language, subscription.token("confirm")
    link = absolute("contacts:confirm_subscription", language, token)
    return render("confirm_alerts", language, confirm_url=link)


def alerts_mail(
    subscription: Subscription,
    sent: Sequence[Alert],
    more: int,
    today: date,
    known: KnownTrials | None = None,
) -> OfShared:
    """Say what is new, and why this comes; `more` trials stand on the person's page."""
    told = [(subscription, sent, more)]
    (mail,) = alerts_mails(subscription.language, told, known or KnownTrials(today))
    return mail


def alerts_mails(
    language: str,
    told: Sequence[tuple[Subscription, Sequence[Alert], int]],
    known: KnownTrials,
) -> list[OfShared]:
    """Say so to many who read one language.

    Each alert's study has its sites at hand, so that nothing is asked of the database.
    What several people are told in the same words is kept in `known`.
    """
    with translation.override(language):
        trials = [known.trials(sent, one) for one, sent, _ in told]
    return [
        filled_mail(one, said, known.frame(language, more), one.condition_names)
        for (one, _, more), said in zip(told, trials, strict=True)
    ]


def news_mail(
    subscription: Subscription,
    entries: Sequence[AlertEntry],
    more: int,
    conditions: Sequence[str],
) -> OfShared:
    """Put the trials of a mail, already in words, beside its closing links."""
    with translation.override(subscription.language):
        trials = [trial_of(entry) for entry in entries]
    frame = frame_now(subscription.language, more)
    return filled_mail(subscription, trials, frame, conditions)


def trial_of(entry: AlertEntry) -> Filling:
    """Return one trial as a mail has it, in the active language."""
    sites = [Filling(places_form(entry.sites, is_own=True), {})] if entry.sites else []
    own = {BECAUSE: in_own_digits(entry.because), PLACES: sites}
    return Filling(trial_form(entry), own)


def filled_mail(
    subscription: Subscription,
    trials: Sequence[Filling],
    shared: MailFrame,
    conditions: Sequence[str],
) -> OfShared:
    """Return one person's mail: the same for all but for what fills its gaps."""
    own = {gap: subscription.token(word) for gap, word in WORD_OF.items()}
    values = {**own, TRIALS: trials, CONDITIONS: " · ".join(conditions)}
    return OfShared(shared.subject, Filling(shared.form, values))


def end_soon_mail(subscription: Subscription) -> Rendered:
    """Say that alerts which nobody seems to need will end, and how to keep them."""
    return render(
        "alerts_end_soon", subscription.language, **closing_links(subscription)
    )


def closing_links(subscription: Subscription) -> dict[str, str]:
    """Return the links that each mail ends with."""
    return {
        "manage_url": link("contacts:manage_subscription", MANAGE, subscription),
        "unsubscribe_url": link("contacts:unsubscribe", UNSUBSCRIBE, subscription),
    }


def link(view: str, gap: str, subscription: Subscription) -> str:
    """Return the address of a page that is this person's alone."""
    form = shared_link(view, subscription.language, gap, public_place())
    return form.filled({gap: subscription.token(WORD_OF[gap])})


def stop_headers(subscription: Subscription) -> dict[str, str]:
    """Return the header fields for a mail program's own button."""
    return stop_header(link("contacts:unsubscribe", UNSUBSCRIBE, subscription))
