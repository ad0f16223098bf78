"""What a criterion's words show it to be about, and what forbids to say so."""

import re
from dataclasses import dataclass

INCLUSION, EXCLUSION = "inclusion", "exclusion"
BOTH = frozenset({INCLUSION, EXCLUSION})
ONLY_IN, ONLY_OUT = frozenset({INCLUSION}), frozenset({EXCLUSION})


@dataclass(frozen=True)
class GlossRule:
    """A kind of gloss: the words that show it, and those that block it."""

    sides: frozenset[str]
    pattern: re.Pattern[str]
    # Must stand in the same clause as well: a limit, a time, an instruction.
    needs: re.Pattern[str] | None = None
    blocked: re.Pattern[str] | None = None
    # Whether "not" and "no" before the word belong to the rule itself.
    covers_denial: bool = False
    # Whether "unless" is the very rule.
    covers_exception: bool = False


def rule(
    sides: frozenset[str],
    pattern: str,
    needs: str = "",
    blocked: str = "",
    **covers: bool,
) -> GlossRule:
    """Return a rule of patterns that do not look at case."""

    def compiled(text: str) -> re.Pattern[str] | None:
        return re.compile(text, re.IGNORECASE) if text else None

    found = re.compile(pattern, re.IGNORECASE)
    return GlossRule(sides, found, compiled(needs), compiled(blocked), **covers)


LIMIT = r"[<>≤≥=]|\d|\btimes\b|\bgrade\b|\bclass\b|\+\+|\babove\b|\bbelow\b|\bULN\b"
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
OTHER_PEOPLE = r"\bpartners?\b|\bdonors?\b|\brelatives?\b|\binfants?\b|\bcaregivers?\b"
PREGNANT = r"\bpregnan(?:t|cy)\b|\bbreast[- ]?feed\w*|\bnursing\b|\blactat(?:ing|ion)\b"
TEST = r"\bpregnancy tests?\b"
INFECTIONS = (
    r"\binfect(?:ions?|ious|ed)\b|\bHIV\b|\bhuman immunodeficiency virus\b|\bsepsis\b"
    r"|\bhepatitis [BC]\b|\btuberculosis\b|\bviral hepatitis\b|\bHBV\b|\bHCV\b"
)
CANCER = r"\bcancers?\b|\bmalignan(?:t|cy|cies)\b|\bcarcinomas?\b"
RULES: dict[str, GlossRule] = {
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
    "allergy": rule(
        ONLY_OUT,
        r"\ballerg(?:y|ies|ic)(?: reactions?)? to\b"
        r"|\bhypersensitiv\w+ (?:reactions? )?to\b"
        r"|\banaphyla\w+|\bsevere reactions? to\b|\bknown allerg\w+",
        blocked=r"\bintoleran|\bcontra-?indicat|\basthma|\brhinit|\badverse reaction",
    ),
    "life_expectancy": rule(
        BOTH,
        r"\blife expectancy\b|\bexpected survival\b|\bestimated survival\b"
        r"|\bpredicted survival\b",
        needs=r"\d|\bthree\b|\bsix\b|\btwelve\b",
        blocked=r"\bfollow-?up|\bsurvival rate",
        covers_denial=True,
    ),
    "kidney": rule(
        BOTH,
        r"\bcreatinine\b|\b(?-i:eGFR)\b|\bglomerular filtration|\bCr ?Cl\b"
        r"|\bon dialysis\b"
        r"|\b(?:urine|urinary) protein\b|\bproteinuria\b",
        needs=LIMIT,
        blocked=r"\bstones?\b|\bEGFR (?:mutation|exon|gene|T790|TKI|ALK)|\bmutat"
        r"|\bexon",
        covers_denial=True,
    ),
    "liver": rule(
        BOTH,
        r"\bAST\b|\bALT\b|\bbilirubin\b|\bChild[- ]Pugh\b|\bSGOT\b|\bSGPT\b"
        r"|\b(?:alanine|aspartate)(?: \w+)? ?(?:amino)?transferase|\btransaminases?\b",
        needs=LIMIT,
        blocked=r"\btransplant|\bdelivery|\bchildren",
        covers_denial=True,
    ),
    "blood": rule(
        BOTH,
        r"\bha?emoglobin\b|\bplatelets?(?: counts?)?\b|\bneutrophils?\b|\bANC\b|\bINR\b"
        r"|\bwhite (?:blood )?cells?\b|\bleu[ck]ocytes?\b|\bHb\b",
        needs=LIMIT,
        blocked=r"\bA1c|\bglycated|\bglycosylated|\banti-?platelet|\btransfus"
        r"|\bsickle|\bHbs|\bplatelet (?:aggregation|inhibitor|rich)",
        covers_denial=True,
    ),
    "heart": rule(
        BOTH,
        r"\bLVEF\b|\bejection fraction\b|\bQT(?:c[FB]?)?\b|\bNYHA\b"
        r"|\bNew York Heart Association\b",
        needs=LIMIT,
        blocked=r"\bprolong(?:s|ing)? (?:the )?QT|\bmedicat|\bdrugs?\b.{0,20}\bQT",
        covers_denial=True,
    ),
    "blood_pressure": rule(
        BOTH,
        r"\bsystolic\b|\bdiastolic\b|\bmm ?Hg\b|\bblood pressure\b",
        needs=r"\d{2,3}",
        blocked=r"\bhistory of|\bpulmonary|\bintraocular|\bIOP\b|\bpressure gradient"
        r"|\bpenile",
        covers_denial=True,
    ),
    "organ_function": rule(
        BOTH,
        r"\borgan functions?\b",
        blocked=r"\bscore|\bMarshall|\bdysfunction",
    ),
    "infection": rule(
        ONLY_OUT,
        INFECTIONS,
        blocked=r"\bvaccin|\bhistory only|\bif antibod|\bmay be|\bscreened\b|\beligible"
        r"|\binfarct|\bantibod|\bprophyla|\bundetectable|\bnegative\b|\bfree of"
        r"|\bnon[- ]?infect|\bCOVID-19 vacc|\bpost-?infect",
    ),
    "performance": rule(
        BOTH,
        r"\bECOG\b|\bEastern Cooperative Oncology Group|\bKarnofsky|\bLansky|\bKPS\b"
        r"|\bWHO (?:PS|performance)|\bZubrod",
        needs=r"\d",
        covers_denial=True,
    ),
    "other_cancer": rule(
        ONLY_OUT,
        CANCER,
        blocked=r"\bmetasta|\bprostate|\blung|\bleuk|\blymphom|\bNSCLC|\bpain\b|\brisk"
        r"|\btreat|\btherap|\bspread|\bradi|\bsurgery|\bdue to|\bcaus|\bfamily"
        r"|\bbrain|\bsecondary|\bimplant|\bsuspic|\bcell\b|\bscreening|\bmening"
        r"|\bskin|\bin situ|\bfor cancer|\bpelvi|\bfever|\bthyroid",
    ),
    "substance": rule(
        ONLY_OUT,
        r"\b(?:alcohol|drugs?|substances?|narcotics?)(?:[ ,/]+(?:and/or|and|or"
        r"|alcohol|drugs?"
        r"|substances?|other|illicit|recreational|use|\([^)]*\)))*[ ,]*(?:abuse"
        r"|dependen\w+"
        r"|addict\w*|misuse)\b|\balcoholism\b|\balcohol above|\b(?:abuse"
        r"|misuse) of (?:alcohol"
        r"|drugs|substances)|\baddict(?:ed|ion) to (?:alcohol|drugs)",
        blocked=r"\bliver disease|\bmother",
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
