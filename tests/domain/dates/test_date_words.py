from __future__ import annotations

import pytest
from date_strategies import edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates import in_words, parse, understand


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-12-02", "2 Dec 2024"),
        ("2024-12", "some day in Dec 2024"),
        ("2024-12-XX", "some day in Dec 2024"),
        ("2024", "some day in 2024"),
        ("2024-22", "some day in summer 2024 (Jun to Aug)"),
        ("2024-24", "some day in winter 2024 (Dec to Feb)"),
        ("2024-04-2X", "between 20 and 29 Apr 2024"),
        ("201X", "between 2010 and 2019"),
        ("2024-1X", "between Oct and Dec 2024"),
        ("Y12000", "some day in 12000"),
        ("-0043-03-15", "15 Mar 44 BC"),
        ("2024-11-27~", "about 27 Nov 2024"),
        ("2024~", "about 2024"),
        ("2024-12-02?", "possibly 2 Dec 2024"),
        ("2024-12%", "possibly about Dec 2024"),
        ("[2024-12-03..2024-12-09]", "between 3 and 9 Dec 2024"),
        ("[2024-11-26..2024-12-01]", "between 26 Nov and 1 Dec 2024"),
        ("[2023-12-30..2024-01-02]", "between 30 Dec 2023 and 2 Jan 2024"),
        ("[2024-01..2024-04]", "between Jan and Apr 2024"),
        ("[201X..2024]", "between 2010 and 2024"),
        ("[2024-12-03~..2024-12-09]", "between about 3 Dec 2024 and 9 Dec 2024"),
        ("[..2024-12-02]", "on some day up to 2 Dec 2024"),
        ("[..201X?]", "on some day up to possibly 2019"),
        ("[2024-12-02..]", "2 Dec 2024 or later"),
        ("[201X..]", "2010 or later"),
        ("[2024-12-02,2024-12-03]", "2 or 3 Dec 2024"),
        ("[2024-12-02,2024-12-03,2025-01-05]", "2, 3 Dec 2024 or 5 Jan 2025"),
        ("[2024-12-02?,2024-12-03]", "possibly 2 Dec 2024 or 3 Dec 2024"),
        ("[2024-12-02..2024-12-04,2024-12-07]", "between 2 and 4 Dec 2024 or 7 Dec 2024"),
        ("2024-11-26/2024-12-01", "26 Nov \u2013 1 Dec 2024"),
        ("2024-07-09/2024-07-11", "9\u201311 Jul 2024"),
        ("2023-12-30/2024-01-02", "30 Dec 2023 \u2013 2 Jan 2024"),
        ("2023/2024", "2023 \u2013 2024"),
        ("2024-11/2024-12", "Nov \u2013 Dec 2024"),
        ("2024-11-26~/2024-12-01?", "from about 26 Nov 2024 to possibly 1 Dec 2024"),
        ("2024-12-02/..", "from 2 Dec 2024, still open"),
        ("2024-12-02/", "from 2 Dec 2024, end unknown"),
        ("/2024-12-02", "until 2 Dec 2024, begin unknown"),
        ("../2024-12-02", "until 2 Dec 2024, begin open"),
        (None, "date unknown"),
        ("", "date unknown"),
        ("no date at all", "no date at all"),
    ],
)
def test_in_words(text: str | None, words: str) -> None:
    assert in_words(text) == words


@settings(deadline=None, max_examples=200)
@given(st.one_of(edtf, st.text()))
def test_in_words_never_raises(text: str) -> None:
    assert in_words(text) or not text


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-02",
        "2024-12",
        "2024",
        "2024-21",
        "2024-24",
        "2024-11-27~",
        "2024-12%",
        "2024?",
        "[2024-12-03..2024-12-09]",
        "[2023-12-30..2024-01-02]",
        "[..2024-12-02]",
        "[2024-12-02..]",
        "[2024-12-02,2024-12-03]",
        "[2024-12-02,2024-12-03,2025-01-05]",
        "2024-11-26/2024-12-01",
        "2024-07-09/2024-07-11",
        "2024-11/2024-12",
        "2023/2024",
        "2024-11-26~/2024-12-01?",
        "2024-12-02/..",
        "2024-12-02/",
        "/2024-12-02",
        "../2024-12-02",
    ],
)
def test_the_words_can_be_typed_again(text: str) -> None:
    assert understand(in_words(text)).edtf == text


@pytest.mark.parametrize("text", ["2024-04-2X", "201X", "2024-1X", "2024-XX"])
def test_the_words_of_x_digits_mean_the_same_days(text: str) -> None:
    again = understand(in_words(text)).bounds
    assert again == parse(text)
