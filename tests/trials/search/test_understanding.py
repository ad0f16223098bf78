"""What a search is understood to mean, kind by kind."""

import pytest

from trials.search import understand


def keys(q: str, language: str = "en") -> set[str]:
    return {one.key for one in understand(q, language).concepts if not one.is_excluded}


@pytest.mark.parametrize(
    ("q", "key"),
    [
        ("high blood pressure", "hypertension"),
        ("Crohns", "crohn-disease"),
        ("Crohn’s disease", "crohn-disease"),
        ("cancer of the kidney", "kidney-neoplasms"),
        ("oesophageal cancer", "esophageal-neoplasms"),
        ("paediatric leukaemia", "leukemia"),
        ("lungcancer", "lung-neoplasms"),
        ("高血壓", "hypertension"),
        ("帕金森氏症", "parkinson-disease"),
        ("presion alta", "hypertension"),
        ("للسرطان", "neoplasms"),
        ("السُّكَّري", "diabetes-mellitus"),
        ("mi hijo tiene autismo", "autism-spectrum-disorder"),
        ("keytruda", "pembrolizumab"),
        ("可瑞达", "pembrolizumab"),
        ("كيترودا", "pembrolizumab"),
        ("what can be done about my kidneys", "kidney-diseases"),
    ],
)
def test_names_of_each_kind_are_known(q, key):
    assert key in keys(q)


@pytest.mark.parametrize(
    ("q", "taken"),
    [
        ("depresion mayor", None),
        ("lukemia", "leukemia"),
        ("migrane", "migraine"),
        ("prostrate cancer", "prostate"),
        ("chron's", "crohn"),
        ("前列线癌", "前列腺癌"),
        ("leucemai", None),
    ],
)
def test_a_misspelt_word_is_taken_for_one_and_said(q, taken):
    found = understand(q, "en")
    assert found.concepts
    if taken:
        assert [one.taken for one in found.corrections] == [taken]
        assert found.corrections[0].why == "spelling"


@pytest.mark.parametrize("q", ["normal", "paid", "house", "Boston", "bread"])
def test_a_usual_word_is_not_mended(q):
    found = understand(q, "en")
    assert found.corrections == found.concepts == ()


@pytest.mark.parametrize(
    ("q", "wanted", "refused"),
    [
        ("headache not migraine", {"headache"}, {"migraine-disorders"}),
        ("cancer without metastases", {"neoplasms"}, {"neoplasm-metastasis"}),
        ("diabetes sin obesidad", {"diabetes-mellitus"}, {"obesity"}),
        ("头痛 不是 偏头痛", {"headache"}, {"migraine-disorders"}),
        ("الصداع بدون الشقيقة", {"headache"}, {"migraine-disorders"}),
        ("arthritis except gout or lupus", {"arthritis"},
         {"gout", "lupus-erythematosus-systemic"}),
        ("non-hodgkin lymphoma", {"lymphoma-non-hodgkin"}, set()),
        ("非小细胞肺癌", {"carcinoma-non-small-cell-lung"}, set()),
    ],
)  # fmt: skip
def test_what_is_not_wanted(q, wanted, refused):
    found = understand(q, "en")
    assert {one.key for one in found.excluded} == refused
    assert {one.key for one in found.concepts} == wanted | refused


@pytest.mark.parametrize(
    ("q", "age"),
    [
        ("asthma for my 7 year old", 7),
        ("asthma 7yo", 7),
        ("asthma, seven-year-old boy", 7),
        ("aged 45 asthma", 45),
        ("asthma 18 months old", 1),
        ("asma mi hija de 8 años", 8),
        ("我女儿8岁哮喘", 8),
        ("八岁 哮喘", 8),
        ("哮喘 ８岁", 8),
        ("ابني عمره 7 سنوات ربو", 7),
        ("الربو ٧ سنوات", 7),
        ("type 2 diabetes", None),
        ("covid 19", None),
    ],
)
def test_ages(q, age):
    assert understand(q, "en").age == age


