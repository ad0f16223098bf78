"""Foldings: what each takes for the same, and that what is stored is found again."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.enquiries.models.name_index import searched_words
from portal.lib.text import fold_case_first, fold_text, fold_width, fold_writing
from portal.lib.tokens import content_hash
from trials.conditions import condition_key
from trials.places.folding import fold

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Åland", "aland"),
        ("Ｌｕｐｕｓ", "lupus"),
        ("ﬁbrosis", "fibrosis"),
        ("Straße", "strasse"),
        ("İSTANBUL", "istanbul"),
        ("e\u0301", "e"),
        ("系统性", "系统性"),
    ],
)
def test_case_accents_and_widths_do_not_count(typed, folded):
    assert fold_text(typed) == fold_case_first(typed) == folded


def test_the_two_differ_only_where_a_width_alone_makes_the_case():
    assert (fold_text("Drug™"), fold_case_first("Drug™")) == ("drugtm", "drugTM")


@given(st.text(max_size=60))
def test_what_is_folded_stays_as_it_is(text):
    folded = fold_text(text)
    assert fold_text(folded) == folded


def test_widths_alone_keep_accents_and_case():
    assert fold_width("Ｚürich ８") == "Zürich 8"


def test_notes_keep_accents_and_powers_and_forget_how_quotes_are_drawn():
    assert "".join(map(fold_writing, "“10⁹\u00a0L”")) == '"10⁹ L"'
    assert fold_writing("é") == fold_writing("e\u0301") != fold_writing("e")
    assert fold_writing("\u00ad") == ""
    assert fold_writing("٣") == fold_writing("3")
    assert fold_writing("三") != fold_writing("3")


# What the versions before 2.0 have written; rows and files hold hashes of it.
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sjögren’s Syndrome", "sjogren syndrome"),
        ("Ménétrier's", "menetrier"),
        ("Lupus Drug™", "drugTM lupus"),
        ("№ 5 Disease", "5 No disease"),
        ("ﬁbrosis", "fibrosis"),
        ("Pædiatric Tumours", "pædiatric tumor"),
        ("ᾳδης", "αιδησ"),
        ("İstanbul fever", "fever istanbul"),
        ("系统性红斑狼疮", "erythematosus lupus systemic"),
        ("Ｌｕｐｕｓ", "erythematosus lupus systemic"),
        ("β-Thalassemia", "thalassemia β"),
        ("Ménière_disease", "disease meniere"),
        ("ℌodgkin Disease", "Hodgkin disease"),
    ],
)
def test_a_condition_keeps_the_key_that_its_stored_hash_was_made_of(name, key):
    assert condition_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łódź", "lodz"),
        ("São Paulo", "saopaulo"),
        ("’s-Hertogenbosch", "shertogenbosch"),
        ("№ Town", "Notown"),
        ("Straße", "strasse"),
        ("東京", "東京"),
        ("Þórshöfn", "thorshofn"),
    ],
)
def test_a_place_keeps_the_key_that_the_gazetteer_was_built_with(name, key):
    assert fold(name) == key


def test_a_name_keeps_the_words_that_its_stored_hashes_were_made_of():
    words = searched_words("Zoë-Anne ᾳ", "O'Brien ™ ℌ", "Zoë")
    assert words == ["zoe", "anne", "αι", "obrien", "tm", "h"]
    assert content_hash("secret", "name", words[0]) == (
        "2b0e9874f1b65a1f61ec08af2fbe821e1e8994ab0d6b09f2785a16b5e2bc5e2e"
    )


# Putting a text into NFC to keep it is no folding.
KEEPS = {
    "portal/lib/text.py",
    "trials/registry/clinicaltrials/text.py",
    "contacts/mail/bounces/spelling.py",
}


def test_nothing_is_folded_anywhere_else():
    found = {
        str(path.relative_to(ROOT))
        for app in ("portal", "trials", "contacts")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node).rpartition(".")[2] == "normalize"
    }
    assert found == KEEPS
