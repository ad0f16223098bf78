"""What very many mails share, kept once; their rows say what fills it.

Words that stand here are never changed: others have another digest. They stay as long
as a mail may name them, so that a mail which goes again, or is looked at, says what it
said before, whatever became of what it tells.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.mail.shared.fillings import (
    Filling,
    SharedForm,
    digests_in,
    read_filling,
)

# So many forms a process remembers; they never become others.
MOST = 2000
remembered: dict[str, SharedForm] = {}


class SharedWordsQuerySet(models.QuerySet["SharedWords"]):
    def keep(self, forms: Collection[SharedForm], on: date) -> None:
        """Let forms be there for the mails of a day.

        First those that are there already: once they are of today nobody tidies them.
        In one order, so that two senders never wait for each other.
        """
        rows = sorted(
            (row_of_form(one, on) for one in forms), key=lambda row: row.digest
        )
        there = self.filter(pk__in=[row.pk for row in rows], used_on__lt=on)
        locked = there.order_by("pk").select_for_update()
        if old := list(locked.values_list("pk", flat=True)):
            self.filter(pk__in=old).update(used_on=on)
        self.bulk_create(rows, ignore_conflicts=True)
        remember(forms)

    def forms(self, digests: Iterable[str]) -> dict[str, SharedForm]:
        """Return forms by their digests, those that are there."""
        wanted = set(digests)
        found = {one: form for one in wanted if (form := remembered.get(one))}
        if missing := wanted - found.keys():
            rows = self.filter(pk__in=missing)
            read = [SharedForm(row.text, row.html, row.head) for row in rows]
            found |= remember(read)
        return found

    def unused_since(self, day: date) -> "SharedWordsQuerySet":
        """What no mail has named since."""
        return self.filter(used_on__lt=day)


class SharedWords(models.Model):
    """A form: nothing in it is one person's."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"digest", "text", "html", "head", "used_on"}

    digest = models.CharField(max_length=20, primary_key=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # Header fields as JSON.
    head = models.TextField(blank=True)
    # The last day on which a mail was written that names it.
    used_on = models.DateField()

    objects = SharedWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("words that mails share")
        verbose_name_plural = _("words that mails share")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.digest


class KeptFilling:
    """A mail's words as its row keeps them; what it names is read when asked for."""

    def __init__(self, stored: list[Any]) -> None:
        self.stored = stored

    @cached_property
    def filling(self) -> Filling:
        """The words, put together."""
        return read_filling(self.stored, shared_forms([self]))

    def get(self, column: str, without: str = "") -> str:
        """Return what a column of the mail would hold."""
        return self.filling.get(column, without)

    @property
    def head(self) -> dict[str, str]:
        """The header fields."""
        return self.filling.head

    def sent(self, way: int) -> bytes | None:
        """Return the words as they leave, where that is known."""
        return self.filling.sent(way)


def shared_forms(fillings: Iterable[KeptFilling]) -> dict[str, SharedForm]:
    """Return all that some mails name, with one question at most."""
    named = (digest for one in fillings for digest in digests_in(one.stored))
    return SharedWords.objects.forms(named)


def read_together(fillings: Collection[KeptFilling]) -> None:
    """Let some mails have all that they name at hand: from here on nothing is asked.

    One that names what is not there fails by itself, when its words are wanted.
    """
    forms = shared_forms(fillings)
    for one in fillings:
        with suppress(KeyError):
            vars(one)["filling"] = read_filling(one.stored, forms)


def remember(forms: Iterable[SharedForm]) -> dict[str, SharedForm]:
    """Let this process know forms by their digests; return them so."""
    new = {one.digest: one for one in forms}
    if len(remembered) > MOST:
        remembered.clear()
    remembered.update(new)
    return new


def row_of_form(form: SharedForm, on: date) -> SharedWords:
    """Return the row of a form."""
    text, html = form.ways
    said = {"text": text.words, "html": html.words, "head": form.head}
    return SharedWords(digest=form.digest, used_on=on, **said)
