"""Glosses of what doctors measure or find."""

from trials.plain.glossing.shapes import BOTH, ONLY_OUT, GlossRule, rule

LIMIT = r"[<>≤≥=]|\d|\btimes\b|\bgrade\b|\bclass\b|\+\+|\babove\b|\bbelow\b|\bULN\b"
INFECTIONS = (
    r"\binfect(?:ions?|ious|ed)\b|\bHIV\b|\bhuman immunodeficiency virus\b|\bsepsis\b"
    r"|\bhepatitis [BC]\b|\btuberculosis\b|\bviral hepatitis\b|\bHBV\b|\bHCV\b"
)
CANCER = r"\bcancers?\b|\bmalignan(?:t|cy|cies)\b|\bcarcinomas?\b"
HEALTH_RULES: dict[str, GlossRule] = {
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
}
