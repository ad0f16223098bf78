"""What is tested, against what, and the groups."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from trials.plain.blocks.short import INTERVENTIONAL, OBSERVATIONAL
from trials.plain.kinds import BRACKETED
from trials.plain.named import (
    ACTIVE,
    EXPERIMENTAL,
    WITHOUT_HELPERS,
    NamedThings,
    Thing,
    divide_names,
    gets_another,
    is_beside,
    is_not_tested,
    is_only_marked,
    record_things,
    thing,
)
from trials.plain.names import digits, first_names, quoted
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say
from trials.registry.facts import Arm

# A sentence's key, and the things that it names.
Keyed = tuple[str, list[Thing]]
MOST_GROUPS = 6
FIELDS = ("study_type", "arms")
WITH_PURPOSE = (*FIELDS, "primary_purpose")
WITH_KIND = _("%(name)s (%(kind)s)")
GROUP_KINDS = {
    "EXPERIMENTAL": _("group with what is tested"),
    "ACTIVE_COMPARATOR": _("group with another treatment"),
    "PLACEBO_COMPARATOR": _("group with a placebo"),
    "SHAM_COMPARATOR": _("group with a pretended treatment"),
    "NO_INTERVENTION": _("group without extra treatment"),
    "OTHER": _("another group"),
}
WATCHED = _("group that is looked at")
MARKED = _("group that the record marks as tested")
COMPARED = _("group for comparison")
ONLY_MARKED = {
    "PLACEBO_COMPARATOR": _("group that the record marks as placebo"),
    "SHAM_COMPARATOR": _("group that the record marks as pretended treatment"),
}
TEMPLATES: Templates = {
    "tested.one": _("Tested: %(names)s."),
    "tested.several": _("Tested, alone or together: %(names)s."),
    "tested.unclear": _(
        "We did not find one thing that only the tested groups get. See the groups."
    ),
    "tested.compared": _("Compared with: %(names)s."),
    "tested.each_other": _("Compared with each other: %(names)s."),
    "tested.named_one": _("Named: %(names)s. See the groups."),
    "tested.shared": _("Named for every group: %(names)s."),
    "tested.also": _("Also named: %(names)s."),
    "tested.one_group": _("Named for the group: %(names)s."),
    "tested.no_groups": _(
        "The record names: %(names)s. We did not find which group gets what."
    ),
    "tested.observed": _(
        "The record names: %(names)s. We did not find that the study gives it to "
        "people."
    ),
    "tested.nothing": _("We did not find what is tested."),
    "group.kind_and_names": _("%(label)s: %(kind)s. Named for it: %(names)s."),
    "group.kind": _("%(label)s: %(kind)s."),
    "group.more": lambda n: ngettext(
        "and %(n)s more group", "and %(n)s more groups", n
    ),
}


def say_tested(record: PlainRecord) -> list[Sentence]:
    """Return what is tested; comparators never stand under "tested"."""
    if record.study_type == OBSERVATIONAL:
        return observed_names(record)
    if record.study_type != INTERVENTIONAL:
        return []
    if not any(arm.names for arm in record.arms):
        return names_without_groups(record)
    return names_of_groups(record)


def observed_names(record: PlainRecord) -> list[Sentence]:
    found = record_things(record)
    if not found:
        return []
    fields = source_fields(record)
    return [say(TEMPLATES, "tested.observed", fields, names=names(found))]


def names_without_groups(record: PlainRecord) -> list[Sentence]:
    found = record_things(record)
    if not found:
        return [say(TEMPLATES, "tested.nothing", ("study_type", "interventions"))]
    fields = source_fields(record)
    return [say(TEMPLATES, "tested.no_groups", fields, names=names(found))]


def source_fields(record: PlainRecord) -> tuple[str, ...]:
    """Return which field the record's names come from."""
    has_arms = any(arm.names for arm in record.arms)
    return FIELDS if has_arms else ("study_type", "interventions")


