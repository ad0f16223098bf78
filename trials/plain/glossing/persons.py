"""Glosses of what a person is, agrees to, or does."""

from trials.plain.glossing.shapes import (
    BOTH,
    ONLY_IN,
    ONLY_OUT,
    PREGNANT,
    GlossRule,
    rule,
)

YEARS = r"years?|yrs?|y/o|y\.o\.?"
RANGE = (
    rf"\d{{1,3}}\s*(?:{YEARS})?\s*(?:-|–|~|to|and|through)\s*(?:<|≤|<=)?\s*\d{{1,3}}"
)
AGE = (
    rf"\bage[ds]?\b[^;.]{{0,30}}?(?:[<>≥≤]=?\s*\d+|{RANGE}|\d+ (?:{YEARS})"
    rf"|\d+ and (?:over|above|older))"
    rf"|\b{RANGE}\s*(?:{YEARS})(?: of age| old|\b)(?!\s*(?:ago|after|before|post"
    rf"|of follow))"
    rf"|[<>≥≤]=?\s*\d{{1,3}}\s*(?:{YEARS})(?:[ -]old| of age)"
    rf"|\b(?:over|above|under|below|at least|older than"
    rf"|younger than)(?: the age of)? \d{{1,3}}"
    rf"\s*(?:(?:{YEARS})\s*(?:old|of age))"
    rf"|^\W*(?:\d+\W+)?(?:males?|females?|men|women|adults?"
    rf"|patients?)(?: and \w+)? (?:over|above|aged?|older than)"
    rf" (?:than )?\d{{1,3}}(?:\s*(?:{YEARS})(?: old| of age)?)?\W*$"
)
TEST = r"\bpregnancy tests?\b"
PERSON_RULES: dict[str, GlossRule] = {
    "age": rule(
        BOTH,
        AGE,
        blocked=r"\bdonor|\bpartner|\bat (?:the time of )?(?:first |initial )?diagnosis"
        r"|\bif aged|\bonset|\bgestation|\bhistory of|\blife expect|\bscore|\bprevious"
        r"|\bfamily|\bfor (?:patients|participants|children|subjects)"
        r"|\bage of (?:onset)"
        r"|\bhealthy volunteers?:|\bdays?\b.{0,12}\bbefore|\bvaccin|\bBMI\b",
    ),
    "pregnancy": rule(
        ONLY_OUT,
        rf"{PREGNANT}|\bbecome pregnant\b",
        blocked=r"\bpartners?\b|\bectopic|\bhistory of|\bprior pregnan"
        r"|\bprevious pregnan"
        r"|\bdue to pregnan|\bexcept|\bnot known|\bwhose\b|\bcomplication",
    ),
    "pregnancy_test": rule(
        ONLY_IN,
        TEST,
        needs=r"\bnegative\b|\bbefore\b|\bwithin\b|\bmust have\b|\bat (?:screening"
        r"|visit)",
        blocked=r"\bpositive\b|\bpartners?\b",
    ),
    "birth_control": rule(
        BOTH,
        r"\bcontracepti(?:on|ves?|ve methods?)\b|\bbirth control\b|\bcondoms?\b"
        r"|\bavoid(?:ing)? pregnanc",
        needs=r"\bagree|\buse[ds]?\b|\busing\b|\bwilling|\bmust\b|\bshould\b|\bfollow\b"
        r"|\brequired\b|\bpractic|\badequate\b|\beffective\b|\bhave to\b",
        blocked=r"\bpills?\W*$|\bnot required\b|\bhistory of\b|\bdrug interaction"
        r"|\bhormonal contraceptives? (?:within|in the)|\bcurrent(?:ly)? (?:use"
        r"|using) of",
        covers_denial=True,
        covers_exception=True,
    ),
    "consent": rule(
        BOTH,
        r"\binformed(?: \w+)? consent\b|\bconsent form\b|\bwritten consent\b|\bICF\b"
        r"|\bsign(?:ed|s|ing)?(?: \w+){0,3} consent\b",
        needs=r"\bsign|\bwritten\b|\bprovid|\bgive[ns]?\b|\bgiving\b|\bobtain"
        r"|\bagree|\bable"
        r"|\bability\b|\bunable\b|\binability\b|\bwilling|\bunderst"
        r"|^\W*informed consent\W*$",
        blocked=r"\bsamples?\b|\bsub-?stud|\bbiops|\bliteracy\b|\bread\b|\bpreclud"
        r"|\bprevent|\bimpair|\bdisorder|\bdementia|\bdisease|\bpsychi|\bcondition"
        r"|\bduring (?:the )?consent|\bat (?:the )?(?:time of )?(?:informed )?consent"
        r"|\bprior to (?:signing )?(?:informed )?consent|\bbefore (?:signing|informed)"
        r"|\bdays? of\b|\bsince\b|\bwaive|\bafter\b|\bwithin\b|\bfrom signing",
        covers_denial=True,
    ),
    "other_study": rule(
        BOTH,
        r"\b(?:another|other|any|a|investigational|interventional) (?:\w+ ){0,3}"
        r"(?:clinical )?(?:stud(?:y|ies)|trials?)\b|\binvestigational (?:\w+ ){0,2}"
        r"(?:agents?|drugs?|products?|medicin\w+|devices?|treatments?|therap\w+)\b",
        needs=r"\bwithin\b|\bin the (?:last|past|previous)\b|\bless than\b|\bprior to\b"
        r"|\bbefore\b",
        blocked=r"\bthis (?:study|trial)\b.{0,5}$|\bany study proc|\bpriority\b"
        r"|\bthe study drug"
        r"|\bunrelated\b|\bsub-?study",
    ),
    "judgement": rule(
        BOTH,
        r"\b(?:opinion|judge?ment|discretion|view) of (?:the "
        r"|an? )?(?:\w+ )?(?:investigator"
        r"|physician|doctor|researcher)s?\b|\binvestigator'?s?'? (?:opinion|judge?ment"
        r"|discretion|assessment)|\b(?:evaluated|determined|judged|considered|deemed"
        r"|assessed)"
        r" by (?:the )?(?:\w+ )?investigators?\b|\baccording to (?:the )?investigator\b"
        r"|\bwhose investigator considers\b|\bper (?:the )?investigator",
        covers_denial=True,
    ),
    "more_rules": rule(
        BOTH,
        r"^\W*(?:note: )?(?:other|further|additional)(?: protocol[- ](?:defined"
        r"|specified)"
        r"| protocol)?(?: inclusion| exclusion"
        r"| inclusion/exclusion)? criteria(?: may| could"
        r"| will)? appl(?:y|ies)\W*$",
    ),
    "willing": rule(
        ONLY_IN,
        r"\b(?:willing|able|ability|willingness)\b(?: \w+){0,6}? (?:compl(?:y|ete)"
        r"|adhere"
        r"|attend|return|cooperate|follow)\b|\bcomply with (?:all |the )?(?:study"
        r"|protocol"
        r"|trial)|\bsatisfactorily comply\b|\bcan actively cooperate\b"
        r"|\bmaintain follow[- ]up\b",
        blocked=r"\bpartner|\bapp\b|\bphone|\bstop|\babstain|\bcontracepti|\bdiscontinu"
        r"|\bconsent|\bcaregiver|\bMRI\b|\bsurgery|\bbirth control",
    ),
    "language": rule(
        BOTH,
        r"\b(?:read|speaks?|understand|communicate|literate|fluent|fluency"
        r"|proficien\w+)\b"
        r"[^;.]{0,40}\b(?:in )?(?:English|German|French|Spanish|Chinese|Mandarin"
        r"|Italian"
        r"|Dutch|Danish|Swedish|Norwegian|Portuguese|Japanese|Korean|Turkish|Arabic)\b",
        blocked=r"\bconsent form in\b|\bwritten (?:informed )?consent\b",
    ),
}
