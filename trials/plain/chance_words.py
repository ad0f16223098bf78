"""The sentences about chance and groups."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from trials.plain.sentences import Templates

TEMPLATES: Templates = {
    "chance.random.now": _(
        "People are put into one of %(n)s groups by chance, like drawing lots. Nobody "
        "can choose."
    ),
    "chance.random.past": _(
        "People were put into one of %(n)s groups by chance, like drawing lots. Nobody "
        "could choose."
    ),
    "chance.random.plan": _(
        "People were to be put into one of %(n)s groups by chance, like drawing lots. "
        "Nobody could choose."
    ),
    "chance.crossover.now": _(
        "The record calls it a cross-over: people get more than one of the treatments, "
        "in turn. The order is set by chance."
    ),
    "chance.crossover.past": _(
        "The record calls it a cross-over: people got more than one of the treatments, "
        "in turn. The order was set by chance."
    ),
    "chance.crossover.plan": _(
        "The record calls it a cross-over: people were to get more than one of the "
        "treatments, in turn. The order was to be set by chance."
    ),
    "chance.no_number.now": _(
        "Who gets what is set by chance. We did not find how many groups there are."
    ),
    "chance.no_number.past": _(
        "Who got what was set by chance. We did not find how many groups there were."
    ),
    "chance.no_number.plan": _(
        "Who gets what was to be set by chance. We did not find how many groups there "
        "were to be."
    ),
    "chance.factorial.now": _("Some get more than one treatment at the same time."),
    "chance.factorial.past": _("Some got more than one treatment at the same time."),
    "chance.factorial.plan": _(
        "Some were to get more than one treatment at the same time."
    ),
    "chance.plan.now": _(
        "There are %(n)s groups. Not chance, but the study's plan decides who goes "
        "into which."
    ),
    "chance.plan.past": _(
        "There were %(n)s groups. Not chance, but the study's plan decided who went "
        "into which."
    ),
    "chance.plan.plan": _(
        "There were to be %(n)s groups. Not chance, but the study's plan was to decide "
        "who goes into which."
    ),
    "chance.crossover_plan.now": _(
        "A cross-over: people get more than one of them, in turn, not by chance."
    ),
    "chance.crossover_plan.past": _(
        "A cross-over: people got more than one of them, in turn, not by chance."
    ),
    "chance.crossover_plan.plan": _(
        "A cross-over: people were to get more than one of them, in turn, not by "
        "chance."
    ),
    "chance.single.now": _(
        "There is one group. The record names no group to compare with."
    ),
    "chance.single.past": _(
        "There was one group. The record names no group to compare with."
    ),
    "chance.single.plan": _(
        "There was to be one group. The record names no group to compare with."
    ),
    "chance.single_said.now": _("There is one group, as far as the record says."),
    "chance.single_said.past": _("There was one group, as far as the record says."),
    "chance.single_said.plan": _(
        "There was to be one group, as far as the record says."
    ),
    "chance.sequential.now": _("Groups start one after another."),
    "chance.sequential.past": _("Groups started one after another."),
    "chance.sequential.plan": _("Groups were to start one after another."),
    "chance.unclear": _("We did not find how people are put into groups."),
    "chance.who.now": lambda n: ngettext("%(n)s group gets", "%(n)s groups get", n),
    "chance.who.past": lambda n: ngettext("%(n)s group got", "%(n)s groups got", n),
    "chance.who.plan": lambda n: ngettext(
        "%(n)s group was to get", "%(n)s groups were to get", n
    ),
    "chance.placebo": _(
        "%(who)s a placebo: it looks the same but has nothing in it that works."
    ),
    "chance.sham": _("%(who)s a pretended treatment."),
    "chance.placebo_marked": lambda n: ngettext(
        "The record marks %(n)s group as a placebo group.",
        "The record marks %(n)s groups as placebo groups.",
        n,
    ),
    "chance.sham_marked": lambda n: ngettext(
        "The record marks %(n)s group as one with a pretended treatment.",
        "The record marks %(n)s groups as ones with a pretended treatment.",
        n,
    ),
    "chance.nothing": _("%(who)s nothing extra from the study."),
    "chance.active": _("%(who)s another treatment, to compare."),
    "chance.placebo_used.now": _("A placebo is used."),
    "chance.placebo_used.past": _("A placebo was used."),
    "chance.placebo_used.plan": _("A placebo was to be used."),
}