def names_of_groups(record: PlainRecord) -> list[Sentence]:
    """Return the sentences of a study whose groups have names."""
    keyed = keyed_names(record)
    usual = keyed
    if record.primary_purpose in WITHOUT_HELPERS:
        usual = keyed_names(replace(record, primary_purpose=""))
    return [
        sentence_of(key, things, FIELDS if (key, things) in usual else WITH_PURPOSE)
        for key, things in keyed
    ]


def keyed_names(record: PlainRecord) -> list[Keyed]:
    """Return which sentences are said, of which names."""
    found = divide_names(record)
    if any(arm.kind == EXPERIMENTAL for arm in record.arms):
        return with_tested(record, found)
    if len(record.arms) > 1:
        return compared_alone(found)
    return [("one_group", found.everything)]


def with_tested(
    record: PlainRecord, found: NamedThings
) -> list[tuple[str, list[Thing]]]:
    """Return what to say where a group is marked as tested."""
    if len(record.arms) == 1 and not found.tested:
        return [("one_group", found.everything)]
    key = "several" if len(found.tested) > 1 else "one"
    keyed = [
        (key if found.tested else "unclear", found.tested),
        ("compared", found.compared),
        ("shared", found.shared),
        ("also", found.also),
    ]
    return [(key, things) for key, things in keyed if things or key == "unclear"]


def compared_alone(found: NamedThings) -> list[Keyed]:
    """Return what to say where no group is marked as tested."""
    each = [*found.compared, *found.also]
    keyed = [
        ("each_other" if len(each) > 1 else "named_one", each),
        ("shared", found.shared),
    ]
    return [(key, things) for key, things in keyed if things]


def sentence_of(key: str, things: list[Thing], fields: tuple[str, ...]) -> Sentence:
    if not things:
        return say(TEMPLATES, f"tested.{key}", fields)
    text = names(things, with_kind=key in {"one", "several"})
    return say(TEMPLATES, f"tested.{key}", fields, names=text)


def names(things: list[Thing], *, with_kind: bool = False) -> str:
    """Return the first names, quoted."""
    parts = [with_its_kind(one) if with_kind else quoted(one.name) for one in things]
    return first_names(parts)


def with_its_kind(one: Thing) -> str:
    name, kind = quoted(one.name), BRACKETED.get(one.kind)
    if not kind:
        return name
    return gettext(WITH_KIND) % {"name": name, "kind": gettext(kind)}


def say_groups(record: PlainRecord) -> list[Sentence]:
    """Return the groups, the first six of them."""
    shown = [one for arm in record.arms[:MOST_GROUPS] for one in group(arm, record)]
    more = len(record.arms) - MOST_GROUPS
    if shown and more > 0:
        fields = shown[0].fields
        shown.append(say(TEMPLATES, "group.more", fields, more, n=digits(more)))
    return shown


def kind_of_group(arm: Arm, record: PlainRecord) -> str | None:
    """Return what a group is, no more than its names bear out."""
    if arm.kind == EXPERIMENTAL and (is_not_tested(arm) or is_beside(arm, record)):
        return MARKED
    if is_only_marked(arm):
        return ONLY_MARKED[arm.kind]
    if arm.kind == ACTIVE and not gets_another(arm, record):
        return COMPARED
    return GROUP_KINDS.get(arm.kind)


def group(arm: Arm, record: PlainRecord) -> list[Sentence]:
    """Return one group's line, if we know the kind of group."""
    kind = kind_of_group(arm, record)
    fields: tuple[str, ...] = ("arms",)
    if not arm.kind and record.study_type == OBSERVATIONAL:
        kind, fields = WATCHED, ("arms", "study_type")
    if not kind or not arm.label:
        return []
    values: dict[str, Any] = {"label": quoted(arm.label), "kind": gettext(kind)}
    if not arm.names:
        return [say(TEMPLATES, "group.kind", fields, **values)]
    values["names"] = first_names([quoted(thing(name).name) for name in arm.names])
    return [say(TEMPLATES, "group.kind_and_names", fields, **values)]
