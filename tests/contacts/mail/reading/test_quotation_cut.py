"""Own words are never folded away; what a program quoted is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.mail.reading.heads import head_at, tidy
from contacts.mail.reading.quotation import MARKED, Correspondence, cut
from tests.examples import count_examples

FRAME = Correspondence(
    "Re: Your enquiry", "ana@f.example", ("reply+x@r.portal.example",)
)
ATTRIBUTIONS = {
    "en": "On Tue, 24 Nov 2026 at 09:00, Portal <p@portal.example> wrote:",
    "en-wrapped": "On Tue, 24 Nov 2026 at 09:00, Portal\n<p@portal.example> wrote:",
    "de": "Am Di., 24. Nov. 2026 um 09:00 Uhr schrieb Portal <p@portal.example>:",
    "fr": "Le mar. 24 nov. 2026 à 09:00, Portal <p@portal.example> a écrit :",
    "es": "El mar, 24 nov 2026 a las 9:00, Portal (<p@portal.example>) escribió:",
    "it": "Il giorno mar 24 nov 2026 alle ore 09:00 Portal <p@portal.example> ha scritto:",
    "nl": "Op di 24 nov 2026 om 09:00 schreef Portal <p@portal.example>:",
    "pl": "wt., 24 lis 2026 o 09:00 Portal <p@portal.example> napisał(a):",
    "pt": "Em ter., 24 de nov. de 2026 às 09:00, Portal <p@portal.example> escreveu:",
    "ru": "вт, 24 нояб. 2026 г. в 09:00, Portal <p@portal.example>:",
    "ar": "في الثلاثاء، 24 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Portal <p@portal.example>:",
    "tr": "Portal <p@portal.example>, 24 Kas 2026 Sal, 09:00 tarihinde şunu yazdı:",
    "zh": '在 2026-11-24 09:00:00，"Portal" <p@portal.example> 写道：',
    "zh-gmail": "Portal <p@portal.example> 于2026年11月24日周二 09:00写道：",
    "zh-hant": "Portal <p@portal.example> 於 2026年11月24日 週二 上午9:00寫道：",
    "ja": "2026年11月24日(火) 9:00 Portal <p@portal.example>:",
    "ko": "2026년 11월 24일 (화) 오전 9:00, Portal <p@portal.example>님이 작성:",
    "vi": "Vào Th 3, 24 thg 11, 2026 lúc 09:00 Portal <p@portal.example> đã viết:",
    "th": "ในวันที่ อ. 24 พ.ย. 2026 เวลา 09:00 Portal <p@portal.example> เขียนว่า:",
    "sv": "Den tis 24 nov. 2026 kl 09:00 skrev Portal <p@portal.example>:",
    "da": "Den tirs. 24. nov. 2026 kl. 09.00 skrev Portal <p@portal.example>:",
    "fi": "ti 24. marrask. 2026 klo 9.00 Portal (p@portal.example) kirjoitti:",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Portal" <p@portal.example>;\n'
    '发送时间: 2026年11月24日(星期二) 上午9:00\n收件人: "Ana" <ana@f.example>;\n主题: Your enquiry',
    "163": "---- 回复的原邮件 ----\n| 发件人 | Portal<p@portal.example> |\n"
    "| 日期 | 2026年11月24日 09:00 |\n| 收件人 | <ana@f.example> |\n| 主题 | Your enquiry |",
}
for language, labels in {
    "en": ("From", "Sent", "To", "Subject"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "fr": ("De", "Envoyé", "À", "Objet"),
    "es": ("De", "Enviado el", "Para", "Asunto"),
    "it": ("Da", "Inviato", "A", "Oggetto"),
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "pl": ("Od", "Wysłano", "Do", "Temat"),
    "pt": ("De", "Enviada em", "Para", "Assunto"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "ar": ("من", "تاريخ الإرسال", "إلى", "الموضوع"),
    "tr": ("Kimden", "Gönderildi", "Kime", "Konu"),
    "zh": ("发件人", "发送时间", "收件人", "主题"),
    "ja": ("差出人", "送信日時", "宛先", "件名"),
    "ko": ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
    "vi": ("Từ", "Đã gửi", "Tới", "Chủ đề"),
    "th": ("จาก", "ส่งเมื่อ", "ถึง", "เรื่อง"),
    "sv": ("Från", "Skickat", "Till", "Ämne"),
    "da": ("Fra", "Sendt", "Til", "Emne"),
    "fi": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
}.items():
    values = ("Portal <p@portal.example>", "24.11.2026 09:00", "Ana", "Your enquiry")
    ATTRIBUTIONS[f"block-{language}"] = "\n".join(
        f"{label}: {value}" for label, value in zip(labels, values, strict=True)
    )


@pytest.mark.parametrize("head", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
@pytest.mark.parametrize("old", ["old words", "> old words"])
def test_the_old_mail_is_folded_in_every_language(head, old):
    text, quoted, is_forward = cut(f"Yes.\n\n{head}\n\n{old}\nmore", FRAME)
    assert text.startswith("Yes.")
    assert "old words" in quoted
    assert "old words" not in text
    assert not is_forward


@pytest.mark.parametrize(
    "text",
    [
        "Hi,\n\nOn Tue, 24 Nov 2026 at 09:00, Portal wrote:\n> Can she?\n\nWORD, no.",
        "See my answers below.\n\nOn Tue, 24 Nov 2026, Portal wrote:\n> a?\nWORD\n> b?\nno",
        "> a?\nWORD",
        "> 38.5 WORD since Monday",
        "Our travel plan:\nFrom: Berlin\nTo: Hangzhou\nDate: 3 December\nSubject: WORD",
        "Our plan:\nFrom: Berlin\nTo: Hangzhou\nDate: 3.12.2026 10:00\nSubject: WORD",
        "FYI\n\n---------- Forwarded message ---------\nFrom: Dr <d@c.example>\n\nWORD",
        "FYI\n\nFrom: Dr <d@c.example>\nSent: 24.11.2026 09:00\nTo: A\nSubject: r\n\nWORD",
        "zur Info\n\nAnfang der weitergeleiteten Nachricht:\n\nVon: D <d@c.example>\n\nWORD",
        "见下\n\n-------- 转发邮件信息 --------\n发件人：D <d@c.example>\n\nWORD",
        "FYI\n\nOn Mon, 23 Nov 2026 at 09:00, Dr <d@c.example> wrote:\n> WORD",
        "Our doctor says:\n\nOn Mon, 23 Nov 2026 at 09:00 Dr <d@c.example> wrote:\nWORD",
        "She wrote on 24.11.2026 at 09:00 this:\nWORD",
        "Sent from my iPhone\n\n> WORD",
    ],
)
def test_words_that_must_reach_the_other_side(text):
    assert "WORD" in cut(text, FRAME)[0]


@pytest.mark.parametrize(
    "prefix", ["Fwd", "FW", "WG", "TR", "RV", "转发", "転送", "VB"]
)
def test_a_forward_is_shown_whole_under_any_prefix(prefix):
    body = f"Hi\n\n{ATTRIBUTIONS['en']}\n> WORD"
    frame = Correspondence(f"{prefix}: Your enquiry", "ana@f.example")
    assert cut(body, frame) == (body, "", True)


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "Yes.",
            "> a",
            ">> b",
            "> 5 mg",
            "FYI",
            "-- ",
            "No, never",
            *ATTRIBUTIONS.values(),
        ]
    )
    | st.text(max_size=30).filter(lambda text: "\r" not in text),
    max_size=12,
)


@settings(max_examples=count_examples(150, short=50), deadline=None)
@given(LINES)
def test_no_line_is_lost_and_no_own_line_is_folded_above_the_first_head(lines):
    text = "\n".join(lines)
    own, quoted, _is_forward = cut(text, FRAME)
    whole = text.split("\n")
    kept = [line for line in f"{own}\n{quoted}".split("\n") if line.strip()]
    assert sorted(kept) == sorted(line for line in whole if line.strip())
    tidied = [tidy(line) for line in whole]
    shown = set(own.split("\n"))
    for number, line in enumerate(whole):
        if head_at(tidied, number):
            break
        if line.strip() and not MARKED.match(line):
            assert line in shown
