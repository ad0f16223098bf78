"""A cell that begins like a formula is text, and comes back as it was typed."""

import pytest

from contacts.teams.roster.cells import FORMULA, as_typed, harmless


@pytest.mark.parametrize("begin", FORMULA)
def test_a_formula_becomes_text_and_comes_back(begin):
    cell = f"{begin}cmd|' /C calc'!A0"
    assert harmless(cell) == f"'{cell}"
    assert as_typed(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Klinik", "'s-Hertogenbosch", "’t Hof"])
def test_other_cells_stay(cell):
    assert as_typed(harmless(cell)) == cell
