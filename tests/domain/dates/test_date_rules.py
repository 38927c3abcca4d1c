from __future__ import annotations

import pytest
from date_strategies import edtf
from hypothesis import given, settings

from timeline_app.domain.dates import Bounds, Order, compare, evidence_day, ordinal, parse

DEC_1, DEC_2, NOV_26 = ordinal(2024, 12, 1), ordinal(2024, 12, 2), ordinal(2024, 11, 26)
UNDATED = Bounds(None, None, None, None)


@pytest.mark.parametrize(
    ("text", "words", "deed"),
    [
        ("2024-12-02", DEC_2, DEC_2),
        ("2024-11-26/2024-12-01", DEC_1, NOV_26),
        ("2024-11-26/..", NOV_26, NOV_26),
        ("2024-11-26/", NOV_26, NOV_26),
        ("/2024-12-01", DEC_1, DEC_1),
        ("[..2024-12-02]", DEC_2, DEC_2),
        ("[2024-12-02..]", None, None),
        ("[2024-11-26..2024-12-01]", DEC_1, DEC_1),
        ("2024-11-23~", NOV_26, NOV_26),
    ],
)
def test_evidence_day(text: str, words: int | None, deed: int | None) -> None:
    assert evidence_day(parse(text), lasting_kind=False) == words
    assert evidence_day(parse(text), lasting_kind=True) == deed


def test_an_undated_entry_is_never_evidence() -> None:
    assert evidence_day(UNDATED, lasting_kind=False) is None
    assert evidence_day(UNDATED, lasting_kind=True) is None


@settings(deadline=None)
@given(edtf)
def test_a_lasting_deed_is_evidence_no_later_than_words(text: str) -> None:
    deed, words = (evidence_day(parse(text), lasting_kind=lasting) for lasting in (True, False))
    assert (deed is None) is (words is None)
    assert deed is None or words is None or deed <= words


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ("2024-12-01", "2024-12-02", Order.BEFORE),
        ("2024-12-02", "2024-12-01", Order.AFTER),
        ("2024-12-02", "2024-12-02", Order.CANNOT_TELL),
        ("2024-11", "2024-12-01", Order.BEFORE),
        ("2024-12", "2024-12-15", Order.CANNOT_TELL),
        ("2024-11-29~", "2024-12-02", Order.CANNOT_TELL),
        ("2024-11-28~", "2024-12-02", Order.BEFORE),
        ("[..2024-12-01]", "2024-12-02", Order.BEFORE),
        ("[..2024-12-02]", "2024-11-01", Order.CANNOT_TELL),
        ("[2024-12-02..]", "2024-12-01", Order.AFTER),
        ("2024-11-26/..", "2024-12-02", Order.CANNOT_TELL),
        ("2024-11-26/..", "2024-11-25", Order.AFTER),
        ("/2024-11-26", "2024-12-02", Order.BEFORE),
        ("/2024-11-26", "2024-01-01", Order.CANNOT_TELL),
    ],
)
def test_compare(a: str, b: str, order: Order) -> None:
    assert compare(parse(a), parse(b)) is order


def test_no_date_can_be_compared_with_an_undated_one() -> None:
    assert compare(UNDATED, parse("2024")) is Order.CANNOT_TELL


@settings(deadline=None)
@given(edtf, edtf)
def test_compare_is_antisymmetric(a: str, b: str) -> None:
    opposite = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.CANNOT_TELL: Order.CANNOT_TELL}
    assert compare(parse(b), parse(a)) is opposite[compare(parse(a), parse(b))]


@settings(deadline=None)
@given(edtf, edtf, edtf)
def test_before_is_transitive(a: str, b: str, c: str) -> None:
    first, second, third = parse(a), parse(b), parse(c)
    if compare(first, second) is compare(second, third) is Order.BEFORE:
        assert compare(first, third) is not Order.AFTER
        if first.end_hi is not None and third.begin_lo is not None and second.end_hi is not None:
            assert compare(first, third) is Order.BEFORE
