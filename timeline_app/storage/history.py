"""Steps: what is done together, is undone together; written into the document by triggers as it is done."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.fields import LINE_LIMIT
from timeline_app.storage import schema
from timeline_app.storage.clock import now_text
from timeline_app.storage.failures import telling

if TYPE_CHECKING:
    from collections.abc import Generator

    from timeline_app.storage.store import Store

Happened = Literal["inserted", "updated", "deleted"]


@dataclass(frozen=True, slots=True)
class Rows:
    """A range of ids of one table to which the same happened; both ends are touched."""

    table: str
    happened: Happened
    first_id: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a step, its undoing or its redoing did, as ranges of rows."""

    step_id: int
    label: str
    rows: tuple[Rows, ...]


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step as the history lists it."""

    id: int
    label: str
    coder_id: int | None
    made_at: str
    undone: bool


class Step:
    """
    A step that is running.

    Attributes
    ----------
    change : Change or None
        What it did, once it is finished and saved; None before, and if it did nothing.
    """

    def __init__(self, store: Store, step_id: int, label: str, coder_id: int | None) -> None:
        self.store = store
        self.id = step_id
        self.label = label
        self.coder_id = coder_id
        self.change: Change | None = None


@contextmanager
def step(store: Store, label: str, *, coder_id: int | None = None) -> Generator[Step]:
    """
    Do what the block does as one step: all of it is saved at the end, or nothing of it.

    Parameters
    ----------
    store : Store
        The document.
    label : str
        What the history and the undo command call it.
    coder_id : int, optional
        Whose step it is; rows without a coder take this one.

    Yields
    ------
    Step
        Its `change` tells afterwards what was touched.

    Raises
    ------
    DocumentError
        If the document is read only, or cannot be written.
    RuntimeError
        If another step is running.

    Notes
    -----
    A step that did something deletes the undone steps; one that did nothing leaves nothing.
    """
    if not 1 <= len(label) <= LINE_LIMIT:
        raise FieldError("Step", f"takes 1 to {LINE_LIMIT} characters.")
    with transaction(store):
        running = Step(store, _next_id(store), label, coder_id)
        change = None
        with recording(store, running, redo=0):
            yield running
            change = change_of(store, running.id, label, redo=0)
            if change.rows:
                _finish(store, running)
    running.change = change if change.rows else None


@contextmanager
def transaction(store: Store) -> Generator[None]:
    """Write all of the block or none of it; errors come in words for the user."""
    check_writable(store)
    with telling(store.path):
        store.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            store.conn.execute("COMMIT")
        except BaseException:
            # SQLite may have rolled back by itself; then this does nothing.
            store.conn.rollback()
            raise


def forget(store: Store) -> None:
    """Drop all steps, done and undone."""
    with transaction(store):
        store.conn.execute("DELETE FROM history_step")


@contextmanager
def recording(store: Store, running: Step, *, redo: int) -> Generator[None]:
    """Let the triggers write for a step while the block runs."""
    _check_triggers(store)
    store.conn.execute("INSERT INTO history_now (step_id, redo) VALUES (?, ?)", (running.id, redo))
    store.step_now = running
    try:
        yield
        store.conn.execute("DELETE FROM history_now")
    finally:
        store.step_now = None


def change_of(store: Store, step_id: int, label: str, *, redo: int) -> Change:
    """Tell what a step did, or what its undoing did (`redo` 1), neighbouring ids joined to ranges."""
    found = store.conn.execute(
        "SELECT table_name, CASE kind WHEN 'insert' THEN 'inserted' WHEN 'update' THEN 'updated'"
        " ELSE 'deleted' END, first_id, last_id FROM history_change"
        " WHERE step_id = ? AND redo = ? ORDER BY 1, 2, 3",
        (step_id, redo),
    )
    joined: list[Rows] = []
    for row in found:
        touched = Rows(*row)
        last = joined[-1] if joined else None
        if last and _touch(last, touched):
            end = max(last.last_id, touched.last_id)
            joined[-1] = Rows(last.table, last.happened, last.first_id, end)
        else:
            joined.append(touched)
    return Change(step_id, label, tuple(joined))


def last_done(store: Store) -> PastStep | None:
    """Give the step that undo would take back."""
    return _one(store, "undone = 0 ORDER BY id DESC LIMIT 1")


def first_undone(store: Store) -> PastStep | None:
    """Give the step that redo would do again."""
    return _one(store, "undone = 1 ORDER BY id LIMIT 1")


def steps(store: Store, limit: int) -> list[PastStep]:
    """List the last steps, the newest first."""
    return _past(store, "1 ORDER BY id DESC LIMIT ?", (limit,))


def _one(store: Store, where: str) -> PastStep | None:
    found = _past(store, where)
    return found[0] if found else None


def _past(store: Store, where: str, parameters: tuple[int, ...] = ()) -> list[PastStep]:
    with telling(store.path):
        rows = store.conn.execute(
            f"SELECT id, label, coder_id, made_at, undone FROM history_step WHERE {where}", parameters
        )
        return [PastStep(*row[:4], undone=bool(row[4])) for row in rows]


def _touch(one: Rows, following: Rows) -> bool:
    return (one.table, one.happened) == (following.table, following.happened) and (
        following.first_id <= one.last_id + 1
    )


def _next_id(store: Store) -> int:
    found = store.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'history_step'").fetchone()
    return found[0] + 1 if found else 1


def _finish(store: Store, running: Step) -> None:
    store.conn.execute("DELETE FROM history_step WHERE undone = 1")
    store.conn.execute(
        "INSERT INTO history_step (id, label, coder_id, made_at, schema_version) VALUES (?, ?, ?, ?, ?)",
        (running.id, running.label, running.coder_id, now_text(), schema.VERSION),
    )


def check_writable(store: Store) -> None:
    """Refuse to write to a document that may only be read, or while a step is running."""
    if store.read_only:
        raise DocumentError(
            f"{store.path.name} is open to read only: nothing was changed. "
            "Save a copy in a place where you may write, and work on that."
        )
    if store.step_now:
        raise RuntimeError(f"the step {store.step_now.label!r} is still running")


def _check_triggers(store: Store) -> None:
    """Make sure that what is about to be written is journaled; `transform()` drops triggers silently."""
    found = {
        row[0] for row in store.conn.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger'")
    }
    if found != set(store.triggers):
        raise RuntimeError(f"triggers are missing or strange: {sorted(found ^ set(store.triggers))}")
