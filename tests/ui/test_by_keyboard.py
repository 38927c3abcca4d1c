"""A whole document made with the keyboard alone."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hands import (
    ALT,
    CTRL,
    Key,
    field_of,
    fill,
    find,
    focus,
    name_of,
    new_dialog,
    pick,
    press,
    save,
    until,
    write,
)
from PySide6.QtTest import QTest
from typist import FOREVER, TITLES

from timeline_app.domain.records import (
    Citation,
    Condition,
    ConditionStatus,
    Entry,
    Figure,
    Link,
    Note,
    Participation,
    Party,
    PartyName,
    Person,
    Source,
    Stance,
    StanceCondition,
    Tag,
    Tenure,
    Topic,
)
from timeline_app.drafts import drafts_of
from timeline_app.storage.contents import all_records, fingerprint
from timeline_app.storage.opening import create
from timeline_app.storage.rows import count, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.storage.store import Store
    from timeline_app.ui.window import Window


def new_person(name: str, office: str, party: str) -> None:
    """Make a person, where the focus is in a picker of persons."""
    pick(name)
    new_dialog("New person")
    find("Add office")
    press(Key.Key_Return)
    fill("Office", office)
    fill("Party", party)
    fill("Valid from", "2023")
    save()


def begin(kind: str, date: str, title: str) -> None:
    """Begin an entry."""
    press(Key.Key_N, CTRL)
    fill("Kind", kind)
    fill("Date", date)
    fill("Title", title)


def stance(topic: str, value: str, *, is_given: bool = False) -> None:
    """Say where the party of the entry stands; `is_given` where topic and party are there already."""
    press(Key.Key_2, ALT)
    if not is_given:
        fill("Topic", topic)
    find("Value")
    write(value)


def make_demand() -> None:
    """Make an entry, and on the way nearly all that it refers to."""
    begin("demand", "2 Dec 2024", "Fidan: talk to the opposition")
    fill("Party", "Türki")  # from the list of countries, the only one that fits
    fill("Person", "")
    new_person("Hakan Fidan", "Foreign minister", "Türkiye")
    press(Key.Key_1, ALT)
    write("Syrian government")
    press(Key.Key_Return)
    new_dialog("New party")
    fill("Kind", "government")
    save()
    fill("Role", "addressee")
    fill("Person", "")
    new_person("Bashar al-Assad", "President", "Syrian government")
    press(Key.Key_2, ALT)
    find("Topic")
    pick("Syria should talk to the opposition")
    new_dialog("New topic")
    fill("Short label", "Talk")
    save()
    find("Value")
    write("5")
    press(Key.Key_3, ALT)
    find("Source")
    pick("Agency report")
    new_dialog("New source")
    fill("Reliability", "B")
    save()
    fill("Credibility", "2")
    fill("Wording", "indirect")
    save()


def make_precondition() -> None:
    """Make an entry with a condition that is made in its stance."""
    begin("precondition", "by 2 Dec 2024", "Assad: withdrawal first")
    find("Party")
    press(Key.Key_Tab)  # the person brings the party along
    fill("Person", "Assad")
    press(Key.Key_2, ALT)
    find("Topic")
    press(Key.Key_A, CTRL)
    pick("Ties should become normal")
    new_dialog("New topic")
    save()
    find("Value")
    write("4")
    fill("Mode", "reported")
    find("Add condition")
    press(Key.Key_Return)
    pick("Turkish forces leave")
    new_dialog("New condition")
    fill("Demanded by", "Syrian")
    fill("Demanded of", "Türk")
    fill("Unlocks", "Ties")
    save()
    press(Key.Key_3, ALT)  # source and wording as with the last
    fill("Locator", "paragraph 5")
    press(Key.Key_5, ALT)
    fill("Condition", "Turkish")
    save()


def make_talks() -> None:
    """Make talks of three in one form."""
    begin("talks", "3 Dec 2024", "Three at one table")
    fill("Party", "Türkiye")
    press(Key.Key_1, ALT)
    pick("Irani")  # no country is called so: a new party
    new_dialog("New party")
    find("Name")
    press(Key.Key_A, CTRL)
    write("Iran-backed militias")
    fill("Kind", "nonstate")
    save()
    fill("Role", "participant")
    press(Key.Key_1, ALT)
    pick("Russi")
    fill("Role", "participant")
    fill("Person", "")
    new_person("Sergey Lavrov", "Foreign minister", "Russia")
    save()


def make_others() -> None:
    """Make seven more entries."""
    for number, (kind, title) in enumerate(
        (
            ("statement", "A word"),
            ("appeal", "An appeal"),
            ("refusal", "A refusal"),
            ("visit", "A visit"),
            ("action", "A deed"),
            ("sanction", "A sanction"),
            ("context", "Context"),
        ),
        4,
    ):
        begin(kind, f"{number} Dec 2024", title)
        if kind != "context":
            fill("Party", "Türkiye")
            stance("Talk" if number % 2 else "Ties", str(1 + number % 5))
        save()


def hang_parts_on_the_last() -> None:
    """Add a link, a note, a tag, a figure and a citation of a second source to the entry that is saved."""
    press(Key.Key_4, ALT)
    fill("To", "A deed")
    fill("Relation", "follows")
    fill("Words in the source, or rationale", "It came after.")
    save()
    press(Key.Key_7, ALT)
    write("A note on it.")
    save()
    press(Key.Key_8, ALT)
    write("war")
    save()
    press(Key.Key_6, ALT)
    fill("Number", "44")
    fill("Bound", "at least")
    fill("What is counted", "civilians killed")
    save()
    press(Key.Key_3, ALT)
    find("Source")
    press(Key.Key_A, CTRL)
    pick("UN bulletin")
    new_dialog("New source")
    save()
    save()


def check_what_is_referred_to(store: Store) -> None:
    names = [party.name for party in rows(store, Party)]
    assert names == ["Türkiye", "Syrian government", "Iran-backed militias", "Russia"]
    assert [party.iso2 for party in rows(store, Party)] == ["TR", None, None, "RU"]
    assert count(store, PartyName) > 4  # of the countries, in several languages
    assert [(p.name, t.office) for p, t in zip(rows(store, Person), rows(store, Tenure), strict=True)] == [
        ("Hakan Fidan", "Foreign minister"),
        ("Bashar al-Assad", "President"),
        ("Sergey Lavrov", "Foreign minister"),
    ]
    assert [topic.kind for topic in rows(store, Topic)] == ["proposition"] * 2
    assert [source.title for source in rows(store, Source)] == ["Agency report", "UN bulletin"]


def check_entries(store: Store) -> None:
    entries = list(rows(store, Entry))
    assert len({entry.kind for entry in entries}) == len(entries) == 10
    assert entries[1].date == "[..2024-12-02]"
    first, second = list(rows(store, Stance))[:2]
    assert (first.party_id, first.topic_id, first.value) == (1, 1, 2)
    assert (second.party_id, second.topic_id, second.value, second.mode) == (2, 2, 1, "reported")
    assert [(c.stance_id, c.condition_id) for c in rows(store, StanceCondition)] == [(2, 1)]
    condition = next(rows(store, Condition))
    assert (condition.demanded_by_id, condition.demanded_of_id, condition.unlocks_id) == (2, 1, 2)
    status = next(rows(store, ConditionStatus))
    assert (status.entry_id, status.condition_id, status.date) == (2, 1, "[..2024-12-02]")
    assert [(p.party_id, p.role) for p in rows(store, Participation, entry_id=3)] == [
        (1, "actor"),
        (3, "participant"),
        (4, "participant"),
    ]
    assert [(c.source_id, c.credibility, c.wording) for c in rows(store, Citation)] == [
        (1, 2, "indirect"),
        (1, None, "indirect"),
        (2, None, "indirect"),
    ]
    assert (count(store, Link), count(store, Note), count(store, Tag), count(store, Figure)) == (1, 1, 1, 1)


def test_a_document_is_made_undone_and_redone_by_keyboard_alone(empty: Window) -> None:
    store = empty.session.store
    before = fingerprint(store)
    make_demand()
    assert count(store, Entry) == 1
    assert empty.session.selection == 1
    assert focus() is empty.inspector.page.entry_card  # type: ignore[union-attr]
    make_precondition()
    make_talks()
    make_others()
    hang_parts_on_the_last()
    check_what_is_referred_to(store)
    check_entries(store)
    made = fingerprint(store)
    press(Key.Key_Escape, times=2)
    assert focus() is empty.canvas
    while store.can_undo():
        press(Key.Key_Z, CTRL)
    assert fingerprint(store) == before
    while store.can_redo():
        press(Key.Key_Y, CTRL)
    assert fingerprint(store) == made


def killed_while_typing(path: Path, marker: Path, where: str) -> dict[str, Any]:
    """Let somebody type in the program, kill it in the middle, and give what it last said to be saved."""
    command = [sys.executable, str(Path(__file__).parent / "typist.py"), str(path), str(marker), where]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as program:
        try:
            until(lambda: is_typing(path) or program.poll() is not None, 2000)
            QTest.qWait(300)
        finally:
            program.send_signal(signal.SIGKILL)
            said = program.communicate()[1]
    assert program.returncode == -signal.SIGKILL, said.decode()
    return json.loads(marker.read_text(encoding="utf-8"))


def is_typing(path: Path) -> bool:
    """Tell whether half-typed text of a document is kept."""
    return path.is_file() and any(FOREVER in str(d.content) for d in drafts_of(uid_of(path)))


def uid_of(path: Path) -> str:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as conn:
        return conn.execute("SELECT uid FROM document").fetchone()[0]


@pytest.mark.parametrize("where", ["new", "saved"])
def test_what_was_typed_outlives_a_kill(
    where: str, window_on: Callable[[Path], Window], tmp_path: Path
) -> None:
    path = tmp_path / "killed.demarche"
    create(path, "Killed").close()
    acknowledged = killed_while_typing(path, tmp_path / "marker.json", where)
    assert "Third" in acknowledged["said"]

    window = window_on(path)
    store = window.session.store
    assert [[r.TABLE, asdict(r)] for r in all_records(store)] == acknowledged["rows"]
    assert [entry.title for entry in rows(store, Entry)] == list(TITLES)
    press(Key.Key_F6)
    assert name_of(focus()) == "Put it back"
    press(Key.Key_Return)
    find("Body")
    assert field_of(focus()).text().startswith(FOREVER)
    if where == "new":
        find("Title")
        assert field_of(focus()).text() == "Fourth"
        find("Date", back=True)
        assert field_of(focus()).text() == "5 Dec 2024"
    else:
        assert window.session.selection == len(TITLES)
    save()
    assert next(reversed(list(rows(store, Entry)))).body.startswith(FOREVER.strip())  # type: ignore[union-attr]
    assert not drafts_of(uid_of(path))
