"""The sentences of contradictions; none says that anybody is wrong."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from trials.plain.sentences import Templates

CHANCE, PRETENDED = _("chance"), _("a placebo")
TEMPLATES: Templates = {
    "c1": _(
        "The study is said to only observe, but the record names: %(kinds)s. Which "
        "belong to it?"
    ),
    "c2": _("It is said to only observe, but speaks of %(what)s."),
    "c3": _("The record says it has not begun, but the start was planned for %(d)s."),
    "c4": _(
        "The record says it is open or will open, but its planned end (%(d)s) has "
        "passed."
    ),
    "c5": _(
        "It is open or will open, but the main measurements were to be done by %(d)s."
    ),
    "c6": _("It is open or will open, and also: the main measurements are done."),
    "c7": _("The record says it is open or will open, but names no place."),
    "c8": _(
        "The record says people are put into groups by chance, but also that there is "
        "one group."
    ),
    "c9": _("The record says one group, but lists %(n)s."),
    "c10": _("The title or summary says chance decides, the field does not."),
    "c11": _("The title says that everybody knows, the field says that some do not."),
    "c12": _("The title says that two sides do not know, the field says otherwise."),
    "c13a": _(
        "There is a placebo or pretended treatment, but everybody is said to know."
    ),
    "c13b": _("A placebo or pretended treatment is marked as what is tested."),
    "c14": _("A placebo or pretended treatment is named, but no group is marked so."),
    "c15": _("The record's age fields are empty, but its text names ages."),
    "c16": _("The age fields say %(a)s, a rule says %(b)s."),
    "c17": _("It says healthy people may take part, but its rules do not name them."),
    "c18": _("It says no healthy volunteers, but a rule asks for them."),
    "c19": _("The title says phase %(x)s, the field says none."),
    "c20": _("The title says one group, the record lists %(n)s."),
    "c21": lambda n: ngettext(
        "The record names more places (%(m)s) than people (%(n)s).",
        "The record names more places (%(m)s) than people (%(n)s).",
        n,
    ),
    "c22": _("The study's state was not confirmed, though places are marked as open."),
    "c23": lambda n: ngettext(
        "It was called off, but the record still says %(n)s person.",
        "It was called off, but the record still says %(n)s people.",
        n,
    ),
    "c24": _("The record says all sexes, the condition is one of men."),
    "c25": _("For the placebo or pretended group the record names: %(names)s."),
    "c26": _(
        "People are said not to know their group, but one group gets nothing extra."
    ),
}
