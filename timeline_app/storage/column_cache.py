"""Keeps the columns of a document in the user's cache folder, so that opening it reads no rows.

A cache is of a document, by its uid, in the state of its last step, by that step's token. It is trusted where
the file was not written to since, and patched where all that was written were steps of ours.
"""

from __future__ import annotations

import json
import mmap
import sys
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np

from timeline_app import locations
from timeline_app.columns.asides import Asides
from timeline_app.columns.carried import Carried
from timeline_app.columns.density import Counts, Density, density_for
from timeline_app.columns.marks import Marks
from timeline_app.columns.segments import Segments
from timeline_app.columns.timeline import Timeline
from timeline_app.storage import history
from timeline_app.storage.evidence_columns import read_segments
from timeline_app.storage.failures import reading
from timeline_app.storage.mark_columns import read_marks
from timeline_app.storage.opening import open_store
from timeline_app.storage.patching import patched
from timeline_app.storage.private_copies import is_private
from timeline_app.storage.schema import version_of
from timeline_app.storage.timelines import read_heads_of, read_timeline

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from timeline_app.storage.store import Store

FORMAT: Final = 5
ALIGNED: Final = 64
"""Bytes to a multiple of which head and columns are filled up, so that they can be used where they lie."""
LEAST_MARKS: Final = 2_000
"""Marks of a document from which on its columns are kept; fewer are read as fast."""
LARGE: Final = 20_000
"""Entries of a document from which on its columns are read beside the work."""
MOST_STEPS: Final = 50


@dataclass(frozen=True, slots=True)
class State:
    """Of which state of a document columns are: format, schema, last step and its token, commits so far."""

    format: int
    schema: int
    step: int
    token: str
    commits: int


def prepare_columns(path: Path) -> None:
    """Read the columns of a document that may be written to meanwhile, and keep them.

    Raises
    ------
    DocumentError
        If it cannot be read.
    OSError
        If the cache folder cannot be written to.
    """
    with open_store(path, read_only=True) as store:
        state = _state(store)
        keep_columns(store, read_timeline(store), state)


def is_large(store: Store) -> bool:
    """Tell whether reading a document takes so long that it is done beside the work."""
    (most,) = store.conn.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()
    return most >= LARGE


def bare_timeline(store: Store) -> Timeline:
    """Give a document as the lanes need it, without its marks and positions."""
    with reading(store.path):
        return Timeline(
            marks=read_marks(store, []), segments=read_segments(store, []), **read_heads_of(store)
        )


def keep_columns(store: Store, timeline: Timeline, state: State | None = None) -> None:
    """Write the columns of a document as it is now; a small one needs none. No step may be running.

    `state` is that of which they are, where it is not the present one.

    Raises
    ------
    OSError
        If the cache folder cannot be written to.
    """
    if len(timeline.marks) < LEAST_MARKS:
        return
    target = _place(store)
    target.parent.mkdir(parents=True, exist_ok=True)
    state = state or _state(store)
    density = density_for(timeline)
    bins = np.array([density.first, density.days])
    columns = [
        *_columns(timeline.marks),
        *timeline.segments.columns,
        *timeline.asides.columns,
        *timeline.carried.columns,
        density.lanes,
        bins,
        density.grid.ravel(),
    ]
    head = {**_as_dict(state), "columns": [(column.dtype.str, len(column)) for column in columns]}
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as file:
        line = json.dumps(head).encode()
        file.write(line + b" " * (-(len(line) + 1) % ALIGNED) + b"\n")
        for column in columns:
            column.tofile(file)
            file.write(bytes(-column.nbytes % ALIGNED))
    fresh.replace(target)


def kept_columns(store: Store) -> Timeline | None:
    """Read the document's columns from the cache, patched with what was done since; None if there are none.

    Raises
    ------
    DocumentError
        If the document itself cannot be read.
    """
    held = _read(_place(store))
    if held is None:
        return None
    state, marks, segments, asides, carried, density = held
    with reading(store.path):
        now = _state(store)
        timeline = Timeline(
            marks=marks,
            segments=segments,
            asides=asides,
            carried=carried,
            density=density,
            **read_heads_of(store),
        )
        return timeline if now == state else _brought_up(store, timeline, state, now)


def _brought_up(store: Store, timeline: Timeline, then: State, now: State) -> Timeline | None:
    """Patch in the steps made since, where they are all that was written."""
    known = store.conn.execute(
        "SELECT undone FROM history_step WHERE id = ? AND token = ?", (then.step, then.token)
    )
    since = store.conn.execute(
        "SELECT id, label, undone FROM history_step WHERE id > ? ORDER BY id", (then.step,)
    ).fetchall()
    is_ours = (then.format, then.schema) == (now.format, now.schema) and known.fetchone() == (0,)
    if not is_ours or len(since) > MOST_STEPS or now.commits - then.commits != len(since):
        return None
    for step, label, _ in since:
        change = history.change_of(store, step, label, redo=0)
        fresh = patched(store, timeline, change)
        if fresh is None:
            return None
        timeline = fresh
    return timeline


def _place(store: Store) -> Path:
    """Name the cache of a document; that of a private copy goes with it."""
    if is_private(store.path):
        return store.path.with_suffix(".columns")
    (uid,) = store.conn.execute("SELECT uid FROM document").fetchone()
    return locations.cache_folder() / f"{uid}.columns"


def _state(store: Store) -> State:
    last = store.conn.execute(
        "SELECT id, token FROM history_step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    step, token = last or (0, "")
    return State(FORMAT, version_of(store.conn), step, token, store.commits())


def _as_dict(state: State) -> dict[str, Any]:
    return {field.name: getattr(state, field.name) for field in fields(state)}


def _columns(marks: Marks) -> list[NDArray[Any]]:
    return [getattr(marks, field.name) for field in fields(marks)]


def _read(place: Path) -> tuple[State, Marks, Segments, Asides, Carried, Density] | None:
    """Read a cache; None where there is none that can be read."""
    try:
        with place.open("rb") as file:
            head: dict[str, Any] = json.loads(file.readline())
            expected = head.pop("columns")
            columns = _mapped(file, expected)
        state = State(**head)
        *columns, lanes, (first, days), grid = columns
        marks, segments, asides, carried = _shared_out(columns, Marks, Segments, Asides, Carried)
        density = Density(
            marks, lanes, float(first), float(days), grid.reshape(-1, len(Counts._fields), len(lanes))
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return state, marks, segments, asides, carried, density


def _shared_out(columns: list[NDArray[Any]], *kinds: type[Any]) -> list[Any]:
    """Make what has columns of them, in order."""
    left = iter(columns)
    return [kind(*islice(left, len(fields(kind)))) for kind in kinds]


def _mapped(file: BinaryIO, expected: list[tuple[str, int]]) -> list[NDArray[Any]]:
    """Give columns that lie in a file from where it is read on.

    What of them is never looked at is never read; what is written to them stays out of the file. On Windows,
    where a file that is in use so could not be replaced, they are read at once.

    Raises
    ------
    ValueError
        If the file is too short or too long.
    """
    held: Any = (
        bytearray(file.read())
        if sys.platform == "win32"
        else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    )
    start = 0 if sys.platform == "win32" else file.tell()
    columns: list[NDArray[Any]] = []
    for dtype, count in expected:
        column = np.frombuffer(held, dtype, count, start) if count else np.empty(0, dtype)
        columns.append(column)
        start += column.nbytes + -column.nbytes % ALIGNED
    if start != len(held):
        raise ValueError(f"It has {len(held)} bytes instead of {start}")
    return columns
