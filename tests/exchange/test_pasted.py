"""Rows pasted from a spreadsheet: read, recognised, understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.errors import ExchangeError
from timeline_app.exchange.pasted import MOST_ROWS, read_pasted
from timeline_app.exchange.pasted_rows import PastedRow, understood
from timeline_app.exchange.tab_separated import guarded, read_rows, unguarded, write_rows

KNOWN = {("party", "TUR"): (1,), ("party", "Twin"): (1, 2), ("entry", "e1"): (7,)}


def _resolve(table: str, name: str) -> tuple[int, ...]:
    return KNOWN.get((table, name), ())


def _rows(text: str) -> list[PastedRow]:
    pasted = read_pasted(text)
    return understood(pasted, pasted.mapping, _resolve)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_a_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))


_CELL = st.text(alphabet=st.sampled_from("ab=+-@'\"\t\n é"), max_size=6)


@given(st.lists(st.lists(_CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_copied_is_pasted_as_it_was(rows: list[list[str]]) -> None:
    assert read_rows(write_rows(rows)) == rows


@given(st.text(max_size=200))
def test_nothing_pasted_raises_but_in_words(text: str) -> None:
    try:
        _rows(text)
    except ExchangeError as error:
        assert "Nothing was changed" in str(error)  # noqa: PT017


def test_a_header_is_recognised_by_labels_codes_and_plain_words() -> None:
    pasted = read_pasted("When\tTITLE\tactor\tTo\tStance\tsomething else\n1999\tx\ty\tz\t1\t?")
    assert pasted.mapping == ("date", "title", "party", "addressee", "value", None)
    assert pasted.columns[2] == "actor"
    assert [row.number for row in pasted.rows] == [2]


def test_without_a_header_the_usual_order_is_guessed() -> None:
    pasted = read_pasted("2 Dec 2024\tSays so\n\t\n3 Dec 2024\tAgain\textra")
    assert pasted.columns == ("", "", "")
    assert pasted.mapping == ("date", "title", "kind")
    assert [row.number for row in pasted.rows] == [1, 3]


def test_a_target_is_taken_once() -> None:
    assert read_pasted("Title\tHeadline\na\tb").mapping == ("title", None)


def test_line_breaks_in_quoted_cells_stay_in_their_row() -> None:
    (row,) = _rows('Title\tBody\n"Says\n""no"""\t"one\n\ntwo"\n')
    assert row.proposed
    assert row.proposed.entry.title == 'Says "no"'
    assert row.proposed.entry.body == "one\n\ntwo"


def test_an_open_quotation_mark_swallows_nothing() -> None:
    pasted = read_pasted('Title\tBody\n"Not yet," he said\tx\nNext\ty')
    assert pasted.notice
    assert [row.cells[0] for row in pasted.rows] == ['"Not yet," he said', "Next"]


def test_a_row_is_understood() -> None:
    (row,) = _rows(
        "Date\tTitle\tKind\tParty\tPerson\tAddressee\tTopic\tStance\tMode\tSource\tQuote\tTags\tNote"
        "\tImportance\n"
        "early Dec 2024\tSays so\tDEMAND\tTUR\tA; B\tIran\tIt ends.\t\u22122\tvote\tAgency\tNo.\ta, b;a\tHm"
        "\t1\n"
    )
    made = row.proposed
    assert made
    assert not row.problems
    assert (made.entry.date, made.entry.kind, made.entry.importance) == (
        "[2024-12-01..2024-12-10]",
        "demand",
        1,
    )
    assert [(a.row_id if a else None, b.name if b else None) for a, b in made.acting] == [(1, "A"), (1, "B")]
    assert (made.value, made.mode, made.tags, made.quote) == (-2, "vote", ("a", "b"), "No.")
    assert made.acting_role == "actor"
    assert [named.name for named in made.names if named.row_id is None] == [
        "A",
        "B",
        "Iran",
        "It ends.",
        "Agency",
    ]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("Title\tDate\nx\t32 Dec 2024", "Date: "),
        ("Title\tKind\nx\tshouting", "Kind: "),
        ("Date\tKind\n1999\tdemand", "Title: "),
        ("Title\tTopic\nx\tIt ends.", "Value of the stance: is missing"),
        ("Title\tTopic\tStance\nx\tIt ends.\t+3", "Value of the stance: “+3”"),
        ("Title\tStance\tParty\nx\t1\tTUR", "Topic: is missing"),
        ("Title\tStance\tTopic\nx\t1\tIt ends.", "Party: is missing"),
        ("Title\tParty\nx\tTwin", "Party: 2 are called"),
        ("Title\tMode\nx\tloud", "Mode: "),
        ("Title\tQuote\nx\tNo.", "Source: is missing"),
        ("Title\tCode\nx\te1", "Code: e1 is taken"),
        ("Title\tTags\nx\t" + "y" * 501, "Tag: is 501 characters long"),
        ("Title\tParty\nx\t" + "y" * 501, "Name: is 501 characters long"),
    ],
)
def test_what_is_wrong_is_said(cells: str, problem: str) -> None:
    (row,) = _rows(cells)
    assert row.proposed is None
    assert any(said.startswith(problem) for said in row.problems), row.problems


def test_a_code_stands_once() -> None:
    first, second = _rows("Title\tCode\nx\ta\ny\ta")
    assert first.proposed
    assert second.problems == ("Code: a stands in another row too.",)


def test_too_much_is_refused() -> None:
    with pytest.raises(ExchangeError, match="at most"):
        read_pasted("x\n" * (MOST_ROWS + 1))
    with pytest.raises(ExchangeError, match="no rows"):
        read_pasted(" \n")
