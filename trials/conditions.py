"""What people call a condition, and what the registry calls it. Pure.

One key for all spellings: "Lupus Erythematosus, Systemic", "systemic lupus
erythematosus", "SLE" and "系统性红斑狼疮" are the same to a search for news.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from portal.lib.text import fold_case_first

LONGEST = 200
BREAK = re.compile(r"[^\w]+")
# The registry's MeSH term → what people say. Grows by hand; a record keeps its own
# names beside it, so a name that is missing here is only found as it is written.
SPOKEN: dict[str, tuple[str, ...]] = {
    "Lupus Erythematosus, Systemic": (
        *("lupus", "SLE", "childhood lupus", "cSLE", "juvenile lupus"),
        *("systemic lupus", "系统性红斑狼疮", "红斑狼疮", "狼疮", "儿童狼疮"),
    ),
    "Lupus Nephritis": ("lupus kidney disease", "狼疮性肾炎", "狼疮肾炎"),
    "Autoimmune Diseases": (
        *("autoimmune disease", "autoimmune disorder", "autoimmune disorders"),
        *("autoimmunity", "autoimmune", "自身免疫病", "自身免疫性疾病"),
    ),
    "Arthritis, Juvenile": (
        *("JIA", "juvenile idiopathic arthritis", "juvenile arthritis"),
        *("childhood arthritis", "幼年特发性关节炎"),
    ),
    "Arthritis, Rheumatoid": ("RA", "类风湿关节炎", "类风湿性关节炎"),
    "Multiple Sclerosis": ("MS", "多发性硬化", "多发性硬化症"),
    "Myasthenia Gravis": ("重症肌无力",),
    "Scleroderma, Systemic": ("systemic sclerosis", "scleroderma", "硬皮病"),
    "Dermatomyositis": ("juvenile dermatomyositis", "JDM", "皮肌炎"),
    "Vasculitis": ("血管炎",),
    "Diabetes Mellitus, Type 1": (
        *("type 1 diabetes", "T1D", "juvenile diabetes", "1型糖尿病"),
    ),
    "Diabetes Mellitus, Type 2": ("type 2 diabetes", "T2D", "2型糖尿病"),
    "Diabetes Mellitus": ("diabetes", "糖尿病"),
    "Celiac Disease": ("coeliac disease", "coeliac", "celiac", "乳糜泻"),
    "Crohn Disease": ("crohn's disease", "crohn's", "克罗恩病"),
    "Colitis, Ulcerative": ("UC", "溃疡性结肠炎"),
    "Inflammatory Bowel Diseases": (
        *("IBD", "inflammatory bowel disease", "炎症性肠病"),
    ),
    "Kidney Diseases": ("kidney disease", "renal disease", "肾病", "肾脏疾病"),
    "Nephrotic Syndrome": ("肾病综合征",),
    "Precursor Cell Lymphoblastic Leukemia-Lymphoma": (
        *("acute lymphoblastic leukemia", "acute lymphoblastic leukaemia", "ALL"),
        *("acute lymphocytic leukemia", "急性淋巴细胞白血病"),
    ),
    "Leukemia": ("leukaemia", "blood cancer", "白血病"),
    "Leukemia, Myeloid, Acute": (
        *("AML", "acute myeloid leukemia", "acute myeloid leukaemia"),
        "急性髓系白血病",
    ),
    "Lymphoma": ("lymph node cancer", "淋巴瘤"),
    "Multiple Myeloma": ("myeloma", "多发性骨髓瘤"),
    "Neuroblastoma": ("神经母细胞瘤",),
    "Neoplasms": ("cancer", "cancers", "tumor", "tumour", "tumours", "癌症", "肿瘤"),
    "Breast Neoplasms": ("breast cancer", "乳腺癌"),
    "Lung Neoplasms": ("lung cancer", "肺癌"),
    "Prostatic Neoplasms": ("prostate cancer", "前列腺癌"),
    "Colorectal Neoplasms": ("bowel cancer", "colorectal cancer", "结直肠癌"),
    "Brain Neoplasms": ("brain tumor", "brain tumour", "brain cancer", "脑肿瘤"),
    "Asthma": ("哮喘",),
    "Cystic Fibrosis": ("CF", "mucoviscidosis", "囊性纤维化"),
    "Epilepsy": ("seizure disorder", "epilepsies", "癫痫"),
    "Autism Spectrum Disorder": ("autism", "ASD", "自闭症", "孤独症"),
    "Attention Deficit Disorder with Hyperactivity": ("ADHD", "多动症"),
    "Muscular Dystrophy, Duchenne": (
        *("DMD", "duchenne", "duchenne muscular dystrophy"),
        "杜氏肌营养不良",
    ),
    "Muscular Atrophy, Spinal": (
        *("SMA", "spinal muscular atrophy", "脊髓性肌萎缩症"),
    ),
    "Amyotrophic Lateral Sclerosis": (
        *("ALS", "motor neurone disease", "motor neuron disease", "渐冻症"),
    ),
    "Parkinson Disease": ("parkinson's disease", "parkinson's", "帕金森病"),
    "Alzheimer Disease": (*("alzheimer's disease", "alzheimer's", "阿尔茨海默病"),),
    "Anemia, Sickle Cell": ("sickle cell disease", "sickle cell", "镰状细胞病"),
    "Hemophilia A": ("haemophilia a", "haemophilia", "hemophilia", "血友病"),
    "beta-Thalassemia": ("thalassaemia", "beta thalassaemia", "地中海贫血"),
    "Psoriasis": ("银屑病", "牛皮癣"),
    "Dermatitis, Atopic": ("eczema", "atopic eczema", "湿疹", "特应性皮炎"),
    "Hypertension": ("high blood pressure", "高血压"),
    "Heart Failure": ("心力衰竭", "心衰"),
    "Stroke": ("中风", "脑卒中"),
    "Obesity": ("overweight", "肥胖", "肥胖症"),
    "Depressive Disorder": ("depression", "抑郁症"),
    "Migraine Disorders": ("migraine", "偏头痛"),
    "Anxiety Disorders": ("anxiety", "焦虑症"),
    "Bipolar Disorder": ("manic depression", "双相情感障碍"),
    "Schizophrenia": ("精神分裂症",),
    "Dementia": ("痴呆", "失智症"),
    "Cerebral Palsy": ("脑瘫",),
    "Down Syndrome": ("down's syndrome", "trisomy 21", "唐氏综合征"),
    "Myocardial Infarction": ("heart attack", "心肌梗死", "心梗"),
    "Atrial Fibrillation": ("AFib", "房颤", "心房颤动"),
    "Pulmonary Arterial Hypertension": ("PAH", "肺动脉高压"),
    "Hypercholesterolemia": ("high cholesterol", "高胆固醇血症"),
    "Venous Thrombosis": ("deep vein thrombosis", "DVT", "静脉血栓"),
    "Pulmonary Disease, Chronic Obstructive": ("COPD", "慢阻肺"),
    "Sleep Apnea, Obstructive": ("sleep apnoea", "sleep apnea", "睡眠呼吸暂停"),
    "Renal Insufficiency": ("kidney failure", "renal failure", "肾衰竭"),
    "Renal Insufficiency, Chronic": (
        *("chronic kidney disease", "CKD", "chronic kidney failure", "慢性肾病"),
    ),
    "Glomerulonephritis, IGA": ("IgA nephropathy", "IgAN", "IgA肾病"),
    "Purpura, Thrombocytopenic, Idiopathic": (
        *("immune thrombocytopenia", "ITP", "免疫性血小板减少症"),
    ),
    "Spondylitis, Ankylosing": ("bechterew's disease", "强直性脊柱炎"),
    "Sjogren's Syndrome": ("sjogren's disease", "sicca syndrome", "干燥综合征"),
    "Osteoarthritis": ("骨关节炎",),
    "Osteoporosis": ("brittle bones", "骨质疏松症"),
    "Gout": ("痛风",),
    "Hepatitis B": ("乙型肝炎", "乙肝"),
    "Hepatitis C": ("丙型肝炎", "丙肝"),
    "HIV Infections": ("HIV", "艾滋病病毒感染"),
    "COVID-19": ("covid", "新冠"),
    "Tuberculosis": ("TB", "结核病"),
    "Macular Degeneration": ("AMD", "黄斑变性"),
    "Glaucoma": ("青光眼",),
    "Endometriosis": ("子宫内膜异位症",),
    "Polycystic Ovary Syndrome": ("PCOS", "多囊卵巢综合征"),
    "Hodgkin Disease": ("hodgkin's lymphoma", "霍奇金淋巴瘤"),
    "Lymphoma, Non-Hodgkin": ("non-hodgkin's lymphoma", "非霍奇金淋巴瘤"),
    "Leukemia, Lymphocytic, Chronic, B-Cell": (
        *("CLL", "chronic lymphocytic leukaemia", "慢性淋巴细胞白血病"),
    ),
    "Leukemia, Myelogenous, Chronic, BCR-ABL Positive": (
        *("CML", "chronic myeloid leukaemia", "慢性髓系白血病"),
    ),
    "Glioblastoma": ("GBM", "胶质母细胞瘤"),
    "Melanoma": ("黑色素瘤",),
    "Skin Neoplasms": ("skin cancer", "皮肤癌"),
    "Bone Neoplasms": ("bone cancer", "骨肿瘤"),
    "Stomach Neoplasms": ("stomach cancer", "gastric cancer", "胃癌"),
    "Esophageal Neoplasms": ("oesophageal cancer", "esophageal cancer", "食管癌"),
    "Liver Neoplasms": ("liver cancer", "肝癌"),
    "Pancreatic Neoplasms": ("pancreatic cancer", "胰腺癌"),
    "Kidney Neoplasms": ("kidney cancer", "renal cancer", "肾癌"),
    "Urinary Bladder Neoplasms": ("bladder cancer", "膀胱癌"),
    "Ovarian Neoplasms": ("ovarian cancer", "卵巢癌"),
    "Uterine Cervical Neoplasms": ("cervical cancer", "宫颈癌"),
    "Thyroid Neoplasms": ("thyroid cancer", "甲状腺癌"),
    "Head and Neck Neoplasms": ("head and neck cancer", "头颈部肿瘤"),
}
# Whose illness it is, where a name says so; the age stands beside it anyway.
WHOSE = re.compile(
    r"\b(?:pa?ediatric|childhood)(?:[ -]onset)?\b"
    r"|\bin (?:children|childhood|infants|adolescents|teenagers|young people|adults)"
    r"(?: and (?:adolescents|teenagers|young people|adults))?\b"
    r"|儿童|小儿"
)
# Words that say nothing of which illness.
EVERYWHERE = {"disease", "disorder", "syndrome", "chronic", "acute", "type"}
# Words whose last "s" is no plural.
SINGULAR = ("ss", "us", "is")


def condition_key(name: str) -> str:
    """Return the word under which a condition is kept; "" for a name without letters.

    Order, punctuation, plurals and spelling do not count, and not whose illness it is:
    "pediatric lupus" and "lupus in children" are lupus.
    """
    key, known = plain_key(name), spoken_keys()
    if key in known:
        return known[key]
    bare = plain_key(WHOSE.sub(" ", name.casefold()))
    return known.get(bare, bare or key)


def plain_key(name: str) -> str:
    """Return a name's words without accents and case, in the order of the alphabet."""
    kept = fold_case_first(name.casefold().replace("’s", "s"))
    words = BREAK.split(kept.replace("'s", "s").replace("_", " "))
    return " ".join(sorted({simple(word) for word in words if word}))[:LONGEST]


