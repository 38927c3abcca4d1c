"""The worked example of Türkiye and Syria, coded by hand: who stands where on four days, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from timeline_app.domain.dates import evidence_day, ordinal, parse
from timeline_app.domain.evidence import Act, Evidence
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Ending, Fold, Position, position_as_of

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import LinkRelation


class Said(NamedTuple):
    """A stance: entry, party, proposition, value, what else is known of it."""

    entry: str
    party: str
    topic: str
    value: int | None
    more: dict[str, Any] = {}  # noqa: RUF012 - read only


IMPLIED, JOINT, REPORTED = {"mode": "implied"}, {"mode": "joint"}, {"mode": "reported"}
CIRCUMSTANCES, MINISTERS, WITHDRAWAL, TERMS, STABILITY = ({"conditions": frozenset({n})} for n in range(5))

DATES = {
    "e01": "2022-12-15",
    "e03": "2022-12-31~",
    "e04": "2023-01-03",
    "e05": "2023-01-05",
    "e06": "2023-01-05",
    "e07": "2023-01-06",
    "e08": "2023-03",
    "e11": "2023-05-10",
    "e12": "2023-05-10~",
    "e13": "2023-05-21",
    "e15": "2023-07-17",
    "e16": "2023-08-09",
    "e17": "2023-08-31",
    "e18": "2024-07-09/2024-07-11",
    "e19": "2024-07",
    "e20": "2024-08-25",
    "e22": "2024-12-02",
    "e23": "2024-12-02",
    "e24": "2024-12-02",
    "e26": "2024-12-07",
    "e27": "2024-12-08",
}
LINKS: dict[str, list[tuple[LinkRelation, str]]] = {
    "e05": [("reaffirms", "e04")],
    "e06": [("reaffirms", "e01")],
    "e07": [("reaffirms", "e04")],
    "e08": [("responds to", "e06")],
    "e12": [("rejects", "e08")],
    "e13": [("reaffirms", "e08"), ("responds to", "e12")],
    "e15": [("rejects", "e08"), ("reaffirms", "e12")],
    "e16": [("responds to", "e15"), ("reaffirms", "e08")],
    "e17": [("reaffirms", "e08")],
    "e18": [("triggered by", "e15")],
    "e19": [("responds to", "e18")],
    "e20": [("revises", "e08")],
    "e24": [("contradicts", "e20")],
    "e26": [("follows", "e23")],
    "e27": [("ends", "e20")],
}
STANCES = [
    Said("e01", "TUR", "T5", 1),
    Said("e01", "TUR", "T1", 1, IMPLIED),
    Said("e03", "TUR", "T5", 1, CIRCUMSTANCES),
    Said("e04", "USA", "T1", -2),
    Said("e05", "USA", "T1", -2),
    Said("e06", "TUR", "T5", 1, MINISTERS),
    Said("e07", "USA", "T1", -1),
    Said("e08", "SYR", "T3", 2),
    Said("e08", "SYR", "T2", 2),
    Said("e08", "SYR", "T5", 1, WITHDRAWAL),
    Said("e11", "TUR", "T1", 1, JOINT),
    Said("e11", "SYR", "T1", 1, JOINT),
    Said("e11", "RUS", "T1", 2, JOINT),
    Said("e11", "IRN", "T1", 2, JOINT),
    Said("e12", "TUR", "T3", -2),
    Said("e12", "TUR", "T2", -1, STABILITY),
    Said("e13", "SYR", "T3", 2),
    Said("e15", "TUR", "T5", 1),
    Said("e15", "TUR", "T2", -2),
    Said("e15", "TUR", "T3", -2),
    Said("e16", "SYR", "T3", 2),
    Said("e16", "SYR", "T5", -1, TERMS),
    Said("e17", "SYR", "T3", 2),
    Said("e18", "TUR", "T1", 2),
    Said("e18", "TUR", "T5", 2),
    Said("e19", "SYR", "T5", None, {"non_value": "ambiguous"}),
    Said("e20", "SYR", "T2", 2),
    Said("e20", "SYR", "T3", -1, {"non_value": "contested", "readings": (-1, 1)}),
    Said("e22", "TUR", "T4", 2),
    Said("e23", "TUR", "T4", 1, IMPLIED),
    Said("e23", "IRN", "T4", 1, IMPLIED),
    Said("e24", "SYR", "T3", 1, REPORTED),
    Said("e26", "TUR", "T4", 2),
    Said("e26", "IRN", "T4", 1),
    Said("e26", "RUS", "T4", 1),
]


def number(code: str) -> int:
    return int(code[1:])


def act_of(code: str) -> Act:
    bounds = parse(DATES[code])
    day = evidence_day(bounds, lasting_kind=code == "e27")
    assert day is not None
    links = frozenset((relation, number(to)) for relation, to in LINKS.get(code, ()))
    return Act(
        entry=number(code),
        day=day,
        begin_lo=bounds.begin_lo,
        end_hi=bounds.end_hi,
        code=code,
        uid=code,
        links=links,
    )


def folded(party: str, topic: str) -> Fold:
    evidence = [
        Evidence(act=act_of(said.entry), value=said.value, **said.more)
        for said in STANCES
        if (said.party, said.topic) == (party, topic)
    ]
    fallen = act_of("e27")
    endings = [Ending(fallen, "ended", number("e20"))]
    if party == "SYR":
        endings.append(Ending(fallen, "ended", None))
    return fold(evidence, endings)


def day_of(text: str) -> int:
    return ordinal(*map(int, text.split("-")))


def cells_as_of(day: str) -> dict[tuple[str, str], Position]:
    keys = {(said.party, said.topic) for said in STANCES}
    found = {key: position_as_of(folded(*key), day_of(day)) for key in keys}
    return {key: position for key, position in found.items() if position}


EXPECTED: dict[str, dict[tuple[str, str], tuple[str, int | None, int, bool]]] = {
    "2023-03-31": {
        ("TUR", "T1"): ("e01", 1, 106, False),
        ("TUR", "T5"): ("e06", 1, 85, False),
        ("USA", "T1"): ("e07", -1, 84, False),
        ("SYR", "T2"): ("e08", 2, 0, False),
        ("SYR", "T3"): ("e08", 2, 0, False),
        ("SYR", "T5"): ("e08", 1, 0, False),
    },
    "2023-12-31": {
        ("TUR", "T1"): ("e11", 1, 235, False),
        ("TUR", "T2"): ("e15", -2, 167, False),
        ("TUR", "T3"): ("e15", -2, 167, False),
        ("TUR", "T5"): ("e15", 1, 167, False),
        ("USA", "T1"): ("e07", -1, 359, False),
        ("SYR", "T1"): ("e11", 1, 235, False),
        ("SYR", "T2"): ("e08", 2, 275, False),
        ("SYR", "T3"): ("e17", 2, 122, False),
        ("SYR", "T5"): ("e16", -1, 144, False),
        ("RUS", "T1"): ("e11", 2, 235, False),
        ("IRN", "T1"): ("e11", 2, 235, False),
    },
    "2024-09-01": {
        ("TUR", "T1"): ("e18", 2, 52, False),
        ("TUR", "T2"): ("e15", -2, 412, True),
        ("TUR", "T3"): ("e15", -2, 412, True),
        ("TUR", "T5"): ("e18", 2, 52, False),
        ("USA", "T1"): ("e07", -1, 604, True),
        ("SYR", "T1"): ("e11", 1, 480, True),
        ("SYR", "T2"): ("e20", 2, 7, False),
        ("SYR", "T3"): ("e20", -1, 7, False),
        ("SYR", "T5"): ("e19", None, 32, False),
        ("RUS", "T1"): ("e11", 2, 480, True),
        ("IRN", "T1"): ("e11", 2, 480, True),
    },
    "2024-12-07": {
        ("TUR", "T1"): ("e18", 2, 149, False),
        ("TUR", "T2"): ("e15", -2, 509, True),
        ("TUR", "T3"): ("e15", -2, 509, True),
        ("TUR", "T4"): ("e26", 2, 0, False),
        ("TUR", "T5"): ("e18", 2, 149, False),
        ("USA", "T1"): ("e07", -1, 701, True),
        ("SYR", "T1"): ("e11", 1, 577, True),
        ("SYR", "T2"): ("e20", 2, 104, False),
        ("SYR", "T3"): ("e20", -1, 104, False),
        ("SYR", "T5"): ("e19", None, 129, False),
        ("RUS", "T1"): ("e11", 2, 577, True),
        ("RUS", "T4"): ("e26", 1, 0, False),
        ("IRN", "T1"): ("e11", 2, 577, True),
        ("IRN", "T4"): ("e26", 1, 0, False),
    },
}


@pytest.mark.parametrize("day", list(EXPECTED))
def test_who_stands_where(day: str) -> None:
    on = day_of(day)
    assert {
        key: (f"e{cell.entry:02d}", cell.value, on - cell.day, cell.is_stale(on, 365))
        for key, cell in cells_as_of(day).items()
    } == EXPECTED[day]


@pytest.mark.parametrize(
    ("day", "conditional"),
    [
        ("2023-03-31", {("TUR", "T5"): {1}, ("SYR", "T5"): {2}}),
        ("2023-06-01", {("TUR", "T5"): {1}, ("SYR", "T5"): {2}, ("TUR", "T2"): {4}}),
        ("2023-12-31", {("SYR", "T5"): {3}}),
        ("2024-12-07", {}),
    ],
)
def test_conditions(day: str, conditional: dict[tuple[str, str], set[int]]) -> None:
    found = {key: cell.conditions for key, cell in cells_as_of(day).items() if cell.conditions}
    assert found == conditional


@pytest.mark.parametrize("day", list(EXPECTED))
def test_nothing_is_mixed_and_nothing_only_reported(day: str) -> None:
    cells = cells_as_of(day).values()
    assert not any(cell.mixed or cell.mode == "reported" for cell in cells)


def test_an_implied_stance_does_not_displace_an_explicit_one_of_the_day() -> None:
    cells = cells_as_of("2024-12-02")
    ours, theirs = cells["TUR", "T4"], cells["IRN", "T4"]
    assert (ours.entry, ours.value, ours.mode) == (22, 2, "explicit")
    assert [(s.evidence.act.entry, s.kind) for s in ours.signals] == [(23, "weak signal")]
    assert (theirs.entry, theirs.value, theirs.mode) == (23, 1, "implied")
    assert cells_as_of("2024-12-07")["TUR", "T4"].signals == ()


def test_the_shift_is_contested_and_the_report_displaces_nothing() -> None:
    cell = cells_as_of("2024-12-07")["SYR", "T3"]
    assert (cell.entry, cell.non_value, cell.carriers[0].readings) == (20, "contested", (-1, 1))
    assert cell.signals == ()


def test_the_report_would_show_hollow_in_an_empty_cell() -> None:
    act = act_of("e24")
    alone = position_as_of(fold([Evidence(act=act, value=1, mode="reported")]), act.day)
    assert alone
    assert (alone.entry, alone.value, alone.mode) == (24, 1, "reported")


def test_the_change_of_government_ends_all_of_syria_and_nothing_else() -> None:
    cells = cells_as_of("2024-12-08")
    assert {party for party, _ in cells} == {"TUR", "RUS", "IRN", "USA"}
    assert position_as_of(folded("SYR", "T3"), day_of("2025-01-31")) is None
