"""Lists in words, as a language writes them."""

import pytest

from portal.lib.cldr import listing


@pytest.mark.parametrize(
    ("parts", "language", "told"),
    [
        (["chino", "inglés"], "es", "chino e inglés"),
        (["España", "Hungría", "Italia"], "es", "España, Hungría e Italia"),
        (["inglés", "chino"], "es", "inglés y chino"),
        (["agua", "hierro"], "es", "agua y hierro"),
        (["inglés"], "es", "inglés"),
        (["Chinese", "Irish"], "en", "Chinese and Irish"),
        ([], "es", ""),
    ],
)
def test_a_list_is_written_as_its_readers_say_it(parts, language, told):
    assert listing(parts, language) == told
