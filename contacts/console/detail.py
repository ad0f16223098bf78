"""All that the page of one enquiry shows to a member of its team."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import get_language

from contacts.console.beside.begun import words_of_begun
from contacts.console.beside.families import Family, family_of
from contacts.console.calls.agreed import AgreedWords
from contacts.console.calls.beside import calls_beside
from contacts.console.calls.forms import AgreeCallForm, CallForm
from contacts.console.filling import Prepared, prepare_answers
from contacts.console.forms.closing import CloseForm
from contacts.console.forms.handing_over import HandOverForm
from contacts.console.forms.handling import (
    CalmForm,
    RemarkForm,
    SnoozeForm,
)
from contacts.console.handing.forms import HandToSiteForm
from contacts.conversation.actions.passing import other_sites
from contacts.conversation.forms.team_answers import TeamAnswerForm
from contacts.enquiries.actions.dropping import mails_to_resend
from contacts.enquiries.sentences.passed_over import passed_over_lines
from contacts.enquiries.sentences.person import (
    Line,
    lines_about_person,
    wishes_told,
)
from contacts.inbox.due import Due
from contacts.inbox.lines import due_of, urgency_words
from contacts.inbox.listing import next_due
from contacts.models import (
    CallAttempt,
    DeadAddress,
    Draft,
    Enquiry,
    InboundEmail,
    Message,
    OutgoingEmail,
    Remark,
    ReplyTemplate,
)
from contacts.teams.member_names import name_of
from portal.hospital.says import hospital_says


def approved_words() -> str:
    """Return who approved the medical word lists and when; "" for drafts."""
    who = hospital_says("CLINICAL_SAFETY_OFFICER")
    day = hospital_says("CLINICAL_SAFETY_APPROVED_ON")
    return f"{who}, {day}" if who and day else ""


@dataclass(kw_only=True)
class EnquiryDetail:
    """What is said, what is wrong, who has it, and the forms to go on with.

    A view that could not do what was asked for puts its form or its reason in.
    """

    enquiry: Enquiry
    now: datetime
    person: list[Line]

    conversation: Iterable[Message]
    others: Iterable[InboundEmail]
    remarks: Iterable[Remark]
    calls: list[CallAttempt]
    agreed: AgreedWords | None
    next_call: date | None
    wished: time | None
    mails: Iterable[OutgoingEmail]
    passed_over: list[str]

    trouble: list[OutgoingEmail]
    lost_family: DeadAddress | None
    lost_team: DeadAddress | None

    is_mine: bool
    owner_name: str
    undoable: Message | None

    draft: Draft | None
    # What colleagues have begun.
    begun: str
    wishes: str
    family: Family
    due: Due
    # Whom to answer after this one, and what it tells beside its question.
    next_due: Enquiry | None
    next_told: str

    prepared: list[Prepared]
    chosen: Prepared | None
    answer_form: TeamAnswerForm
    remark_form: RemarkForm = field(default_factory=RemarkForm)
    calm_form: CalmForm = field(default_factory=CalmForm)
    # Who has approved the medical words, if anybody; until then they are drafts.
    words_approved: str = field(default_factory=approved_words)
    call_form: CallForm
    agree_form: AgreeCallForm
    hand_over_form: HandOverForm
    site_form: HandToSiteForm
    snooze_form: SnoozeForm
    close_form: CloseForm

    # Why it was not done.
    has_not_closed: bool = False
    is_taken: bool = False
    is_too_late: bool = False
    is_unplaced: bool = False


def read_detail(
    enquiry: Enquiry, user: AbstractBaseUser, *, template: str, now: datetime
) -> EnquiryDetail:
    """Return the page as somebody opens it; `template` is a prepared answer's key."""
    prepared = answers_at_hand(enquiry, user)
    chosen = next((one for one in prepared if one.key == template), None)
    dead = DeadAddress.objects.among([enquiry.team_email, enquiry.email])
    draft = Draft.objects.of(enquiry, user).first()
    merged = Q(enquiry=enquiry) | Q(enquiry__merging__into=enquiry)
    own_remarks = Remark.objects.filter(merged, site=enquiry.site_id)
    return EnquiryDetail(
        enquiry=enquiry,
        now=now,
        person=lines_about_person(enquiry),
        conversation=enquiry.messages.select_related("written_by"),
        others=enquiry.inbound.others(),
        remarks=own_remarks.select_related("written_by"),
        mails=enquiry.emails.all(),
        passed_over=passed_over_lines(enquiry),
        trouble=list(mails_to_resend(enquiry)),
        lost_family=dead.get(enquiry.email),
        lost_team=dead.get(enquiry.team_email),
        is_mine=enquiry.owner_id == user.pk,
        owner_name=name_of(enquiry.owner) if enquiry.owner else "",
        undoable=undoable_answer(enquiry, user, now),
        prepared=prepared,
        chosen=chosen,
        draft=draft,
        begun=words_of_begun(enquiry, user, now),
        wishes=wishes_told(enquiry),
        family=family_of(enquiry, user, now),
        **due_and_next(enquiry, user, now),
        **calls_beside(enquiry, now),
        **forms_of(enquiry, user, now),
        answer_form=TeamAnswerForm(
            initial={"seen": enquiry.revision, "text": words_so_far(draft, chosen)}
        ),
    )


def due_and_next(
    enquiry: Enquiry, user: AbstractBaseUser, now: datetime
) -> dict[str, Any]:
    """Return how late it is, and whom to answer after it."""
    following = next_due(user, enquiry, now)
    return {
        "due": due_of(enquiry, now),
        "next_due": following,
        "next_told": urgency_words(following) if following else "",
    }


def forms_of(enquiry: Enquiry, user: AbstractBaseUser, now: datetime) -> dict[str, Any]:
    """Return the forms that begin empty, or with what stands there."""
    held = {"held_by": enquiry.owner_id}
    return {
        "hand_over_form": HandOverForm(user=user, initial=held),
        "site_form": HandToSiteForm(sites=other_sites(enquiry, now)),
        "snooze_form": SnoozeForm(enquiry=enquiry, now=now),
        "close_form": CloseForm(enquiry=enquiry),
    }


def words_so_far(draft: Draft | None, chosen: Prepared | None) -> str:
    """Return what stands in the field: own words, and a prepared answer below them."""
    parts = [draft.body if draft else "", chosen.text if chosen else ""]
    return "\n\n".join(part for part in parts if part)


def undoable_answer(
    enquiry: Enquiry, user: AbstractBaseUser, now: datetime
) -> Message | None:
    """Return the person's own answer that has not left yet."""
    return enquiry.messages.filter(written_by=user, released_at__gt=now).last()


def answers_at_hand(enquiry: Enquiry, user: AbstractBaseUser) -> list[Prepared]:
    """Return the prepared answers of the portal and of the person's teams."""
    common = ReplyTemplate.objects.filter(team__isnull=True)
    own = ReplyTemplate.objects.filter(team__memberships__user=user)
    return prepare_answers([*common, *own], enquiry, name_of(user), get_language())
