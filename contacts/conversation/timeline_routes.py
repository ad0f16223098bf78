"""The step that says openly when it did not go to whom the family asked."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from contacts.conversation.course import Course
from contacts.conversation.timeline_steps import NOTE, TROUBLE, TimelineStep
from contacts.enquiries.routing import UNOPENED
from contacts.enquiries.sentences.why_not_nearer import why_not_nearer
from contacts.models import RoutedTo, Verb


def routing(course: Course) -> Iterator[TimelineStep]:
    """Say openly when it did not go to the site's own team, and why."""
    enquiry = course.enquiry
    if is_lost_for_team(course):
        words = _(
            "Your message is safe. Our desk has it and looks for another way to "
            "the team. It may take longer than we said."
        )
        label = _("We cannot reach the team by e-mail just now")
        yield TimelineStep(TROUBLE, label, words)
        return
    labels = {
        RoutedTo.STUDY_TEAM: _("Sent to the study's own team"),
        RoutedTo.CENTRAL_CONTACT: _("Sent to the study's central contact"),
        RoutedTo.PORTAL_DESK: _("Sent to this portal's desk"),
    }
    if label := labels.get(RoutedTo(enquiry.routed_to)):
        yield TimelineStep(NOTE, label, why_not_nearer(enquiry))


def is_lost_for_team(course: Course) -> bool:
    """Whether it stands at the desk because mailboxes of the team took no mail."""
    enquiry = course.enquiry
    is_unopened = UNOPENED in dict(enquiry.passed_over).values()
    if enquiry.routed_to != RoutedTo.PORTAL_DESK or is_unopened:
        return False
    return any(one.verb == Verb.ENQUIRY_REROUTED for one in course.events)
