"""What kind of thing is tested, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext, npgettext
from django.utils.translation import gettext_noop as _

from trials.plain.named import Thing, divide_names, is_helper, record_things
from trials.plain.names import listing_of
from trials.plain.record import PlainRecord

MOST_KINDS = 3
OTHER_METHOD, SOMETHING = _("another method"), _("something")
ONE = {
    "BIOLOGICAL": _("a medicine made from living cells"),
    "DEVICE": _("a device"),
    "PROCEDURE": _("a procedure"),
    "RADIATION": _("radiation"),
    "BEHAVIORAL": _("training, talks or habits"),
    "GENETIC": _("a gene treatment or gene test"),
    "DIETARY_SUPPLEMENT": _("a food supplement"),
    "COMBINATION_PRODUCT": _("a medicine and device in one"),
    "DIAGNOSTIC_TEST": _("a test"),
    "OTHER": OTHER_METHOD,
}
# The same in brackets behind a name.
BRACKETED = {
    "DRUG": _("medicine"),
    "BIOLOGICAL": _("medicine made from living cells"),
    "DEVICE": _("device"),
    "PROCEDURE": _("procedure"),
    "RADIATION": _("radiation"),
    "BEHAVIORAL": _("training, talks or habits"),
    "GENETIC": _("gene treatment or gene test"),
    "DIETARY_SUPPLEMENT": _("food supplement"),
    "COMBINATION_PRODUCT": _("medicine and device in one"),
    "DIAGNOSTIC_TEST": _("test"),
    "OTHER": _("other method"),
}


def kind_words(things: Iterable[Thing]) -> str:
    """Return the kinds of some things, each once; "" for none."""
    kinds = [one.kind for one in things if one.kind in BRACKETED]
    each = list(dict.fromkeys(kinds))
    if len(each) > MOST_KINDS:
        return gettext(OTHER_METHOD)
    words = [
        drug_word(kinds.count("DRUG")) if kind == "DRUG" else gettext(ONE[kind])
        for kind in each
    ]
    return listing_of(words) if words else ""


def drug_word(many: int) -> str:
    """Return one medicine, or several."""
    return npgettext("what is tested", "a medicine", "medicines", many)


def what_is_tested(record: PlainRecord) -> tuple[str, list[str]]:
    """Return the kinds of what is tested in words, and the fields that say so."""
    has_arms = any(arm.names for arm in record.arms)
    fields = ["arms"] if has_arms else ["arms", "interventions"]
    tested = divide_names(record).tested
    known = tested or [
        one
        for one in record_things(record)
        if not one.is_comparator_like and not is_helper(one, record.primary_purpose)
    ]
    words = kind_words(known)
    return (words, fields) if words else (gettext(SOMETHING), [])