def simple(word: str) -> str:
    """Return a word in American spelling and in the singular, near enough for a key."""
    word = word.replace("ae", "e").replace("oe", "e").replace("tumour", "tumor")
    if len(word) <= 3 or not word.endswith("s") or word.endswith(SINGULAR):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


@lru_cache(maxsize=1)
def spoken_keys() -> dict[str, str]:
    """Return every spoken name's own key with the key of the registry's term."""
    return {
        plain_key(name): plain_key(term)
        for term, names in SPOKEN.items()
        for name in names
    }


def spoken_like(text: str, limit: int) -> list[str]:
    """Return spoken names that hold `text`, those that begin with it first."""
    wanted = " ".join(text.casefold().split())
    names = [name for group in SPOKEN.values() for name in group]
    found = [name for name in names if wanted and wanted in name.casefold()]
    found.sort(key=lambda name: (not name.casefold().startswith(wanted), len(name)))
    return found[:limit]


@lru_cache(maxsize=8)
def local_names(language: str) -> dict[str, str]:
    """Return what the conditions that have one are called in a language, by key."""
    if not language.startswith("zh"):
        return {}
    found = {
        plain_key(term): next((one for one in names if not one.isascii()), "")
        for term, names in SPOKEN.items()
    }
    return {key: name for key, name in found.items() if name}


def closest(text: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the names most like what somebody typed: misspelt, or sharing a word."""
    wanted = condition_key(text)
    keys = {condition_key(name): name for name in names}
    alike = get_close_matches(wanted, keys, limit, 0.75)
    telling = {word for word in wanted.split() if len(word) > 3} - EVERYWHERE
    sharing = [key for key in keys if telling & set(key.split())]
    found = [key for key in dict.fromkeys([*alike, *sharing]) if key != wanted]
    return [keys[key] for key in found[:limit]]


def named_in(text: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the conditions that the words of a search name, the longest first."""
    words = set(plain_key(text).split())
    spoken = [name for group in SPOKEN.values() for name in group]
    keys = {plain_key(name): name for name in [*spoken, *SPOKEN, *names]}
    found = [key for key in keys if set(key.split()) <= words]
    found.sort(key=lambda key: -len(key.split()))
    wide = {
        key for key in found for other in found if set(key.split()) < set(other.split())
    }
    chosen = {condition_key(keys[key]): keys[key] for key in found if key not in wide}
    return list(chosen.values())[:limit]
