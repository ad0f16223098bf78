"""The boxes of one text; nothing typed is lost, and nobody overwrites anybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.models import SectionKind, TextKind, TextSource, TextVersion
from trials.texts import shapes
from trials.texts.bodies import Body, lost_names, sentences_of
from trials.texts.facts import FACTS
from trials.texts.refusals import SENTENCES
from trials.texts.shipped.legal import shipped_legal

LONG, LONGEST = 400, 20_000
CONFLICT = _(
    "Somebody changed this text while you were writing. Nothing is saved yet: what "
    "stands there now is shown below your words. Compare, then save again."
)


def line_box(label: str, value: str) -> forms.CharField:
    """Return a box of one line."""
    return forms.CharField(label=label, max_length=LONG, required=False, initial=value)


def text_box(label: str, value: str, rows: int = 6, hint: str = "") -> forms.CharField:
    """Return a box for a text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=False,
        initial=value,
        widget=area,
        help_text=hint,
    )


class TextForm(forms.Form):
    """A text of any kind; the page carries the hash of what it began with."""

    base = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, version: TextVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.before = version, version.body
        self.fields["base"].initial = version.sha256
        self.add_boxes()

    def add_boxes(self) -> None:
        """Add what this kind is made of."""
        raise NotImplementedError

    def body(self) -> Body:
        """Return what was typed, as a version keeps it."""
        raise NotImplementedError

    def tell_conflict(self) -> None:
        """Say that somebody was quicker; the next press saves over what is shown."""
        self.add_error(None, CONFLICT)
        self.data = {**self.data.dict(), "base": self.version.sha256}


class SectionsForm(TextForm):
    """Sections with headings; for a trial also its title, words and what is unsaid."""

    def add_boxes(self) -> None:
        kind = SectionKind.FAQ if self.version.kind == "QUESTIONS" else "IN_SHORT"
        self.sections = shapes.sections_to_write(self.before, kind)
        if self.is_of_study:
            title = self.before.get("registry_title", "")
            self.fields["registry_title"] = line_box(_("Title of the trial"), title)
        for number, section in enumerate(self.sections, start=1):
            self.add_section(number, section)
        if self.is_of_study:
            self.add_study_boxes()

    @property
    def is_of_study(self) -> bool:
        """Whether it is about a trial, and not general."""
        return self.version.kind == TextKind.STUDY

    def add_section(self, number: int, section: Body) -> None:
        """Add heading, text and source of one section."""
        sources = [one["source"] for one in section["paragraphs"]]
        usual = TextSource.REGISTRY if self.is_of_study else TextSource.GENERAL
        named = {"number": number}
        self.fields[f"heading_{number}"] = line_box(
            _("%(number)d. Heading") % named, section["heading"]
        )
        self.fields[f"text_{number}"] = text_box(
            _("%(number)d. Text") % named, shapes.paragraphs_text(section["paragraphs"])
        )
        self.fields[f"source_{number}"] = forms.ChoiceField(
            label=_("%(number)d. New paragraphs come from") % named,
            choices=TextSource.choices,
            initial=sources[0] if sources else usual,
            required=False,
        )
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            label=_("%(number)d. Where it stands") % named,
            choices=SectionKind.choices,
            initial=section["kind"],
            required=False,
        )

    def add_study_boxes(self) -> None:
        """Add the words that are explained, and what the record does not say."""
        words = shapes.as_lines(self.before.get("words", []))
        unsaid = "\n".join(self.before.get("missing_facts", []))
        self.fields["words"] = text_box(
            _("Words explained"), words, 4, _("One a line: word = meaning")
        )
        self.fields["missing_facts"] = text_box(
            _("What the record does not say"), unsaid, 3, _("One a line")
        )

    def body(self) -> Body:
        data = self.cleaned_data
        typed = [
            self.section(number, section, data)
            for number, section in enumerate(self.sections, start=1)
        ]
        kept = [one for one in typed if one["heading"] or one["paragraphs"]]
        if not self.is_of_study:
            return {**self.before, "sections": kept}
        return {
            **self.before,
            "registry_title": data["registry_title"],
            "sections": kept,
            "words": shapes.as_terms(data["words"], self.before.get("words", [])),
            "missing_facts": [
                one.strip() for one in data["missing_facts"].splitlines() if one.strip()
            ],
        }

    def section(self, number: int, section: Body, data: dict[str, Any]) -> Body:
        """Return one section as it was typed."""
        texts = shapes.as_paragraphs(data[f"text_{number}"])
        source = data[f"source_{number}"] or TextSource.REGISTRY
        return {
            "kind": data[f"kind_{number}"] or section["kind"],
            "key": section["key"],
            "heading": data[f"heading_{number}"],
            "paragraphs": shapes.with_sources(texts, section["paragraphs"], source),
        }


