"""The words for where an enquiry stands and what happens to it next."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relationship(models.TextChoices):
    """For whom somebody writes."""

    MYSELF = "MYSELF", _("Myself")
    MY_CHILD = "MY_CHILD", _("My child")
    SOMEONE_I_CARE_FOR = "SOMEONE_I_CARE_FOR", _("Someone I care for")
    MY_PATIENT = "MY_PATIENT", _("My patient")


class AgeGroup(models.TextChoices):
    """How old somebody is who writes of themselves; nobody is asked for a birthday."""

    UNDER_14 = "UNDER_14", _("Under 14")
    FROM_14_TO_17 = "FROM_14_TO_17", _("14 to 17")
    ADULT = "ADULT", _("18 or older")


class RoutedTo(models.TextChoices):
    """Whose mailbox an enquiry went to."""

    SITE_TEAM = "SITE_TEAM", _("The site's own team")
    SITE_CONTACT = "SITE_CONTACT", _("The site's own contact")
    STUDY_TEAM = "STUDY_TEAM", _("The study's own team")
    CENTRAL_CONTACT = "CENTRAL_CONTACT", _("The study's central contact")
    PORTAL_DESK = "PORTAL_DESK", _("The portal desk")


class EnquiryState(models.TextChoices):
    """Whose turn it is."""

    WAITING = "WAITING", _("Waits for the team")
    ANSWERED = "ANSWERED", _("Waits for the family")
    CLOSED = "CLOSED", _("Closed")


class NextAction(models.TextChoices):
    """What the portal does by itself when `next_action_at` has come."""

    MAIL_AGAIN = "MAIL_AGAIN", _("Write again, if nobody has opened it")
    MOVE_ON = "MOVE_ON", _("Look for the next, if nobody has opened it")
    REMIND_TEAM = "REMIND_TEAM", _("Remind the team")
    REMIND_DEPUTY = "REMIND_DEPUTY", _("Remind the deputy")
    TELL_DESK = "TELL_DESK", _("Tell the portal desk")
    OFFER_OTHER_SITE = "OFFER_OTHER_SITE", _("Offer the family another site")
    TELL_DESK_AGAIN = "TELL_DESK_AGAIN", _("Tell the portal desk again")
    GIVE_UP = "GIVE_UP", _("Apologise to the family and end it, if nobody answers")
    WAKE = "WAKE", _("Show it again")
    CLOSE_QUIET = "CLOSE_QUIET", _("Close, if nobody writes any more")
    ERASE = "ERASE", _("Erase")


class Outcome(models.TextChoices):
    """How an enquiry ended."""

    VISIT_ARRANGED = "VISIT_ARRANGED", _("A visit or call is arranged")
    INFORMED = "INFORMED", _("The question is answered")
    DOES_NOT_FIT = "DOES_NOT_FIT", _("The study does not fit this person")
    NO_PLACES = "NO_PLACES", _("No places at the moment")
    FAMILY_DECLINED = "FAMILY_DECLINED", _("The family decided against it")
    NO_REPLY = "NO_REPLY", _("The family did not write again")
    WITHDRAWN = "WITHDRAWN", _("The family took the enquiry back")
    MISDIRECTED = "MISDIRECTED", _("Not an enquiry")
    REACHED = "REACHED", _("We have spoken, and nothing is open")
    SCREENING_BOOKED = "SCREENING_BOOKED", _("A screening visit is booked")
    JOINED = "JOINED", _("They take part in the study")
    NOT_REACHED = "NOT_REACHED", _("We could not reach them")
    NOT_FOR_US = "NOT_FOR_US", _("Another team has to answer this")
    DUPLICATE = "DUPLICATE", _("They wrote the same twice")
    SPAM = "SPAM", _("An advertisement or the like; nothing is sent")
    UNANSWERED = "UNANSWERED", _("Nobody answered: our failure")


class Urgency(models.TextChoices):
    """What a message may tell beside its question; as `urgency.classify` says it."""

    BODY = "emergency_body", _("Perhaps an emergency")
    MIND = "emergency_mind", _("Perhaps in danger from themselves or somebody")
    REPORT = "side_effect_report", _("A side effect to report")


EMERGENCIES = frozenset({Urgency.BODY, Urgency.MIND})


class CalmReason(models.TextChoices):
    """Why somebody takes the mark of an emergency off."""

    SPOKEN = "SPOKEN", _("We have spoken with the family; help is there or not needed")
    IN_CARE = "IN_CARE", _("Somebody else already looks after it")
    OTHER_SENSE = "OTHER_SENSE", _("The words mean something else")


class MisfitReason(models.TextChoices):
    """Why a study does not fit; counted, never told to anybody with a name."""

    AGE = "AGE", _("Age")
    DIAGNOSIS = "DIAGNOSIS", _("Another diagnosis or form of it")
    EARLIER_TREATMENT = "EARLIER_TREATMENT", _("Earlier or present treatment")
    LABORATORY = "LABORATORY", _("Laboratory values or organ function")
    OTHER_ILLNESS = "OTHER_ILLNESS", _("Another illness")
    PREGNANCY = "PREGNANCY", _("Pregnancy or nursing")
    TRAVEL = "TRAVEL", _("Too far to travel")
    OTHER = "OTHER", _("Another reason")


class Channel(models.TextChoices):
    """How a person would like to be answered."""

    EITHER = "EITHER", _("By e-mail or phone")
    EMAIL = "EMAIL", _("By e-mail")
    PHONE = "PHONE", _("By phone")
