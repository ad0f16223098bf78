"""Numbers stand in a language's digits; what one dials, types or compares does not."""

import pytest

from portal.lib.languages.digits import (
    digits_of,
    numbers_in_page,
    numbers_in_text,
)

ARABIC = "٠١٢٣٤٥٦٧٨٩"


@pytest.mark.parametrize(
    ("latin", "shown"),
    [
        ("من 5 إلى 12 سنة", "من ٥ إلى ١٢ سنة"),
        ("30 نوفمبر 2026، 10:05", "٣٠ نوفمبر ٢٠٢٦، ١٠:٠٥"),
        ("1,250 شخصًا", "١٬٢٥٠ شخصًا"),
        ("2.5 كم", "٢٫٥ كم"),
        # No thousands, no decimals: only what is a number has their marks.
        ("النسخة 1.2.3", "النسخة ١.٢.٣"),
        ("(3)،", "(٣)،"),
        ("لا رقم هنا", "لا رقم هنا"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(latin, shown):
    assert numbers_in_text(latin, ARABIC) == shown


@pytest.mark.parametrize(
    "kept",
    [
        "الدراسة NCT07233642",
        "المرجع ENQ-7K3M-1234-5678",
        "خلايا CD19 وCOVID-19",
        "https://trials.example/ar/trials/2026/",
        "10 mg",
        "Phase 2",
        "&#x27;",
        "&#39;",
        "+86 571 8888 8888",
        "0571 8888 8888",
        "(0571) 88888888",
        "400 161 9995",
        "\u2068120\u2069",
        "lena5@example.org",
    ],
)
def test_what_one_dials_types_or_compares_stays(kept):
    assert numbers_in_text(f"هنا {kept}", ARABIC) == f"هنا {kept}"


def test_of_a_telephone_number_the_count_beside_it_is_told_apart():
    said = numbers_in_text("اتصل بالرقم 0571 8888 8888 خلال 3 أيام", ARABIC)
    assert said == "اتصل بالرقم 0571 8888 8888 خلال ٣ أيام"


def test_what_somebody_wrote_is_quoted_as_they_wrote_it():
    line = "-" * 40
    said = numbers_in_text(f"خلال 3 أيام\n{line}\nعمره 9\n{line}\nبعد 5", ARABIC)
    assert said == f"خلال ٣ أيام\n{line}\nعمره 9\n{line}\nبعد ٥"


@pytest.mark.parametrize(
    ("latin", "shown"),
    [
        ("<p>من 5</p>", "<p>من ٥</p>"),
        ('<p data-n="5" class="x1">5</p>', '<p data-n="5" class="x1">٥</p>'),
        ("<p>5 <bdi>120</bdi> 6</p>", "<p>٥ <bdi>120</bdi> ٦</p>"),
        ('<p dir="auto"><b>5</b><p>6</p></p>7', '<p dir="auto"><b>5</b><p>6</p></p>٧'),
        ('<p lang="en">5<br>6</p>7', '<p lang="en">5<br>6</p>٧'),
        ('<p lang="ar">5</p>', '<p lang="ar">٥</p>'),
        ('<a href="tel:120">120</a> 5', '<a href="tel:120">120</a> ٥'),
        ('<a hreflang="en" href="/5/">5</a>', '<a hreflang="en" href="/5/">٥</a>'),
        ("<script>f(5 > 4)</script>5", "<script>f(5 > 4)</script>٥"),
        ('<input value="5" dir="ltr"> 5', '<input value="5" dir="ltr"> ٥'),
        ("<!-- 5 --><i title='a > 5'>5</i>", "<!-- 5 --><i title='a > 5'>٥</i>"),
        ('<html lang="ar" dir="rtl">5', '<html lang="ar" dir="rtl">٥'),
    ],
)
def test_of_a_page_only_its_own_words_change(latin, shown):
    assert numbers_in_page(latin, ARABIC, "ar") == shown


def test_only_a_language_with_digits_of_its_own_has_some():
    assert digits_of("ar") == ARABIC
    assert [int(digit) for digit in digits_of("ar")] == list(range(10))
    assert digits_of("es") == digits_of("zh-hans") == digits_of("tlh") == ""


def test_a_long_page_is_read_in_one_go():
    page = "<p>" + "ا" * 200_000 + " 5 " + "<" * 2000 + "</p>"
    assert "٥" in numbers_in_page(page, ARABIC, "ar")