class PageForm(TextForm):
    """A title and paragraphs: privacy, who is responsible, wording of alerts."""

    def add_boxes(self) -> None:
        self.fields["title"] = line_box(_("Title"), self.before.get("title", ""))
        text = shapes.paragraphs_text(self.before.get("paragraphs", []))
        self.fields["text"] = text_box(_("Text"), text, 14)

    def body(self) -> Body:
        data = self.cleaned_data
        paragraphs = shapes.as_paragraphs(data["text"])
        return {"title": data["title"], "paragraphs": paragraphs}


class SentencesForm(TextForm):
    """Single sentences: words of the consent, of an emergency, about an answer."""

    def add_boxes(self) -> None:
        self.fields["title"] = line_box(_("Title"), self.before.get("title", ""))
        kind = TextKind(self.version.kind)
        self.shipped = shipped_legal(kind, self.version.language)
        usually, ours = sentences_of(self.shipped), sentences_of(self.before)
        for number, (key, usual) in enumerate(usually.items(), 1):
            label = _("Sentence %(number)d") % {"number": number}
            hint = _("As it comes with the software: %(words)s") % {"words": usual}
            self.fields[key] = text_box(label, ours.get(key, usual), 2, hint)

    def clean(self) -> dict[str, Any]:
        """Refuse a sentence that no longer names what the portal puts into it."""
        data = super().clean()
        if not self.errors and lost_names(self.body(), self.shipped):
            self.add_error(None, SENTENCES["names"])
        return data

    def body(self) -> Body:
        data = self.cleaned_data
        keys = sentences_of(self.shipped)
        sentences = [{"key": key, "text": data[key].strip()} for key in keys]
        return {"title": data["title"], "sentences": sentences}


class FactsForm(TextForm):
    """Practical facts: what is left empty becomes a question to the team."""

    def add_boxes(self) -> None:
        told = self.before.get("facts", {})
        for key, fact in FACTS.items():
            self.fields[key] = line_box(fact.name, told.get(key, ""))

    def body(self) -> Body:
        data = self.cleaned_data
        return {"facts": {key: data[key] for key in FACTS if data[key]}}


class GlossaryForm(TextForm):
    """Words with their meanings, one a line."""

    def add_boxes(self) -> None:
        words = shapes.as_lines(self.before.get("words", []))
        self.fields["words"] = text_box(
            _("Words explained"), words, 20, _("One a line: word = meaning")
        )

    def body(self) -> Body:
        terms = shapes.as_terms(self.cleaned_data["words"], self.before["words"])
        return {"words": [{"spellings": [one["term"]], **one} for one in terms]}


FORMS: dict[str, type[TextForm]] = {
    TextKind.STUDY: SectionsForm,
    TextKind.QUESTIONS: SectionsForm,
    TextKind.PHASES: SectionsForm,
    TextKind.GLOSSARY: GlossaryForm,
    TextKind.FACTS: FactsForm,
    TextKind.CONSENT: SentencesForm,
    TextKind.URGENT: SentencesForm,
    TextKind.CARE: SentencesForm,
}
# Read, approved or switched off as a whole; their words are written elsewhere.
ONLY_READ = (TextKind.LAYER, TextKind.ANSWERS)


def form_of(version: TextVersion) -> type[TextForm]:
    """Return the form that a text of this kind is written with."""
    return FORMS.get(version.kind, PageForm)
