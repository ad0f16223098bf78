"""The hidden field that a form gets past an allowance."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from contacts.proofs.actions import Entry
from contacts.proofs.judging import Verdict, judge_proof
from contacts.proofs.tickets import new_challenge, new_ticket
from portal.keyring import lookup_secret

# A solved challenge is about 1,000 characters long.
LONGEST = 4000


class ProofForm(forms.Form):
    """Asks for a proof only where one is needed; the page then shows `proof`.

    Without scripts the field holds a ticket from the start. The script puts the
    solved challenge there instead.
    """

    # Longer nonsense is no proof; it is no error of the person's either.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    entry: Entry | None = None
    # Whether the page of the form keeps what is typed in the tab's own storage.
    stays_in_tab = False
    challenge = ""
    proof_to_show = ""

    @property
    def purpose(self) -> str:
        """Return what a proof is made out for: this form of this study with its key."""
        return f"{self.kind.__name__}:{self.about}:{self.data.get('key', '')}"

    @property
    def about(self) -> str:
        """Return the registry's number of the study that it is about, "" for none."""
        study = getattr(self, "study", None)
        return study.registry_id if study else ""

    @property
    def kind(self) -> type["ProofForm"]:
        """Return the form that a proof opens."""
        return type(self)

    @property
    def given_proof(self) -> str:
        """Return what was sent, "" for what nobody showed."""
        given = self.data.get("proof", "")
        return given if len(given) <= LONGEST else ""

    def judged(self, now: datetime) -> Verdict:
        """Return what the proof that was sent is worth."""
        return judge_proof(self.given_proof, lookup_secret(), self.purpose, now).verdict

    @property
    def shows_proof(self) -> bool:
        """Whether the page has to show the field."""
        return bool(self.proof_to_show)

    def ask_proof(self, entry: Entry, now: datetime) -> None:
        """Note how the visitor stands, and what their page shows next."""
        self.entry = entry
        self.show_proof(now)

    def keep_proof(self, now: datetime) -> None:
        """Show the field again to whom it was shown before."""
        if self.is_bound and "proof" in self.data and not self.shows_proof:
            self.show_proof(now)

    def show_proof(self, now: datetime) -> None:
        """Show a new challenge and ticket, or the ones that are still good.

        A proof that was not used because another field was wrong is not asked for a
        second time, and the minute of a ticket does not begin anew.
        """
        given, secret, verdict = self.given_proof, lookup_secret(), self.judged(now)
        is_kept = verdict is Verdict.EARLY or (
            verdict is Verdict.GOOD and self.entry is None
        )
        if is_kept:
            self.proof_to_show = given
        else:
            self.proof_to_show = new_ticket(secret, self.purpose, now)
        if not is_kept or verdict is Verdict.EARLY:
            self.challenge = new_challenge(secret, self.purpose, now)


class UnbuiltForm(ProofForm):
    """Stands for a large form that is not worth building yet; its proof opens that."""

    def __init__(self, posted: QueryDict, *, kind: type[ProofForm], about: str) -> None:
        super().__init__(posted)
        self.built_as, self.built_about = kind, about
        self.stays_in_tab = kind.stays_in_tab

    @property
    def kind(self) -> type[ProofForm]:
        """Return the form that was not built."""
        return self.built_as

    @property
    def about(self) -> str:
        """Return the study that the form was posted to, whether there is one or not."""
        return self.built_about
