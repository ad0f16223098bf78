"""What people call a condition, and what the registry calls it. Pure.

One key for all spellings: "Lupus Erythematosus, Systemic", "systemic lupus
erythematosus", "SLE" and "系统性红斑狼疮" are the same to a search for news.
"""

import re
import unicodedata
from functools import lru_cache

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
        *("autoimmunity", "自身免疫病", "自身免疫性疾病"),
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
}


def condition_key(name: str) -> str:
    """Return the word under which a condition is kept; "" for a name without letters.

    Order and punctuation do not count: the registry turns its terms round.
    """
    key = plain_key(name)
    return spoken_keys().get(key, key)


def plain_key(name: str) -> str:
    """Return a name's words without accents and case, in the order of the alphabet."""
    text = unicodedata.normalize("NFKD", name.casefold().replace("’s", "s"))
    kept = "".join(c for c in text if not unicodedata.combining(c))
    words = BREAK.split(kept.replace("'s", "s").replace("_", " "))
    return " ".join(sorted({word for word in words if word}))[:LONGEST]


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
