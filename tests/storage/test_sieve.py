"""What passes a filter is after any edits what asking anew would give, and so are the lanes under it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest
from test_patching import Walk

from timeline_app.columns.marks import Marks
from timeline_app.domain.dates import ordinal
from timeline_app.domain.filtering import Filter
from timeline_app.sieve import Sieve
from timeline_app.storage.filtering import passing
from timeline_app.storage.patching import patched
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

STEPS = 25
FILTERS = (
    Filter(kinds=frozenset({"statement", "action"})),
    Filter(parties=frozenset({1, 2})),
    Filter(parties=frozenset({1}), roles=frozenset({"actor"})),
    Filter(topics=frozenset({1})),
    Filter(grade=("B", 3), with_unjudged=True),
    Filter(since=ordinal(2024, 1, 1), statuses=frozenset({"coded"})),
    Filter(text="a"),
    Filter(tags=frozenset({"a"})),
    Filter(),
)


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda wanted: "-".join(wanted.fields) or "none")
def test_after_any_steps_it_is_as_if_asked_anew(store: Store, wanted: Filter) -> None:
    walk, sieve = Walk(store, 7), Sieve()
    timeline = read_timeline(store)
    sieve.shown(store, timeline, wanted)
    for _ in range(STEPS):
        change = walk.step()
        if change is None:
            continue
        fresh = patched(store, timeline, change)
        assert fresh
        sieve.take_in(store, fresh.touched_since(timeline), change)
        timeline = fresh
        expected, found = passing(store, wanted), sieve.passing(store, wanted)
        assert (None if found is None else found.tolist()) == (
            None if expected is None else expected.tolist()
        )
        shown = sieve.shown(store, timeline, wanted).marks
        anew = timeline.marks if expected is None else timeline.marks.only(expected)
        for field in dataclasses.fields(Marks):
            np.testing.assert_array_equal(getattr(shown, field.name), getattr(anew, field.name), field.name)


def test_what_differs_elsewhere_is_asked_anew(store: Store) -> None:
    wanted, sieve = FILTERS[0], Sieve()
    assert sieve.passing(store, wanted) is sieve.passing(store, wanted)
    other = sieve.passing(store, FILTERS[1])
    assert other is not None
    assert sieve.passing(store, Filter()) is None
