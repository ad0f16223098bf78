"""The recruitment part of the European template (version 2.0, June 2026), filled in.

In its order of six sections, in our own words. What this portal cannot know stands in
double brackets, for the sponsor.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.responsible.keeping_times import times_of_enquiries
from portal.hospital.says import interface_languages
from portal.lib.cldr import country_name
from trials.models import SelfCheckVersion, Study
from trials.texts.pack.parts import PackPart, versions_of_pack

OF_AGE = timedelta(days=18 * 365)
Lines = Iterator[tuple[str, str]]


def arrangements_of_pack(study: Study, language: str) -> Iterator[PackPart]:
    """Yield the template's sections with what is known of a study."""
    sections = (
        (_("1. How people are recruited"), recruited(study, language)),
        (_("2. How consent to the trial is taken"), consented()),
        (_("3. Adults who cannot consent"), unable()),
        (_("4. Children and young people"), young(study)),
        (_("5. An impartial witness"), not_here()),
        (_("6. Emergencies"), not_here()),
    )
    last = (_("More for a country of the trial"), by_country(study, language))
    for heading, lines in (*sections, last):
        words = [f"{asked} {said}" for asked, said in lines]
        yield PackPart(f"{_('Recruitment arrangements')}: {heading}", "", words)


def recruited(study: Study, language: str) -> Lines:
    """Yield what the first section asks."""
    yield (
        _("How are people found?"),
        _(
            "They find the trial themselves: by the search of this portal, a link, a "
            "printed sheet, or news that they asked for. Nobody looks for them."
        ),
    )
    yield (
        _("Are data used that name somebody?"),
        _("No list of patients and no health record is read to find people."),
    )
    yield _("What are they shown, and where?"), shown(study)
    yield _("Did a program draft any of it?"), drafted(study, language)
    yield (
        _("What is the first act of recruitment?"),
        _("A family opens the trial's page. The first contact is its own message."),
    )
    yield _("Who answers?"), answering(study, language)
    yield _("How long are messages kept?"), " ".join(times_of_enquiries())
    yield _("What is paid?"), paid(study, language)


def shown(study: Study) -> str:
    """Return the ways in which families are told, and in which languages."""
    ways = [_("web pages"), _("e-mails that somebody asked for"), _("a printed sheet")]
    if SelfCheckVersion.objects.filter(study=study).exists():
        ways.append(_("a self-check that keeps no answer"))
    return _("%(ways)s, at %(address)s, in: %(languages)s. No advertising.") % {
        "ways": ", ".join(ways),
        "address": settings.PUBLIC_URL,
        "languages": ", ".join(str(name) for _code, name in interface_languages()),
    }


def drafted(study: Study, language: str) -> str:
    """Return how many texts of the pack a program drafted."""
    count = sum(one.drafted_by_program for one in versions_of_pack(study, language))
    said = ngettext(
        "%(count)d text of this pack; it is marked.",
        "%(count)d texts of this pack; each is marked.",
        count,
    )
    none = _("No program answers families or decides about anybody.")
    return f"{said % {'count': count}} {none}"


def answering(study: Study, language: str) -> str:
    """Return who reads a family's message, by the number of places and countries."""
    places = study.sites.count()
    said = ngettext(
        "The team of the place that the family chose (%(count)d place: %(countries)s).",
        "The team of the place that the family chose (%(count)d places: "
        "%(countries)s).",
        places,
    )
    return said % {
        "count": places,
        "countries": ", ".join(countries_of_places(study, language)) or "–",
    }


def countries_of_places(study: Study, language: str) -> list[str]:
    """Return the countries of a study's places, by name."""
    codes = study.sites.exclude(country="").values_list("country", flat=True)
    return sorted({country_name(code, language) for code in codes})


def paid(study: Study, language: str) -> str:
    """Return what the team told of payment, in the language of the pack."""
    told = (
        one.body.get("facts", {}).get("paid", "")
        for one in versions_of_pack(study, language)
    )
    return next(filter(None, told), left_open())


def consented() -> Lines:
    yield (
        _("Is consent to the trial taken here?"),
        _(
            "No. One tick agrees that a message is read; its words are in this pack. "
            "The team takes consent to the trial itself."
        ),
    )
    yield _("By whom, when and where?"), left_open()


def unable() -> Lines:
    yield (
        _("May somebody ask for them?"),
        _("Yes, and says that the person knows of it. Nothing is decided here."),
    )
    yield _("Who represents them in the trial?"), left_open()


def young(study: Study) -> Lines:
    """Yield what the record says of age, and who may write for a child."""
    days = study.minimum_age_days
    takes = days is None or timedelta(days=days) < OF_AGE
    ages = (study.minimum_age or "–", study.maximum_age or "–")
    yield (
        _("Ages of the record:"),
        _("from %(low)s to %(high)s") % dict(zip(("low", "high"), ages, strict=True)),
    )
    if takes:
        yield (
            _("Who writes for a child?"),
            _(
                "A parent or guardian. A young person who writes alone is asked for "
                "one where the law of the country wants it."
            ),
        )
        yield _("How are children told and asked in the trial?"), left_open()


def not_here() -> Lines:
    yield _("Has this portal a part in it?"), _("No.")
    yield _("What does the trial do?"), left_open()


def by_country(study: Study, language: str) -> Lines:
    for name in countries_of_places(study, language):
        yield f"{name}:", left_open()


def left_open() -> str:
    """Return the mark of what only the sponsor knows."""
    return f"[[{_('The sponsor fills this in.')}]]"
