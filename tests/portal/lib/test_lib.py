"""The pure helpers."""

from datetime import date

import pytest
from cryptography.fernet import Fernet, InvalidToken

from portal.caches import ForgivingRedisCache
from portal.lib.businesstime import Office
from portal.lib.cldr import countries, country_name, language_name, sort_key
from portal.lib.crypto import decrypt, encrypt
from portal.lib.text import UnsafeTextError, clean_line, clean_paragraphs
from portal.lib.tokens import derived_token, new_reference, token_hash


def test_encrypted_text_is_read_with_an_older_key_too(settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    token = encrypt("秘密")
    assert "秘密" not in token
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    assert decrypt(token) == "秘密"
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with pytest.raises(InvalidToken):
        decrypt(token)


def test_links_are_long_and_differ_by_secret_and_seed():
    token = derived_token("secret", "seed")
    assert len(token) == len(token_hash(token)) == 64
    assert token == derived_token("secret", "seed")
    assert token != derived_token("other", "seed")
    assert token != derived_token("secret", "other")


def test_references_can_be_read_aloud():
    seen = {new_reference() for _ in range(500)}
    assert len(seen) == 500
    assert not set("".join(seen)) & set("0O1IL2Z5S8B") - set("ENQ-")


@pytest.mark.parametrize(
    ("start", "days", "country", "due"),
    [
        (date(2026, 11, 24), 3, "CN", date(2026, 11, 27)),
        # A Friday night: Monday is the first working day.
        (date(2026, 11, 27), 1, "DE", date(2026, 11, 30)),
        # Christmas in Germany is two days, and a weekend follows.
        (date(2026, 12, 23), 2, "DE", date(2026, 12, 28)),
        # China's national holiday lasts a week.
        (date(2026, 9, 30), 1, "CN", date(2026, 10, 8)),
        (date(2026, 11, 24), 1, "", date(2026, 11, 25)),
        (date(2026, 11, 24), 1, "XX", date(2026, 11, 25)),
    ],
)
def test_working_days_by_country(start, days, country, due):
    assert Office(country=country).add_days(start, days) == due


def test_names_of_countries_and_languages():
    assert country_name("CN", "zh-hans") == "中国"
    assert country_name("de", "en") == "Germany"
    assert country_name("??", "en") == ""
    assert language_name("zh", "en") == "Chinese"
    assert language_name("xx-none", "en") == "xx-none"
    names = [name for _code, name in countries("en")]
    assert names.index("Åland Islands") < names.index("Zimbabwe")
    assert ("EU", "European Union") not in countries("en")


@pytest.mark.parametrize("text", ["Zoë", "李雷", "O'Neill", "👩‍👧", "علي", "a\u200db"])
def test_what_people_type_is_kept(text):
    assert clean_line(text) == text


@pytest.mark.parametrize(
    "bad", ["a\nb", "a\rb", "\x00", "\u202e", "\x7f", "\ud800", "\u2029"]
)
def test_what_nobody_types_is_named(bad):
    with pytest.raises(UnsafeTextError, match=r"^U\+[0-9A-F]{4}$"):
        clean_line(bad)


def test_paragraphs_keep_their_lines():
    assert clean_paragraphs(" a\r\nb\rc\td ") == "a\nb\nc\td"


def test_a_cache_that_is_away_is_a_miss():
    away = ForgivingRedisCache("redis://127.0.0.1:9/0", {})
    assert away.get("x") is None
    assert away.get("x", 3) == 3
    away.set("x", 1)
    assert away.add("x", 1) is True
    assert away.get_many(["x"]) == {}
    assert away.delete("x") is False


@pytest.mark.parametrize(
    ("language", "names"),
    [
        # By sounds: Bāxī, Déguó, Rìběn, Zhōngguó.
        ("zh-hans", ["巴西", "德国", "日本", "中国"]),
        # By strokes: three, four, four, fifteen.
        ("zh-hant", ["土耳其", "中國", "日本", "德國"]),
        ("es", ["Alemania", "Ámsterdam", "Brasil", "España", "Zambia"]),
        ("ar", ["إسبانيا", "البرازيل", "ألمانيا", "بولندا", "مصر"]),
    ],
)
def test_names_stand_as_their_readers_look_them_up(language, names):
    def found(one: str) -> bytes:
        return sort_key(one, language)

    mixed = [*names[1:], names[0]]
    assert sorted(mixed, key=found) == names
    # Not by the numbers of their letters alone.
    assert language == "zh-hant" or sorted(names) != names
