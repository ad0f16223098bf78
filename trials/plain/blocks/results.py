"""What happens with results, and what may be read."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from trials.plain.days import in_words
from trials.plain.names import digits
from trials.plain.record import FINISHED, PlainRecord
from trials.plain.sentences import Sentence, Templates, say

SHARING = {"YES": "yes", "NO": "no", "UNDECIDED": "undecided"}
TEMPLATES: Templates = {
    "results.since": _("Results are in the registry since %(d)s."),
    "results.posted": _("Results are in the registry."),
    "results.effects": _("There is a table of unwanted effects."),
    "results.papers": lambda n: ngettext(
        "The record lists %(n)s paper with results.",
        "The record lists %(n)s papers with results.",
        n,
    ),
    "results.mentions": lambda n: ngettext(
        "%(n)s more paper mentions it.", "%(n)s more papers mention it.", n
    ),
    "results.mentioned": lambda n: ngettext(
        "%(n)s paper mentions it.", "%(n)s papers mention it.", n
    ),
    "results.none": _("We did not find results in the record."),
    "results.plan": _("The plan of the study can be read."),
    "results.consent": _("The consent form can be read."),
    "results.sharing.yes": _(
        "The sponsor plans to share data of single people, without names."
    ),
    "results.sharing.no": _(
        "The sponsor does not plan to share data of single people."
    ),
    "results.sharing.undecided": _(
        "The sponsor has not decided about sharing data of single people."
    ),
}


def say_results(record: PlainRecord) -> list[Sentence]:
    return [
        *posted_results(record),
        *papers(record),
        *no_results(record),
        *readable(record),
        *sharing(record),
    ]


def posted_results(record: PlainRecord) -> list[Sentence]:
    """Return that results are posted, and whether effects are among them."""
    if not record.has_results:
        return []
    found = [say(TEMPLATES, "results.posted", ("has_results",))]
    if record.results_date:
        fields, day = ("has_results", "results_date"), in_words(record.results_date)
        found = [say(TEMPLATES, "results.since", fields, d=day)]
    if record.has_adverse_events:
        fields = ("has_results", "has_adverse_events")
        found.append(say(TEMPLATES, "results.effects", fields))
    return found


def papers(record: PlainRecord) -> list[Sentence]:
    """Return how many papers there are; the registry finds some by itself."""
    kinds = [one.kind for one in record.references]
    own, others = kinds.count("RESULT"), kinds.count("DERIVED")
    counted = [("papers", own), ("mentions" if own else "mentioned", others)]
    return [
        say(TEMPLATES, f"results.{key}", ("references",), count, n=digits(count))
        for key, count in counted
        if count
    ]


def no_results(record: PlainRecord) -> list[Sentence]:
    """Return that a finished study has none, as far as the record says."""
    has_papers = any(one.kind == "RESULT" for one in record.references)
    if record.overall_status not in FINISHED or record.has_results or has_papers:
        return []
    fields = ("overall_status", "has_results", "references")
    return [say(TEMPLATES, "results.none", fields)]


def readable(record: PlainRecord) -> list[Sentence]:
    keyed = [
        ("plan", any(one.has_protocol for one in record.documents)),
        ("consent", any(one.has_consent_form for one in record.documents)),
    ]
    return [
        say(TEMPLATES, f"results.{key}", ("documents",))
        for key, there in keyed
        if there
    ]


def sharing(record: PlainRecord) -> list[Sentence]:
    key = SHARING.get(record.data_sharing)
    return [say(TEMPLATES, f"results.sharing.{key}", ("data_sharing",))] if key else []
