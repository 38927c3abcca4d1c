"""Documents too big, too old, too crowded or too empty: they are laid out, painted, hit and zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hostile_documents import parties, spoken, written
from PySide6.QtCore import QPoint

from timeline_app.domain.records import Condition, Entry, Group, Participation, Stance, StanceCondition, Topic
from timeline_app.domain.vocabulary import ENTRY_KINDS, STANCE_VALUES, Mode, NonValue, StanceValue
from timeline_app.layout.scene import Hit
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.timeline.list_popup import ListPopup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.domain.records import Record
    from timeline_app.ui.window import Window

ASKING = (
    "file.quit",
    "file.open",
    "file.picture",
    "view.full",
    "time.date",
    "help.keys",
    "help.log",
    "help.about",
)
"""Commands that ask, or that end what is tested."""


def _dated(dates: list[str]) -> list[Record]:
    entries = [
        Entry(id=number, title=f"On {date}", date=date, kind=ENTRY_KINDS[number % len(ENTRY_KINDS)])
        for number, date in enumerate(dates, start=1)
    ]
    return [*parties(2), *spoken(entries, 2)]


def _many_parties() -> list[Record]:
    entries = [
        Entry(id=n, title="W" * 500, date=f"2024-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(1, 401)
    ]
    return [*parties(400, "N{}" + "n" * 480), *spoken(entries, 400)]


def _crowded_day() -> list[Record]:
    return [
        *parties(1),
        *spoken((Entry(id=n, title=f"Entry {n}", date="2024-12-02") for n in range(1, 61)), 1),
    ]


def _many_entries() -> list[Record]:
    entries = [
        Entry(
            id=n,
            title=f"Entry {n}",
            kind=ENTRY_KINDS[n % len(ENTRY_KINDS)],
            date=f"{1900 + n * 7 % 125}-{1 + n % 12:02}-{1 + n % 28:02}",
        )
        for n in range(1, 5_001)
    ]
    return [*parties(20), *spoken(entries, 20)]


def _undated() -> list[Record]:
    return spoken(Entry(id=n, title=f"Nobody knows when {n} " + "was" * (n % 40)) for n in range(1, 201))


def _grand_talk() -> list[Record]:
    talks = [
        Entry(id=1, title="All of them", kind="talks", date="2024-12-02"),
        Entry(id=2, title="Again", kind="joint statement", date="2024-12-03/2024-12-09"),
    ]
    parts = [
        Participation(
            id=2 * n + talk - 2, entry_id=talk, party_id=n, role="participant" if n % 2 else "named"
        )
        for n in range(1, 31)
        for talk in (1, 2)
    ]
    return [*parties(30), *talks, *parts]


def _every_stance() -> list[Record]:
    """Seven propositions a lane: every value, non-value and mode, conditions, contested without a value."""
    modes, without = get_args(Mode), get_args(NonValue)
    readings: list[tuple[StanceValue | None, NonValue | None]] = [(value, None) for value in STANCE_VALUES]
    readings += [*((None, word) for word in without), (1, "contested")]
    made: list[Record] = [
        *parties(3),
        Condition(id=1, text="Only if " + "x" * 400),
        Condition(id=2, text="If"),
    ]
    made += [
        Topic(id=n, wording=f"Proposition {n} " + "and so on " * 20, parent_id=None) for n in range(1, 8)
    ]
    made += spoken([Entry(id=day, title=f"Day {day}", date=f"2024-11-{day:02}") for day in range(1, 29)], 3)
    stances = [
        Stance(
            id=7 * (day - 1) + topic,
            entry_id=day,
            party_id=1 + day % 3,
            topic_id=topic,
            value=readings[(day + topic) % len(readings)][0],
            non_value=readings[(day + topic) % len(readings)][1],
            mode=modes[(day * 3 + topic) % len(modes)],
        )
        for day in range(1, 29)
        for topic in range(1, 8)
    ]
    made += stances
    conditions = range(1, len(stances) + 1, 5)
    made += [
        StanceCondition(id=number, stance_id=stance, condition_id=1 + number % 2)
        for number, stance in enumerate(conditions, start=1)
    ]
    return made


def _deep_groups() -> list[Record]:
    groups = [Group(id=n, name=f"Heading {n}", parent_id=n - 1 or None) for n in range(1, 31)]
    return [*groups, Entry(id=1, title="Far inside", date="2024", group_id=30)]


DOCUMENTS: dict[str, Callable[[], list[Record]]] = {
    "nothing": list,
    "all times": lambda: _dated(
        [
            "Y-10000",
            "Y12345",
            "0001-01-01",
            "9999-12-31",
            "0000",
            "-0043-03-15",
            "../2024",
            "2024/..",
            "/2024-12",
            "2024-12/",
            "[..2024-12-02]",
            "2024~",
            "2024?",
            "2024%",
            "19XX",
            "2024-21",
            "1066-10-14",
            "2024-11-26/2024-12-01",
        ]
    ),
    "a day in -10000": lambda: _dated(["Y-10000"]),
    "a day in 12345": lambda: _dated(["Y12345"]),
    "the longest time": lambda: _dated(["Y-170000002", "Y170000002", "2024"]),
    "400 parties": _many_parties,
    "60 entries on a day": _crowded_day,
    "5,000 entries": _many_entries,
    "200 undated": _undated,
    "a talk of 30": _grand_talk,
    "every stance": _every_stance,
    "parties without entries": lambda: parties(12),
    "headings within headings": _deep_groups,
}


@pytest.fixture(params=DOCUMENTS)
def extreme(request: pytest.FixtureRequest, show_window: Callable[[Path], Window], tmp_path: Path) -> Window:
    """Open a window on one extreme document after the other."""
    return show_window(written(tmp_path / "extreme.demarche", DOCUMENTS[request.param]()))


def test_it_is_laid_out_painted_hit_and_zoomed(extreme: Window) -> None:
    _look(extreme)
    for size in ((700, 420), (2560, 1440), (1440, 900)):
        extreme.resize(*size)
        _look(extreme)
    for factor in (1.25, 1e3, 1e6, 1e-4, 1e-9):
        extreme.canvas.sight.zoom(factor)
        _look(extreme)
    for days in (4e6, -8e6, 1e9):
        extreme.view_state.show(extreme.view_state.view.panned(days))
        _look(extreme)
    extreme.canvas.sight.fit()
    _drag_as_of(extreme)
    _run_all(extreme)


def _look(window: Window) -> None:
    """Paint what is shown, and point at places all over it."""
    assert not window.grab().isNull()
    scene = window.canvas.scene_now
    assert scene is not None
    entries = set(window.session.timeline.marks.entry.tolist())
    for x in range(0, int(scene.width), 97):
        for y in range(0, int(scene.height), 41):
            assert entries.issuperset(scene.hit(x, y).entries)


def _drag_as_of(window: Window) -> None:
    line = window.canvas.as_of_line.line
    for day in (-4e6, 4e6, 738_000):
        line.setValue(day)
        line.sigDragged.emit(line)
        window.grab()


def _run_all(window: Window) -> None:
    for command in COMMANDS:
        if command.id.startswith(("view.", "time.")) and command.id not in ASKING:
            window.actions_by_id[command.id].trigger()
    for command in ("time.next", "time.next", "view.focus", "time.link_on", "view.fit", "time.last"):
        window.actions_by_id[command].trigger()
    _look(window)


@pytest.mark.parametrize("make", [_crowded_day, _undated])
def test_what_finds_no_place_is_listed_to_choose_from(
    make: Callable[[], list[Record]], show_window: Callable[[Path], Window], tmp_path: Path
) -> None:
    records = make()
    window = show_window(written(tmp_path / "crowded.demarche", records))
    scene = window.canvas.scene_now
    assert scene is not None
    drawn = [mark.entry for mark in scene.sheet.marks]
    listed = [entry for chip in scene.sheet.chips for entry in chip.entries] + [
        entry for entry, _ in scene.tray
    ]
    assert sorted(drawn + listed) == sorted(record.id for record in records if isinstance(record, Entry))
    window.canvas.offering.open(Hit("chip", tuple(listed)), QPoint(5, 5))
    popup = window.findChild(ListPopup)
    assert isinstance(popup, ListPopup)
    assert popup.listed.rowCount() == len(listed)
    popup.list.clicked.emit(popup.listed.index(len(listed) - 1, 0))
    assert window.session.selection == listed[-1]
