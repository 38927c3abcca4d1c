"""An arrangement that takes lanes over from the one before equals one made from nothing."""

from __future__ import annotations

import dataclasses
import random
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.domain.records import Entry, Participation, Stance, Topic
from timeline_app.layout.arrangement import Arrangement, arrange
from timeline_app.layout.mark_labels import packing_at
from timeline_app.storage.opening import open_store
from timeline_app.storage.patching import patched
from timeline_app.storage.rows import delete, rows, update
from timeline_app.storage.timelines import read_timeline, read_titles
from timeline_app.transfer import own_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.mark_labels import Packing
    from timeline_app.storage.history import Change
    from timeline_app.storage.store import Store

LIMITS = (735_000.0, 740_000.0)


def _width(text: str) -> float:
    return 6.0 * len(text)


class Read:
    """Fetches titles and remembers of which entries."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: set[int] = set()

    def titles(self, entries: Iterable[int]) -> dict[int, str]:
        wanted = list(entries)
        self.asked.update(wanted)
        return read_titles(self.store, wanted)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DEMARCHE_HOME", str(tmp_path))
    with open_store(own_example("turkey-syria")) as store:
        yield store


def packed(timeline: Timeline, read: Read, zoom: float = 0.4) -> Packing:
    return packing_at(timeline, zoom, LIMITS, _width, read.titles)


def assert_same(one: Arrangement, other: Arrangement) -> None:
    for name in ("lanes", "height", "pixels_per_day", "keys", "reach", "level"):
        assert getattr(one, name) == getattr(other, name), name
    for placed in one.lanes:
        chosen = (arrangement.ribbons.of_lane(placed.lane.key, None, 4) for arrangement in (one, other))
        assert next(chosen) == next(chosen)


def _edited(store: Store, any_: random.Random) -> Change | None:
    entry = any_.choice(list(rows(store, Entry)))
    stance = any_.choice(list(rows(store, Stance)))
    part = any_.choice(list(rows(store, Participation)))
    topic = any_.choice(list(rows(store, Topic)))
    party = any_.choice([p.party_id for p in rows(store, Participation) if p.party_id])
    edits = [
        partial(update, store, dataclasses.replace(entry, title="Quite another title")),
        partial(update, store, dataclasses.replace(entry, date="2020-01-02")),
        partial(update, store, dataclasses.replace(stance, value=any_.choice((-2, 0, 2)), non_value=None)),
        partial(update, store, dataclasses.replace(part, party_id=party, person_id=None)),
        partial(update, store, dataclasses.replace(topic, short_label="Another", decay_days=9)),
        partial(delete, store, Entry, entry.id),
    ]
    if any_.random() < 0.2:
        return store.undo()
    with store.step("Edit") as step:
        any_.choice(edits)()
    return step.change


@pytest.mark.parametrize("seed", range(4))
def test_after_edits_it_is_as_if_made_from_nothing(store: Store, seed: int) -> None:
    any_, read = random.Random(seed), Read(store)
    timeline = read_timeline(store)
    before = arrange(timeline, packed(timeline, read))
    for _ in range(15):
        change = _edited(store, any_)
        if change is None:
            continue
        timeline = patched(store, timeline, change)
        shown = timeline
        if any_.random() < 0.3:
            ids = np.unique(timeline.marks.entry)
            shown = dataclasses.replace(timeline, marks=timeline.marks.only(ids[:: any_.choice((2, 3))]))
        packing = packed(shown, read)
        after = arrange(shown, packing, before=before)
        assert_same(after, arrange(shown, packing))
        before = after


def test_only_lanes_in_which_something_changed_are_packed_again(store: Store) -> None:
    read = Read(store)
    timeline = read_timeline(store)
    before = arrange(timeline, packed(timeline, read))
    entry = next(rows(store, Entry))
    with store.step("Title") as step:
        update(store, dataclasses.replace(entry, title="Quite another title"))
    assert step.change
    after = patched(store, timeline, step.change)
    read.asked.clear()
    arranged = arrange(after, packed(after, read), before=before)
    assert read.asked == {entry.id}
    kept = [new.marks is old.marks for old, new in zip(before.lanes, arranged.lanes, strict=True)]
    assert kept.count(False) == 1
    assert {m.label for lane in arranged.lanes for m in lane.marks} >= {"Quite another title"}


def test_another_zoom_or_another_document_keeps_nothing(store: Store) -> None:
    read = Read(store)
    timeline = read_timeline(store)
    before = arrange(timeline, packed(timeline, read))
    for other, packing in (
        (timeline, packed(timeline, read, 0.2)),
        (read_timeline(store), packed(timeline, read)),
    ):
        read.asked.clear()
        assert_same(arrange(other, packing, before=before), arrange(other, packing))
        assert read.asked == set(timeline.marks.entry.tolist())
