"""Who stands where and who moved, on the command line: the worked examples, the shapes, the refusals."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from commands import Run, refused

from timeline_app.domain.records import Condition, Entry, Party, Stance, StanceCondition, Topic
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import insert

if TYPE_CHECKING:
    from pathlib import Path

CELL_KEYS = [
    "party",
    "topic",
    "value",
    "nonvalue",
    "mode",
    "conditional",
    "condition",
    "entry",
    "age_days",
    "stale",
    "possibly",
    "mixed",
    "signals",
]
CHANGE_KEYS = [
    "date",
    "party",
    "topic",
    "kind",
    "from",
    "to",
    "from_entry",
    "entry",
    "condition",
    "contested",
]
MINISTERS, WITHDRAWAL, TERMS, STABILITY = (
    ["foreign-minister round first"],
    ["full Turkish withdrawal; end of support for terrorism; pre-war status restored"],
    ["on Erdoğan's terms"],
    ["once political stability is achieved"],
)


def told(run: Run, *words: object) -> list[dict[str, Any]]:
    outcome = run(*words, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    return json.loads(outcome.out)


# Worked by hand: the last entry by that day that rule 3 lets stand, and how many days before it was.
SYRIA = {
    "2023-03-31": [
        ("SYR", "T2", 2, None, "explicit", [], "e08", 0, False),
        ("SYR", "T3", 2, None, "explicit", [], "e08", 0, False),
        ("SYR", "T5", 1, None, "explicit", WITHDRAWAL, "e08", 0, False),
        ("TUR", "T1", 1, None, "implied", [], "e01", 106, False),
        ("TUR", "T5", 1, None, "explicit", MINISTERS, "e06", 85, False),
        ("USA", "T1", -1, None, "explicit", [], "e07", 84, False),
    ],
    "2023-12-31": [
        ("SYR", "T1", 1, None, "joint", [], "e11", 235, False),
        ("SYR", "T2", 2, None, "explicit", [], "e08", 275, False),
        ("SYR", "T3", 2, None, "explicit", [], "e17", 122, False),
        ("SYR", "T5", -1, None, "explicit", TERMS, "e16", 144, False),
        ("TUR", "T1", 1, None, "joint", [], "e11", 235, False),
        ("TUR", "T2", -2, None, "explicit", [], "e15", 167, False),
        ("TUR", "T3", -2, None, "explicit", [], "e15", 167, False),
        ("TUR", "T5", 1, None, "explicit", [], "e15", 167, False),
        ("RUS", "T1", 2, None, "joint", [], "e11", 235, False),
        ("IRN", "T1", 2, None, "joint", [], "e11", 235, False),
        ("USA", "T1", -1, None, "explicit", [], "e07", 359, False),
    ],
    "2024-09-01": [
        ("SYR", "T1", 1, None, "joint", [], "e11", 480, True),
        ("SYR", "T2", 2, None, "explicit", [], "e20", 7, False),
        ("SYR", "T3", -1, "contested", "explicit", [], "e20", 7, False),
        ("SYR", "T5", None, "ambiguous", "explicit", [], "e19", 32, False),
        ("TUR", "T1", 2, None, "explicit", [], "e18", 52, False),
        ("TUR", "T2", -2, None, "explicit", [], "e15", 412, True),
        ("TUR", "T3", -2, None, "explicit", [], "e15", 412, True),
        ("TUR", "T5", 2, None, "explicit", [], "e18", 52, False),
        ("RUS", "T1", 2, None, "joint", [], "e11", 480, True),
        ("IRN", "T1", 2, None, "joint", [], "e11", 480, True),
        ("USA", "T1", -1, None, "explicit", [], "e07", 604, True),
    ],
    "2024-12-07": [
        ("SYR", "T1", 1, None, "joint", [], "e11", 577, True),
        ("SYR", "T2", 2, None, "explicit", [], "e20", 104, False),
        ("SYR", "T3", -1, "contested", "explicit", [], "e20", 104, False),
        ("SYR", "T5", None, "ambiguous", "explicit", [], "e19", 129, False),
        ("TUR", "T1", 2, None, "explicit", [], "e18", 149, False),
        ("TUR", "T2", -2, None, "explicit", [], "e15", 509, True),
        ("TUR", "T3", -2, None, "explicit", [], "e15", 509, True),
        ("TUR", "T4", 2, None, "explicit", [], "e26", 0, False),
        ("TUR", "T5", 2, None, "explicit", [], "e18", 149, False),
        ("RUS", "T1", 2, None, "joint", [], "e11", 577, True),
        ("RUS", "T4", 1, None, "explicit", [], "e26", 0, False),
        ("IRN", "T1", 2, None, "joint", [], "e11", 577, True),
        ("IRN", "T4", 1, None, "explicit", [], "e26", 0, False),
        ("USA", "T1", -1, None, "explicit", [], "e07", 701, True),
    ],
}
IDLIB = [
    ("SYR", "P3", 1, None, "reported", ["Turkish forces leave northern Syria"], "i02", 0, False),
    ("SYR", "P4", 2, None, "reported", [], "i02", 0, False),
    ("TUR", "P1", 2, None, "explicit", [], "i01", 0, False),
    ("TUR", "P2", 2, None, "joint", [], "i03", 0, False),
    ("TUR", "P3", 2, None, "reported", [], "i04", 0, False),
    ("TUR", "P6", 2, None, "reported", [], "i07", 0, False),
    ("IRN", "P2", 2, None, "joint", [], "i03", 0, False),
    ("IRN", "P5", 2, None, "reported", [], "i05", 0, False),
    ("RUS", "P5", 2, None, "reported", [], "i06", 0, False),
]


def brief(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    for row in rows:
        assert list(row) == CELL_KEYS
        assert row["conditional"] is bool(row["condition"])
    left_out = {"conditional", "possibly", "mixed", "signals"}
    return [tuple(value for key, value in row.items() if key not in left_out) for row in rows]


@pytest.mark.parametrize("day", list(SYRIA))
def test_turkey_and_syria_on_four_days(run: Run, day: str) -> None:
    rows = told(run, "positions", "turkey-syria", "--as-of", day)
    assert brief(rows) == SYRIA[day]
    assert not any(row["mixed"] or row["possibly"] or row["signals"] for row in rows)


def test_the_implied_stance_of_the_day_is_a_signal(run: Run) -> None:
    rows = told(run, "positions", "turkey-syria", "--as-of", "2 December 2024")
    ours = [row for row in rows if row["topic"] == "T4"]
    assert [(row["party"], row["value"], row["entry"], row["signals"]) for row in ours] == [
        ("TUR", 2, "e22", 1),
        ("IRN", 1, "e23", 0),
    ]


def test_a_month_is_possible_until_it_is_over(run: Run) -> None:
    rows = told(run, "positions", "turkey-syria", "--as-of", "15 July 2024")
    assert {(row["party"], row["topic"]): row["possibly"] for row in rows if row["possibly"]} == {
        ("SYR", "T5"): ["e19"]
    }


def test_idlib_on_the_second_of_december(run: Run) -> None:
    rows = told(run, "positions", "idlib-2024", "--as-of", "2 Dec 2024")
    assert brief(rows) == IDLIB
    assert rows == told(run, "positions", "idlib-2024")


def test_a_month_means_its_last_day(run: Run) -> None:
    by_month = told(run, "positions", "turkey-syria", "--as-of", "March 2023")
    assert by_month == told(run, "positions", "turkey-syria", "--as-of", "2023-03-31")


def test_before_anything_nobody_stands_anywhere(run: Run) -> None:
    assert told(run, "positions", "turkey-syria", "--as-of", "1999") == []
    assert run("positions", "turkey-syria", "--as-of", "1999").out.count("\n") == 2


# Worked by hand from the entries, their dates and the paragraph on changes.
CHANGES = """
2022-12-15 TUR T1 first - 1 - e01 none
2022-12-15 TUR T5 first - 1 - e01 none
2023-01-03 TUR T5 condition_changed 1 1 e01 e03 added
2023-01-03 USA T1 first - -2 - e04 none
2023-01-05 TUR T5 condition_changed 1 1 e03 e06 changed
2023-01-05 USA T1 reaffirmed -2 -2 e04 e05 none
2023-01-06 USA T1 softened -2 -1 e05 e07 none
2023-03-31 SYR T2 first - 2 - e08 none
2023-03-31 SYR T3 first - 2 - e08 none
2023-03-31 SYR T5 first - 1 - e08 added
2023-05-10 SYR T1 first - 1 - e11 none
2023-05-10 TUR T1 reaffirmed 1 1 e01 e11 none
2023-05-10 RUS T1 first - 2 - e11 none
2023-05-10 IRN T1 first - 2 - e11 none
2023-05-13 TUR T2 first - -1 - e12 added
2023-05-13 TUR T3 first - -2 - e12 none
2023-05-21 SYR T3 reaffirmed 2 2 e08 e13 none
2023-07-17 TUR T2 hardened -1 -2 e12 e15 dropped
2023-07-17 TUR T3 reaffirmed -2 -2 e12 e15 none
2023-07-17 TUR T5 condition_changed 1 1 e06 e15 dropped
2023-08-09 SYR T3 reaffirmed 2 2 e13 e16 none
2023-08-09 SYR T5 condition_changed 1 -1 e08 e16 changed
2023-08-31 SYR T3 reaffirmed 2 2 e16 e17 none
2024-01-07 USA T1 lapsed -1 -1 e07 e07 none
2024-03-31 SYR T2 lapsed 2 2 e08 e08 none
2024-05-10 SYR T1 lapsed 1 1 e11 e11 none
2024-05-10 TUR T1 lapsed 1 1 e11 e11 none
2024-05-10 RUS T1 lapsed 2 2 e11 e11 none
2024-05-10 IRN T1 lapsed 2 2 e11 e11 none
2024-07-11 TUR T1 strengthened 1 2 e11 e18 none
2024-07-11 TUR T5 strengthened 1 2 e15 e18 none
2024-07-17 TUR T2 lapsed -2 -2 e15 e15 none
2024-07-17 TUR T3 lapsed -2 -2 e15 e15 none
2024-07-31 SYR T5 to_ambiguous -1 - e16 e19 none
2024-08-25 SYR T2 reaffirmed 2 2 e08 e20 none
2024-08-25 SYR T3 reversed 2 -1 e17 e20 none
2024-12-02 TUR T4 first - 2 - e22 none
2024-12-02 TUR T4 weak_signal 2 1 e22 e23 none
2024-12-02 IRN T4 first - 1 - e23 none
2024-12-07 TUR T4 reaffirmed 2 2 e22 e26 none
2024-12-07 RUS T4 first - 1 - e26 none
2024-12-07 IRN T4 reaffirmed 1 1 e23 e26 none
2024-12-08 SYR T1 ended 1 - e11 e27 none
2024-12-08 SYR T2 ended 2 - e20 e27 none
2024-12-08 SYR T3 ended -1 - e20 e27 none
2024-12-08 SYR T5 ended - - e19 e27 none
""".strip().splitlines()


def lines(rows: list[dict[str, Any]]) -> list[str]:
    for row in rows:
        assert list(row) == CHANGE_KEYS
    told_of = [[row[key] for key in CHANGE_KEYS[:-1]] for row in rows]
    return [" ".join("-" if value is None else str(value) for value in row) for row in told_of]


def test_all_changes_of_turkey_and_syria(run: Run) -> None:
    rows = told(run, "changes", "turkey-syria")
    assert lines(rows) == CHANGES
    assert [row["entry"] for row in rows if row["contested"]] == ["e20"]


def test_days_are_inclusive_and_lapses_come_with_them(run: Run) -> None:
    some = told(run, "changes", "turkey-syria", "--from", "May 2024", "--to", "2024-07-11")
    assert lines(some) == [line for line in CHANGES if "2024-05" <= line[:10] <= "2024-07-11"]
    later = told(run, "changes", "turkey-syria", "--from", "2024-12-09", "--to", "2025-12-31")
    assert lines(later) == [
        "2025-07-12 TUR T1 lapsed 2 2 e18 e18 none",
        "2025-07-12 TUR T5 lapsed 2 2 e18 e18 none",
        "2025-12-08 TUR T4 lapsed 2 2 e26 e26 none",
        "2025-12-08 RUS T4 lapsed 1 1 e26 e26 none",
        "2025-12-08 IRN T4 lapsed 1 1 e26 e26 none",
    ]


def test_the_idlib_report_makes_three_first_positions(run: Run) -> None:
    assert lines(told(run, "changes", "idlib-2024")) == [
        "2024-12-02 TUR P1 first - 2 - i01 none",
        "2024-12-02 TUR P2 first - 2 - i03 none",
        "2024-12-02 IRN P2 first - 2 - i03 none",
    ]


@pytest.mark.parametrize("days", [("2023-12-31", "2024-09-01"), ("2024-09-01", "2023-12-31")])
def test_two_days_side_by_side(run: Run, days: tuple[str, str]) -> None:
    rows = told(run, "positions", "turkey-syria", "--as-of", days[0], "--compare", days[1])
    assert all(list(row) == ["party", "topic", "before", "after", "changes"] for row in rows)
    assert brief([row["before"] for row in rows if row["before"]]) == SYRIA["2023-12-31"]
    assert brief([row["after"] for row in rows if row["after"]]) == SYRIA["2024-09-01"]
    found = sorted(line for row in rows for line in lines(row["changes"]))
    assert found == sorted(line for line in CHANGES if "2024-01-01" <= line[:10] <= "2024-09-01")


def test_what_came_and_what_went(run: Run) -> None:
    rows = told(run, "positions", "turkey-syria", "--as-of", "2024-12-01", "--compare", "2024-12-08")
    missing = {
        (row["party"], row["topic"]): (row["before"] is None, row["after"] is None)
        for row in rows
        if not (row["before"] and row["after"])
    }
    came, went = (True, False), (False, True)
    assert missing == {("SYR", f"T{n}"): went for n in (1, 2, 3, 5)} | {
        (party, "T4"): came for party in ("TUR", "RUS", "IRN")
    }


COMMANDS = [
    ("positions", "turkey-syria", "--as-of", "2024-12-02"),
    ("positions", "turkey-syria", "--as-of", "2024-12-02", "--compare", "2023-03-31"),
    ("changes", "turkey-syria"),
]


@pytest.mark.parametrize("words", COMMANDS)
def test_tables_hold_every_row_and_fit(run: Run, words: tuple[str, ...]) -> None:
    out = run(*words).out.splitlines()
    assert len(out) == len(told(run, *words)) + 2
    assert max(map(len, out)) <= 120
    assert run(*words, "--format", "table").out.splitlines() == out


@pytest.mark.parametrize("words", COMMANDS)
def test_csv_holds_every_row(run: Run, words: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    wanted = told(run, *words)
    assert [(row["party"], row["topic"]) for row in rows] == [(row["party"], row["topic"]) for row in wanted]
    assert not any(None in row or None in row.values() for row in rows)
    for row, cell in zip(rows, wanted, strict=True):
        for key, value in cell.items():
            if isinstance(value, int) and not isinstance(value, bool):
                assert row[key] == str(value)


@pytest.mark.parametrize("words", COMMANDS)
def test_markdown_has_as_many_bars_in_every_line(run: Run, words: tuple[str, ...]) -> None:
    out = run(*words, "--format", "md").out.splitlines()
    assert len(out) == len(told(run, *words)) + 2
    assert len({line.count("|") for line in out}) == 1


STRANGE = "=1+1 | *bold* <b>\n`x`"


@pytest.fixture
def strange(doc: Path) -> Path:
    """A document without codes, and with names that formats could take for something else."""
    with open_store(doc) as store, store.step("Code"):
        party = insert(store, Party(name=STRANGE.replace("\n", " ")))
        topic = insert(store, Topic(wording=STRANGE))
        entry = insert(store, Entry(date="2024-12-02", title="Said"))
        condition = insert(store, Condition(text=STRANGE))
        stance = insert(store, Stance(entry_id=entry.id, party_id=party.id, topic_id=topic.id, value=-2))
        insert(store, StanceCondition(stance_id=stance.id, condition_id=condition.id))
    return doc


def test_without_codes_names_and_the_uid(run: Run, strange: Path) -> None:
    (row,) = told(run, "positions", strange)
    assert (row["party"], row["topic"]) == (STRANGE.replace("\n", " "), STRANGE)
    assert row["condition"] == [STRANGE]
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", row["entry"])
    (change,) = told(run, "changes", strange)
    assert (change["kind"], change["condition"], change["entry"]) == ("first", "added", row["entry"])


def test_names_mean_nothing_to_the_formats(run: Run, strange: Path) -> None:
    table = run("positions", strange).out.splitlines()
    assert len(table) == 3
    assert max(map(len, table)) <= 120
    markdown = run("positions", strange, "--format", "md").out.splitlines()
    assert len(markdown) == 3
    assert "\\|" in markdown[2]
    assert "\\*bold\\*" in markdown[2]
    assert "\\<b\\>" in markdown[2]
    ((_, topic, value, *_),) = list(
        csv.reader(io.StringIO(run("positions", strange, "--format", "csv").out))
    )[1:]
    assert (topic, value) == ("'" + STRANGE, "-2")


def test_errors_are_told_in_words(run: Run, doc: Path, tmp_path: Path) -> None:
    assert "--as-of: “rubbish”" in refused(run("positions", "idlib-2024", "--as-of", "rubbish"))
    assert "--compare" in refused(run("positions", "idlib-2024", "--compare", "2024-12/.."))
    assert "--from" in refused(run("changes", "idlib-2024", "--from", "31 Feb 2024"))
    assert "--from is after --to" in refused(
        run("changes", "idlib-2024", "--from", "2024-12-02", "--to", "2024-12-01")
    )
    assert "table" in refused(run("changes", "idlib-2024", "--format", "xml"))
    assert "no date" not in refused(run("positions", tmp_path / "none.demarche"))
    assert "nobody stands anywhere" in refused(run("positions", doc))
    assert "nobody stands anywhere" in refused(run("changes", doc))
    assert run("positions", doc, "--as-of", "2024").code == 0
