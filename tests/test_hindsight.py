"""While the future is hidden a document answers as one in which it never came."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.domain.dates import ordinal
from timeline_app.domain.filtering import Filter
from timeline_app.domain.horizon import HIDDEN_BY, HiddenBy, Horizon
from timeline_app.domain.records import Citation, Entry, Source, Tenure
from timeline_app.hindsight import Hindsight
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.opening import open_store
from timeline_app.storage.publication import read_publication
from timeline_app.storage.rows import delete, get, insert, rows, update
from timeline_app.transfer import export_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.storage.store import Store

EXAMPLES = ("idlib-2024", "turkey-syria")
DAYS = {
    "idlib-2024": [
        ordinal(2023, 1, 1),
        *(ordinal(2024, 11, day) for day in (26, 28, 30)),
        ordinal(2024, 12, 2),
    ],
    "turkey-syria": [
        ordinal(2022, 12, 27),
        ordinal(2023, 3, 31),
        ordinal(2023, 12, 31),
        ordinal(2024, 12, 7),
    ],
}
CASES = [(name, day) for name in EXAMPLES for day in DAYS[name]]
Key = tuple[int, int]


@pytest.fixture
def reader() -> Iterator[Hindsight]:
    made = Hindsight()
    yield made
    made.close()
    made.deleteLater()


def _entries(reader: Hindsight) -> set[int]:
    return set(reader.timeline.marks.entry.tolist())


def _evidence_days(reader: Hindsight) -> dict[int, float]:
    marks = reader.whole.marks
    return dict(zip(marks.entry.tolist(), marks.day.tolist(), strict=True))


def _without(path: Path, later: list[int], folder: Path) -> Store:
    """Give a copy of a document in which some entries never were."""
    store = open_store(shutil.copy(path, folder / "never.demarche"))
    with store.step("Never") as step:
        for entry in later:
            delete(step.store, Entry, entry)
    return store


def _as_of(spans: dict[Key, list], day: int) -> dict[Key, tuple]:
    shown = {
        key: next((s.position for s in of if s.start <= day and (s.end is None or s.end > day)), None)
        for key, of in spans.items()
    }
    return {
        key: (p.value, p.non_value, p.mode, p.entry, p.day, p.since, p.conditions)
        for key, p in shown.items()
        if p is not None
    }


@pytest.mark.parametrize(("name", "day"), CASES)
@pytest.mark.parametrize("by", HIDDEN_BY)
def test_all_answers_are_those_of_a_document_in_which_the_future_never_came(
    reader: Hindsight, example: Callable[[str], Path], tmp_path: Path, name: str, day: int, by: HiddenBy
) -> None:
    path = example(name)
    assert reader.open(path)
    reader.look_from(Horizon(day, by))
    later = reader.later.tolist()
    never = _without(path, later, tmp_path)
    left = {entry.id for entry in rows(never, Entry)}
    assert _entries(reader) <= left
    assert set(reader.passing(Filter()).tolist()) == left
    assert reader.count_entries() == len(left)
    assert {entry for entry, _ in reader.undated()} <= left
    assert set(reader.found("Assad").tolist()) <= left
    assert {one.id for one in reader.candidates("entry", "Assad")} <= left
    spans = read_spans(never)
    for key in spans:
        assert _as_of({key: reader.spans(*key)}, day) == _as_of({key: spans[key]}, day)
    segments = reader.timeline.segments
    rows_now = segments.as_of(day)
    shown = zip(segments.party[rows_now].tolist(), segments.topic[rows_now].tolist(), strict=True)
    assert set(shown) == set(_as_of(spans, day))
    assert (segments.start <= day).all()
    for entry in left:
        assert {link.entry for link in reader.card(entry).links} <= left
        assert all({start, end} <= left for _, start, end, _ in (*reader.links(entry), *reader.chain(entry)))
    never.close()


@pytest.mark.parametrize(("name", "day"), CASES)
def test_what_was_said_by_the_day_is_shown_and_positions_stay_as_they_were(
    reader: Hindsight, example: Callable[[str], Path], name: str, day: int
) -> None:
    assert reader.open(example(name))
    whole = reader.timeline
    before = whole.segments.as_of(day)
    held = [(whole.segments.party[n], whole.segments.topic[n], whole.segments.entry[n]) for n in before]
    reader.look_from(Horizon(day, "said"))
    assert _entries(reader) == {e for e, said in _evidence_days(reader).items() if not said > day}
    segments = reader.timeline.segments
    assert [(segments.party[n], segments.topic[n], segments.entry[n]) for n in segments.as_of(day)] == held
    reader.look_from(None)
    assert reader.timeline is whole
    assert reader.later is None


def test_what_is_published_later_is_hidden_until_then(
    reader: Hindsight, example: Callable[[str], Path]
) -> None:
    path = example("turkey-syria")
    store = open_store(path)
    entry = next(one for one in rows(store, Entry, code="e10"))
    said = ordinal(2023, 5, 10)
    with store.step("Published a month later") as step:
        for citation in rows(step.store, Citation, entry_id=entry.id):
            source = get(step.store, Source, citation.source_id)
            update(step.store, replace(source, published="2023-06"))
    published = read_publication(store)
    assert published.day[published.entry == entry.id].tolist() == [ordinal(2023, 6, 30)]
    store.close()
    assert reader.open(path)
    for day, by, is_shown in (
        (said + 20, "said", True),
        (said + 20, "published", False),
        (ordinal(2023, 6, 30), "published", True),
    ):
        reader.look_from(Horizon(day, by))
        assert (entry.id in _entries(reader)) == is_shown


def test_without_a_dated_source_counts_when_it_was_said(reader: Hindsight, tmp_path: Path) -> None:
    from timeline_app.storage.opening import create

    path = tmp_path / "unsourced.demarche"
    store = create(path, "Unsourced")
    with store.step("Two") as step:
        early = insert(step.store, Entry(title="Early", kind="statement", date="2024-01-01")).id
        late = insert(step.store, Entry(title="Late", kind="statement", date="2024-02-01")).id
        source = insert(step.store, Source(title="No day")).id
        insert(step.store, Citation(entry_id=late, source_id=source))
    store.close()
    assert reader.open(path)
    for by in HIDDEN_BY:
        reader.look_from(Horizon(ordinal(2024, 1, 15), by))
        assert _entries(reader) == {early}
        assert reader.later.tolist() == [late]


def test_an_export_holds_nothing_that_is_later(
    reader: Hindsight, example: Callable[[str], Path], tmp_path: Path
) -> None:
    path, day = example("turkey-syria"), ordinal(2023, 3, 31)
    store = open_store(path)
    person = next(iter(rows(store, Tenure))).person_id
    with store.step("A later office") as step:
        party = next(iter(rows(step.store, Tenure))).party_id
        insert(step.store, Tenure(person_id=person, party_id=party, office="Later", valid_from="2024-05-01"))
    store.close()
    assert reader.open(path)
    reader.look_from(Horizon(day, "said"))
    target = tmp_path / "known.json"
    known = reader.passing(Filter()).tolist()
    export_file(reader.store, target, entries=known, leaves_out=reader.hides)
    written = target.read_text(encoding="utf-8")
    for entry in rows(reader.store, Entry):
        assert (json.dumps(entry.uid) in written) == (entry.id in known)
    assert '"Later"' not in written


def test_an_edit_shows_what_it_made_known_and_hides_what_it_made_later(
    reader: Hindsight, example: Callable[[str], Path]
) -> None:
    from timeline_app.session import Session

    session = Session()
    assert session.open(example("idlib-2024"))
    day = ordinal(2024, 11, 30)
    session.look_from(Horizon(day, "said"))
    later = int(session.later[0])
    before = _entries(session)
    session.change(get(session.store, Entry, later), date="2024-11-29")
    assert _entries(session) == before | {later}
    known = min(before)
    session.change(get(session.store, Entry, known), date="2024-12-24")
    assert known not in _entries(session)
    session.undo()
    session.undo()
    assert _entries(session) == before
    assert np.isin(later, session.later)
    session.close()
    session.deleteLater()
