"""What a mail says, whatever program made it: parts, HTML, charsets."""

import base64

import pytest

from contacts.mail.reading.letter import ReadingLimits, read_letter_bytes, read_parts

HEAD = (
    "From: Ana Example <ana@families.example>\nTo: reply+x@r.portal.example\n"
    "Subject: Re: Your enquiry\nMessage-ID: <1@mx.example>\nMIME-Version: 1.0\n"
)
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"


def read(rest: str | bytes, head: str = HEAD):
    raw = rest if isinstance(rest, bytes) else rest.encode()
    return read_letter_bytes(head.encode() + raw)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>5 mg</div><div>20 tablets</div>", "5 mg\n20 tablets"),
        ("<table><tr><td>12</td><td>5</td></tr></table>", "12 | 5"),
        ("<table><tr><td>12<td>5<tr><td>7</table>", "12 | 5\n7"),
        ("one<BR>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a 1</li><li>0 b</li></ul>", "- a 1\n- 0 b"),
        ("<ol start=1><li>a<li>b</ol>", "1. a\n2. b"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ol start=x><li>a</ol>", "1. a"),
        # "109/l" is another number, and "50 mg" no longer holds.
        ("90 &times; 10<sup>9</sup>/l", "90 × 10⁹/l"),
        ("10<span style='vertical-align: super'>-6</span> M", "10⁻⁶ M"),
        ("the 1<sup>st</sup> day, CO<sub>2</sub>", "the 1st day, CO2"),
        ("<s>50 mg</s> 5 mg", "~~50 mg~~ 5 mg"),
        ("<del> 50 <b>mg</b></del><ins>5 mg</ins>", "~~50~~ ~~mg~~5 mg"),
        ("<p style='text-decoration:line-through'>old</p>new", "~~old~~\n\nnew"),
        (
            "<title>T</title><style>p{}</style><p>eGFR &lt; 30 &amp; 9</p>",
            "eGFR < 30 & 9",
        ),
        ("<p>&amp;lt; once</p>", "&lt; once"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>seen<script>var a = '<p>no</p>'</script></p>", "seen"),
        ("<!-- no --><p>yes</p>", "yes"),
        ("<p>yes<!-- never closed", "yes never closed"),
        ("<script>never closed", "never closed"),
        ("<p title='a > b'>yes</p>", "yes"),
        ("<p>&#99999999999999999999;yes</p>", "\ufffdyes"),
        ("<pre>a\n  b</pre>", "a\n  b"),
    ],
)
def test_words_of_html_stay_apart_and_whole(markup, text):
    assert read(HTML + markup).text == text


@pytest.mark.parametrize(
    ("plain", "markup", "text"),
    [
        ("90 x 109/l", "<p>90 x 10<sup>9</sup>/l</p>", "90 x 10⁹/l"),
        ("50 mg 5 mg", "<p><s>50 mg</s> 5 mg</p>", "~~50 mg~~ 5 mg"),
        ("the same", "<p>the same</p>", "the same"),
    ],
)
def test_what_only_html_can_draw_is_shown(plain, markup, text):
    both = parts("alternative", PLAIN + plain, HTML + markup)
    assert read(both).text == text


@pytest.mark.parametrize(
    "lines",
    [
        "begin 644 scan.jpg\nM_]C_X``02D9)1@`!\n`\nend",
        "begin-base64 644 scan.jpg\n/9j/4AAQ\n====",
        "(This file must be converted with BinHex 4.0)\n:#xyz:",
        "=ybegin line=128 size=9 name=scan.jpg\nxx",
    ],
)
def test_a_file_between_the_words_is_named_and_they_stay(lines):
    letter = read(PLAIN + f"The scan:\n\n{lines}\n\nCan you see it?")
    assert (letter.unread, letter.attachments) == (["attachment"], 1)
    assert letter.text.endswith("Can you see it?")
    assert not read(PLAIN + "begin 300 mg.\nThen 600 mg.").unread


def test_what_html_hides_is_left_out_and_named():
    letter = read(HTML + '<p>Come.</p><div style="display:none">Never come.</div>')
    assert (letter.text, letter.unread) == ("Come.", ["hidden"])
    faint = read(HTML + '<p>Come</p><p style="color:#fff">not.</p>')
    assert "not." in faint.text
    assert faint.unread == ["hidden"]
    assert read(HTML + "<p hidden>All of it.</p>").text == "All of it."


def parts(kind: str, *bodies: str, after: str = "") -> str:
    joined = "".join(f"--B\n{body}\n" for body in bodies)
    return f'Content-Type: multipart/{kind}; boundary="B"\n\n{joined}--B--\n{after}'


