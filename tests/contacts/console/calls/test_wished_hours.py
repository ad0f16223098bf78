"""An hour is read where one was written, and nowhere else."""

from datetime import time

import pytest

from contacts.console.calls.wished_hours import wished_hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("after 18:00, please", time(18)),
        ("weekdays from 9.30", time(9, 30)),
        ("after 6 pm", time(18)),
        ("6:15 p.m.", time(18, 15)),
        ("12 am is fine", time(0)),
        ("11 AM", time(11)),
        ("nach 18 Uhr", time(18)),
        ("ab 17h30", time(17, 30)),
        ("晚上8点以后", time(20)),
        ("下午3点半", time(15, 30)),
        ("上午10时", time(10)),
        ("１８：００以后", time(18)),
        ("18:00 or 20:00", time(18)),
        ("", None),
        ("after six", None),
        ("evenings", None),
        ("weekdays 5 to 7", None),
        ("0049 30 901820", None),
        ("25:00", None),
    ],
)
def test_hours(text, hour):
    assert wished_hour(text) == hour
