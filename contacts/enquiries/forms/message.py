"""The message to a study team."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4, uuid5

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.actions.accepting import Enquirer
from contacts.enquiries.forms.consents import ConsentsForm
from contacts.enquiries.forms.lengths import count_marks
from contacts.enquiries.forms.message_layout import AUTOCOMPLETE, layout
from contacts.enquiries.forms.reach import ReachForm
from contacts.enquiries.forms.reach_wishes import ReachWishesForm
from contacts.enquiries.forms.selfcheck_answers import SelfcheckAnswersForm
from contacts.enquiries.forms.sites import site_choices, without_remark
from contacts.enquiries.phones import phone_region
from contacts.enquiries.urgency import classify
from contacts.fields import LineField, ParagraphsField
from contacts.models import Relationship
from contacts.proofs.forms import ProofForm
from portal.keyring import lookup_secret
from portal.lib.longselect import LongSelect, ready_countries
from portal.lib.tokens import content_hash
from portal.pages.compiled.form_copies import copy_quickly
from trials.models import Study, StudySite

MESSAGE_LENGTH = 5000
TOO_MUCH = _(
    "Many messages came from here in a short time, so this one has to wait. Please try "
    "again in an hour. What you typed stays in this form."
)


@copy_quickly
class MessageForm(
    ConsentsForm, SelfcheckAnswersForm, ReachForm, ReachWishesForm, ProofForm
):
    """Who writes, for whom, what, and to which site.

    The field names are part of the portal's outside interface.
    """

    stays_in_tab = True

    relationship = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=Relationship.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who it is for.")},
    )
    person_age = forms.IntegerField(
        label=_("How old is the person it is about?"),
        help_text=_(
            "Only if you write for somebody else. In whole years; for a baby, type 0."
        ),
        required=False,
        min_value=0,
        max_value=120,
        error_messages={
            "invalid": _("Type the age in whole years, in numbers."),
            "min_value": _("Type an age between 0 and 120."),
            "max_value": _("Type an age between 0 and 120."),
        },
    )
    first_name = LineField(
        label=_("First name"),
        max_length=100,
        error_messages={"required": _("Type your first name.")},
    )
    last_name = LineField(
        label=_("Last name"),
        help_text=_("Leave it empty if you have one name."),
        max_length=100,
        required=False,
    )
    phone_country = forms.ChoiceField(
        label=_("Country of the number"), required=False, widget=LongSelect
    )
    other_language = LineField(
        label=_("Other language"),
        help_text=_("If you would rather speak another language, say which."),
        max_length=100,
        required=False,
    )
    message = ParagraphsField(
        label=_("Your message"),
        help_text=_(
            "What would you like to ask? Please leave out identity numbers and full "
            "medical records."
        ),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type your message.")},
    )
    site = forms.ChoiceField(
        label=_("Which site should get it?"),
        error_messages={
            "required": _("Choose a site."),
            "invalid_choice": _(
                "This site does not take people at the moment. Please choose another."
            ),
        },
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # People do not see it; programs that fill in everything do.
    homepage = forms.CharField(required=False)

    def __init__(
        self,
        *args: Any,
        study: Study,
        chosen: StudySite | None,
        recruiting: Iterable[StudySite] | None = None,
        snapshot: dict[str, Any] | None = None,
        closed: set[int] = frozenset(),
        remark: Callable[[StudySite], str] = without_remark,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.study = study
        self.snapshot = snapshot
        asked = study.sites.recruiting() if recruiting is None else recruiting
        self.sites = {site.key: site for site in asked if site.pk not in closed}
        language = get_language()
        self.fields["phone_country"].choices = ready_countries(language)
        self.fields["site"].choices = site_choices(self.sites, language, remark)
        self.fields["site"].required = len(self.sites) > 1
        self.initial.setdefault("key", uuid4())
        is_taking = chosen is not None and chosen.key in self.sites
        # A site that was chosen and takes no messages just now; the page says so.
        self.refused = None if is_taking else chosen
        self.choose(chosen if is_taking else self.only_site)
        for name, hint in AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["email"].help_text = EMAIL_HELP
        self.fields["message"].widget.attrs |= {
            "rows": 7,
            **count_marks(MESSAGE_LENGTH),
        }
        self.order_fields(ORDER)

    @cached_property
    def helper(self) -> FormHelper:
        """Return how it is laid out; a message that is accepted is not drawn."""
        return layout(shows_site=bool(self.sites) and not self.chosen)

    @property
    def only_site(self) -> StudySite | None:
        """Return the one recruiting site where there is just one."""
        return next(iter(self.sites.values())) if len(self.sites) == 1 else None

    def choose(self, site: StudySite | None) -> None:
        """Preselect a site, and its country for the phone number too."""
        self.chosen = site
        if site:
            self.initial.setdefault("phone_country", site.country)
        self.initial.setdefault("site", site.key if site else "")

    def clean_homepage(self) -> str:
        """Refuse programs, in words for the one person whose browser filled it in."""
        if self.cleaned_data["homepage"]:
            raise ValidationError(_("Please leave this field empty."), code="trap")
        return ""

    def clean(self) -> dict[str, Any]:
        """Check what depends on two fields."""
        data = super().clean()
        if data.get("relationship") == Relationship.MYSELF:
            data["person_age"] = None
        return data

    def family_country(self) -> str:
        """Return the country of the number as typed, else the one chosen for it."""
        return phone_region(self.cleaned_data.get("phone", "")) or self.home_country()

    def home_country(self) -> str:
        """Return the country that was chosen for the number, else the site's."""
        site = self.cleaned_site()
        chosen = self.cleaned_data.get("phone_country")
        return chosen or (site.country if site else "")

    @cached_property
    def told_urgency(self) -> str:
        """What the message tells of an emergency, as typed where it is not clean."""
        is_clean = "message" not in self.errors
        said = self.cleaned_data if is_clean else self.data
        return classify(said.get("message", "")) or ""

    @property
    def is_answered(self) -> bool:
        """Whether it begins with what somebody answered in the self-check."""
        return bool(self.snapshot or self.initial.get("relationship"))

    def nearest_country(self) -> str:
        """Return where the family seems to be: as its telephone, else as the site."""
        typed = self.data.get("phone_country", "") if self.is_bound else ""
        known = {key for key, _name in self.fields["phone_country"].choices}
        site = self.chosen or next(iter(self.sites.values()), None)
        near = site.country if site else ""
        return typed if typed and typed in known else near

    def cleaned_site(self) -> StudySite | None:
        """Return the chosen site; None where the study's own team is asked."""
        return self.sites.get(self.cleaned_data.get("site") or "", self.only_site)

    def enquirer(self) -> Enquirer:
        """Return the person, as the action takes them."""
        names = set(Enquirer.__dataclass_fields__) - {"language"}
        values = {name: self.cleaned_data[name] for name in names}
        return Enquirer(language=get_language(), **values)

    def idempotency_key(self) -> UUID:
        """Return the form's own key; without one, the same words give the same."""
        names = ("email", "site", "message")
        said = [self.cleaned_data[name] for name in names]
        if not said[0]:
            said[0] = self.cleaned_data["phone"]
        digest = content_hash(lookup_secret(), self.study.pk, *said)
        return self.cleaned_data["key"] or uuid5(NAMESPACE, digest)

    def renew(self) -> None:
        """Give the shown form a key of its own, keeping all that was typed."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid4())


NAMESPACE = UUID("6f0e6a5e-2f4c-4a1c-9d43-0e5b0c6e7a11")
EMAIL_HELP = _(
    "We send you a copy of your message. You have no e-mail? Leave this empty and give "
    "a phone number."
)
# In the order of the page, so that what is wrong is listed as it is met.
ORDER = [
    *("site", "relationship", "person_age", "age_group"),
    *("first_name", "last_name", "email"),
    *("phone_country", "phone", "channel", "cannot_be_called", "other_language"),
    *("call_times", "message"),
    *("guardian", "they_know", "consent_transfer", "consent"),
]