def test_all_text_parts_are_read_in_order_and_html_for_blank_plain():
    assert read(parts("mixed", PLAIN + "one", PLAIN + "two")).text == "one\n\ntwo"
    blank = parts("alternative", PLAIN + " ", HTML + "<p>She is nine.</p>")
    assert read(blank).text == "She is nine."
    same = parts("alternative", PLAIN + "She is nine.", HTML + "<p>She is nine.</p>")
    assert (read(same).text, read(same).unread) == ("She is nine.", [])
    view = parts("alternative", PLAIN + "View in HTML.", HTML + "<p>Do not come now.")
    assert "Do not come now." in read(view).text
    differ = parts("alternative", PLAIN + "Please come.", HTML + "Please do not come.")
    assert "do not" in read(differ).text


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("Content-Type: image/png\n\nx", "picture"),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m\n\nx", "encrypted"),
        ("Content-Type: text/calendar\n\nBEGIN:VCALENDAR", "calendar"),
        ("Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "winmail"),
        ("Content-Type: application/zip\n\nx", "archive"),
        ("Content-Type: application/pdf; name=a.pdf\n\nx", "attachment"),
        ("Content-Type: audio/ogg\n\nx", "audio"),
        (PLAIN + "-----BEGIN PGP MESSAGE-----\nabc", "encrypted"),
    ],
)
def test_what_cannot_be_read_is_named(part, code):
    letter = read(parts("mixed", PLAIN + "See this.", part))
    assert letter.text.startswith("See this.")
    assert code in letter.unread


@pytest.mark.parametrize(
    "body",
    [
        parts("mixed", PLAIN + "one", after="\nWORD after the end"),
        parts("mixed", PLAIN + "one", after=f"--B\n{PLAIN}WORD\n"),
        "Content-Type: multipart/mixed; boundary=B\n\nWORD before\n--B\n\none\n--B--",
        "Content-Type: multipart/mixed\n\nWORD without a boundary",
        "Content-Type: text/html\nContent-Type: text/plain\n\nWORD",
        "Content-Type: nonsense\n\nWORD",
        "Content-Transfer-Encoding: x-none\n\nWORD",
        "Content-Disposition: attachment\n\nWORD",
        "Content-Disposition: attachment; filename=a.txt\n\nWORD",
        parts("mixed", PLAIN + "x", f"Content-Type: message/rfc822\n\n{HEAD}\nWORD"),
        "Content-Transfer-Encoding: quoted-printable\n\n=ZZ W=4FRD =",
        "Content-Transfer-Encoding: base64\n\nV09SRA==\nV09SRA==\n",
        "Content-Transfer-Encoding: base64\n\nV0*9S!RA==",
        "Content-Transfer-Encoding: base64\n\nYQ==\nand a WORD in clear",
        "not a header line\nContent-Type: text/plain\n\nWORD",
    ],
)
def test_a_part_that_another_program_could_see_is_shown(body):
    assert "WORD" in read(body).text


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("她九岁，肾功能不好。".encode("gb18030"), "us-ascii"),
        ("她九岁，肾功能不好。".encode("gb18030"), ""),
        ("Grüße an die Ärztin".encode("cp1252"), ""),
        ("Grüße an die Ärztin".encode(), "iso-8859-1"),
        ("Grüße an die Ärztin".encode("utf-16"), "utf-16"),
        ("Grüße an die Ärztin".encode("utf-7"), "utf-7"),
        ("Её почки отказали вчера".encode("cp1251"), "x-unknown"),
        ("検査は来週です".encode("iso-2022-jp"), "iso-2022-jp"),
        (b"caf\xe9", "punycode"),
    ],
)
def test_words_are_read_whatever_the_charset_says(data, charset):
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    body = base64.b64encode(data).decode()
    letter = read(f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{body}")
    word = letter.text
    assert "\ufffd" not in word
    known = ("肾功能", "Grüße", "почки", "来週", "café")
    assert any(one in word for one in known)


def test_japanese_letters_are_known_by_their_escapes():
    raw = "熱はありません。".encode("iso2022_jp")
    for kind in (b"Content-Type: text/plain\n\n", b"\n"):
        assert read(kind + raw).text == "熱はありません。"


def test_an_empty_mail_says_its_subject():
    assert read("\n").text == "Re: Your enquiry"


def test_cut_text_is_marked_and_depth_and_parts_are_bounded():
    limits = ReadingLimits(max_text=100, max_parts=3, max_depth=3)
    long = read_letter_bytes(b"\n\n" + b"word " * 100, limits)
    assert long.is_cut
    assert len(long.text) <= 100
    deep = f"\n{PLAIN}WORD"
    for _ in range(2000):
        deep = 'Content-Type: multipart/mixed; boundary="B"\n\n--B\n' + deep
    assert read_letter_bytes(deep.encode(), limits).is_cut
    many = parts("mixed", *[PLAIN + "x"] * 3000)
    assert read_letter_bytes(many.encode(), limits).is_cut


def test_what_a_provider_split_is_read_the_same_way():
    letter = read_parts("", "<p>She is nine.</p>", [("From", "Ana <a@b.example>")])
    assert (letter.text, letter.from_address) == ("She is nine.", "a@b.example")
