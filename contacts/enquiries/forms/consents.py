"""The one consent at the button, and what only some people are asked beside it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.consent import laws, words
from contacts.enquiries.consent.words import consent_sentence
from contacts.enquiries.models.states import AgeGroup, Relationship
from portal.lib.cldr import country_name
from trials.models import StudySite

NEEDED = _("Tick this box, or we may not pass your message on.")
SAY_AGE = _("Say how old you are.")
NO_GUARDIAN = _(
    "Only a parent or legal guardian may write about a child. Tick this box if you are "
    "one."
)
ASK_A_PARENT = _(
    "At your age a parent or legal guardian has to agree. Please ask one to sit beside "
    "you and to tick this box. Your words are kept here."
)
TRANSFER_ASKED = _(
    "Your message would go to another country, and the law of yours asks for your "
    "consent to that. Your words are kept here."
)
OTHERS = (Relationship.SOMEONE_I_CARE_FOR, Relationship.MY_PATIENT)


class ConsentsForm(forms.Form):
    """Nothing is ticked beforehand, and nobody is asked what others have to say."""

    age_group = forms.ChoiceField(
        label=_("How old are you?"),
        choices=AgeGroup.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    guardian = forms.BooleanField(required=False)
    they_know = forms.BooleanField(required=False)
    consent_transfer = forms.BooleanField(required=False)
    # What a page showed beyond the fields that every program knows.
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    consent = forms.BooleanField(error_messages={"required": NEEDED})
    chosen: StudySite | None = None
    recipient = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked", "they_know")
        self.asks_transfer = self.asks_parent = False
        for name in ("guardian", "they_know"):
            self.fields[name].label = consent_sentence(name)
        self.name_recipient(consent_sentence("somebody"))
        self.fields["consent_transfer"].label = self.transfer_label(None)

    def name_recipient(self, recipient: str) -> None:
        """Let the consent name who gets the message, where that is known."""
        self.recipient = recipient
        agree = consent_sentence("agree", recipient=recipient)
        self.fields["consent"].label = agree

    def transfer_label(self, site: StudySite | None) -> str:
        """Return the second consent, which names the country."""
        country = country_name(words.recipients_country(site), get_language())
        return consent_sentence("transfer", country=country)

    def family_country(self) -> str:
        """Return where the family seems to live, "" where nobody knows."""
        raise NotImplementedError

    def cleaned_site(self) -> StudySite | None:
        """Return the chosen site."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Ask each person for what the law of their country asks for, and no more."""
        data = super().clean()
        judge = {
            Relationship.MYSELF: self.judge_age,
            Relationship.MY_CHILD: self.judge_guardian,
        }.get(data.get("relationship"), self.judge_knowing)
        judge(data)
        self.judge_transfer(data)
        return data

    def judge_age(self, data: dict[str, Any]) -> None:
        """Ask for the group, and for a parent below the age of consent."""
        group = data.get("age_group", "")
        if not group and "age_group" not in self.errors:
            self.add_error("age_group", SAY_AGE)
        self.asks_parent = laws.needs_guardian(group, self.family_country())
        if self.asks_parent:
            self.fields["guardian"].label = consent_sentence("parent_is_here")
            if not data.get("guardian"):
                self.add_error("guardian", ASK_A_PARENT)

    def judge_guardian(self, data: dict[str, Any]) -> None:
        """Let nobody but a parent or guardian write about a child."""
        data["age_group"] = ""
        if not data.get("guardian"):
            self.add_error("guardian", NO_GUARDIAN)

    def judge_knowing(self, data: dict[str, Any]) -> None:
        """Ask whether another adult knows, where the page asked it."""
        data["age_group"] = ""
        is_other = data.get("relationship") in OTHERS
        if is_other and data.get("asked") and not data.get("they_know"):
            self.add_error("they_know", NEEDED)

    def judge_transfer(self, data: dict[str, Any]) -> None:
        """Ask for the second consent where both countries' law wants one."""
        site = self.cleaned_site()
        home, there = self.family_country(), words.recipients_country(site)
        self.asks_transfer = laws.needs_transfer_consent(home, there)
        if not self.asks_transfer:
            data["consent_transfer"] = False
            return
        self.fields["consent_transfer"].label = self.transfer_label(site)
        if not data.get("consent_transfer"):
            self.add_error("consent_transfer", TRANSFER_ASKED)

    @property
    def explained(self) -> list[words.Explained]:
        """Return what is one press away from the button."""
        return words.explain_consent(self.recipient, self.chosen)

    def agreed_words(self) -> str:
        """Return the very words that were agreed to, as they are kept."""
        ticked = ("guardian", "they_know", "consent_transfer", "consent")
        said = [str(self.fields[n].label) for n in ticked if self.cleaned_data.get(n)]
        return words.all_words(said, self.explained)