@pytest.mark.parametrize(
    ("q", "group", "sex"),
    [
        ("kids asthma", "child", ""),
        ("asthma boy", "child", "MALE"),
        ("小孩 哮喘", "child", ""),
        ("asma en niños", "child", ""),
        ("الربو عند الأطفال", "child", ""),
        ("青少年抑郁", "teen", ""),
        ("elderly depression", "older", ""),
        ("asthma my daughter", "own_child", "FEMALE"),
        ("mujer con depresión", "", "FEMALE"),
        ("cáncer de mama", "", ""),
    ],
)
def test_who_it_is_for(q, group, sex):
    found = understand(q, "en")
    assert (found.group, found.sex) == (group, sex)


@pytest.mark.parametrize(
    ("q", "ids"),
    [
        ("NCT 0723 3642", ("NCT07233642",)),
        ("nct-0723.3642.", ("NCT07233642",)),
        ("ＮＣＴ０７２３３６４２", ("NCT07233642",)),
        ("07233642", ("NCT07233642",)),
        ("n c t 0 7 2 3 3 6 4 2", ("NCT07233642",)),
        ("EudraCT 2015-001234-12", ("2015-001234-12",)),
        ("ChiCTR 2000012345", ("CHICTR2000012345",)),
        ("isrctn 12345678", ("ISRCTN12345678",)),
        ("NCT0723", ()),
    ],
)
def test_numbers_of_registries(q, ids):
    found = understand(q, "en").registry_ids
    assert tuple(one.upper() for one in found) == ids


@pytest.mark.parametrize(
    ("q", "place"),
    [
        ("lupus hangzhou", "hangzhou"),
        ("狼疮 杭州", "杭州"),
        ("asthma near Leeds", "Leeds"),
        ("leukemia houston texas", "houston texas"),
        ("migraine in Germany", "Germany"),
        ("asma en Madrid", "Madrid"),
        ("الربو في القاهرة", "القاهرة"),
        ("asthma in women", ""),
        ("asthma my dad", ""),
    ],
)
def test_places(q, place):
    assert understand(q, "en").place == place


@pytest.mark.parametrize(
    "q", ["healthy volunteers", "健康志愿者", "voluntarios sanos", "متطوعين أصحاء"]
)
def test_healthy_people(q):
    assert understand(q, "en").healthy


@pytest.mark.parametrize(
    ("q", "phases"),
    [
        ("lupus phase 2", ("PHASE2",)),
        ("lupus phase III", ("PHASE3",)),
        ("lupus fase 1", ("PHASE1",)),
        ("狼疮 二期临床", ("PHASE2",)),
        ("三期肺癌", ()),
    ],
)
def test_phases(q, phases):
    assert understand(q, "en").phases == phases


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("AD", {"alzheimer-disease", "dermatitis-atopic"}),
        ("AD dementia", {"alzheimer-disease", "dementia"}),
        ("all trials for asthma", {"asthma"}),
        ("ALL", {"precursor-cell-lymphoblastic-leukemia-lymphoma"}),
        ("is it asthma or a cold", {"asthma", "common-cold"}),
    ],
)
def test_short_words_mean_what_stands_beside_them(q, expected):
    assert keys(q) == expected


def test_a_name_is_given_in_the_readers_language():
    names = {
        language: understand("阳痿", language).concepts[0].name
        for language in ("en", "zh", "es", "ar")
    }
    assert names["zh"] == "勃起功能障碍"
    assert len(set(names.values())) == 4


@pytest.mark.parametrize(
    ("q", "key"),
    [
        # "Disease of lupus" is a name, and a longer one begins after its first word.
        ("مرض الذئبة الحمراء", "lupus-erythematosus-systemic"),
        # Of small words alone, one of which says "not" elsewhere.
        ("no se me para", "erectile-dysfunction"),
        # What doctors measure an illness by.
        ("SLEDAI", "lupus-erythematosus-systemic"),
    ],
)
def test_the_whole_of_a_name_is_taken(q, key):
    found = understand(q, "en")
    assert [one.key for one in found.concepts] == [key]
    assert found.leftover == ()
