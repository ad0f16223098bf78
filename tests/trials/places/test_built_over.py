"""The gazetteer is built over an older one, and over nothing else."""

import pytest

from trials.places.build import build_gazetteer


def test_a_mistyped_path_costs_nobody_a_file(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear team", "utf-8")
    with pytest.raises(FileExistsError, match="no gazetteer"):
        build_gazetteer(tmp_path, letter)
    assert letter.read_text("utf-8") == "Dear team"
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
