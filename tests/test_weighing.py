"""While a filter says which evidence counts, positions are those of a document without all other entries."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.dates import ordinal
from timeline_app.domain.errors import DocumentError
from timeline_app.domain.filtering import Filter
from timeline_app.domain.horizon import HIDDEN_BY, Horizon
from timeline_app.domain.records import Citation, Coder, Entry, Source, Stance
from timeline_app.session import Session
from timeline_app.storage.changes import read_changes
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import delete, get, insert, rows, update
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.domain.positions import Span
    from timeline_app.storage.store import Store

EXAMPLES = ("idlib-2024", "turkey-syria")


@pytest.fixture
def session() -> Iterator[Session]:
    made = Session()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def document(example: Callable[[str], Path], tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Give an example of which some entries are of another coder, reviewed, or badly graded."""
    path = shutil.copy(example(request.param), tmp_path / "weighed.demarche")
    with open_store(path) as store, store.step("Others") as step:
        other = insert(step.store, Coder(name="Other")).id
        leak = insert(step.store, Source(title="A leak", reliability="D")).id
        for n, entry in enumerate(list(rows(step.store, Entry))):
            if n % 3 == 0 and entry.status != "draft":
                update(step.store, replace(entry, status="reviewed", coder_id=other))
        for n, citation in enumerate(list(rows(step.store, Citation))):
            if n % 4 == 0:
                update(step.store, replace(citation, credibility=4))
            elif n % 4 == 1:
                update(step.store, replace(citation, source_id=leak, reliability=None, credibility=2))
    return path


def _filters(store: Store) -> list[Filter]:
    source = max(one.id for one in rows(store, Source))
    coder = max(one.id for one in rows(store, Coder))
    return [
        Filter(grade=("B", 2)),
        Filter(grade=("C", 3), with_unjudged=True),
        Filter(statuses=frozenset({"reviewed"})),
        Filter(coders=frozenset({coder})),
        Filter(sources=frozenset({source})),
        Filter(statuses=frozenset({"coded"}), grade=("B", 3)),
    ]


def _without(path: Path, gone: list[int], folder: Path) -> Store:
    """Give a copy of a document in which some entries never were."""
    store = open_store(shutil.copy(path, folder / "never.demarche"))
    with store.step("Never") as step:
        for entry in gone:
            delete(step.store, Entry, entry)
    return store


def _table(stretches: object) -> list[list[object]]:
    return [column.tolist() for column in stretches.columns]  # type: ignore[attr-defined]


def _said(spans: list[Span]) -> list[tuple[object, ...]]:
    """Say what stretches show; of what an entry is linked with only the words remain where that is gone."""
    return [
        (s.start, s.end, p.value, p.non_value, p.mode, p.mixed, p.entry, p.day, p.since, p.conditions)
        for s in spans
        for p in [s.position]
    ]


def _assert_same_positions(session: Session, never: Store) -> None:
    segments, asides, carried = read_stretches(never)
    assert _table(session.timeline.segments) == _table(segments)
    assert _table(session.timeline.asides) == _table(asides)
    assert _table(session.timeline.carried) == _table(carried)
    spans = read_spans(never)
    for key in zip(*(ids.tolist() for ids in session.whole.segments.keys().T), strict=True):
        assert _said(session.spans(*key)) == _said(spans[key])
    assert sorted(map(repr, session.change_log().lines())) == sorted(map(repr, read_changes(never).lines()))


@pytest.mark.parametrize("document", EXAMPLES, indirect=True)
@pytest.mark.parametrize("which", range(6))
def test_positions_are_those_of_a_document_without_the_rest(
    session: Session, document: Path, tmp_path: Path, which: int
) -> None:
    assert session.open(document)
    every = session.timeline
    session.weigh_by(_filters(session.store)[which])
    assert session.timeline.marks is every.marks
    gone = session.unheard.tolist()
    assert gone
    with _without(document, gone, tmp_path) as never:
        _assert_same_positions(session, never)
    session.weigh_by(Filter())
    assert session.timeline is every
    assert session.unheard is None


@pytest.mark.parametrize("document", EXAMPLES, indirect=True)
def test_an_edit_keeps_it_right(session: Session, document: Path, tmp_path: Path) -> None:
    assert session.open(document)
    session.weigh_by(Filter(statuses=frozenset({"reviewed"})))
    entries = list(rows(session.store, Entry))
    silent = next(one for one in entries if one.status == "coded")
    heard = next(one for one in entries if one.status == "reviewed")
    session.change_log()
    session.change(silent, status="reviewed")
    assert silent.id not in session.unheard.tolist()
    session.change(heard, status="coded")
    session.remove(Entry, next(one.id for one in entries if one.id not in (heard.id, silent.id)))
    stance = next(iter(rows(session.store, Stance, entry_id=silent.id)), None)
    if stance:
        session.change(stance, value=None if stance.value == 0 else 0)
    session.undo()
    with _without(document, session.unheard.tolist(), tmp_path) as never:
        _assert_same_positions(session, never)


@pytest.mark.parametrize("document", ["turkey-syria"], indirect=True)
def test_a_source_graded_anew_lets_others_count(session: Session, document: Path, tmp_path: Path) -> None:
    assert session.open(document)
    session.weigh_by(Filter(grade=("B", 3)))
    before = session.unheard.tolist()
    leak = next(rows(session.store, Source, title="A leak"))
    session.change(leak, reliability="A")
    assert session.unheard.tolist() != before
    with _without(document, session.unheard.tolist(), tmp_path) as never:
        _assert_same_positions(session, never)


@pytest.mark.parametrize("document", EXAMPLES, indirect=True)
@pytest.mark.parametrize("by", HIDDEN_BY)
def test_with_the_future_hidden_both_leave_out(
    session: Session, document: Path, tmp_path: Path, by: str
) -> None:
    assert session.open(document)
    day = ordinal(2024, 11, 29)
    session.weigh_by(Filter(statuses=frozenset({"reviewed"})))
    session.look_from(Horizon(day, by))  # type: ignore[arg-type]
    gone = sorted({*session.unheard.tolist(), *session.later.tolist()})
    assert session.uncounted.tolist() == gone
    with _without(document, gone, tmp_path) as never:
        spans = read_spans(never)
        for key, of in spans.items():
            assert _said(session.spans(*key)) == _said(of)
        shown, wanted = session.timeline.segments, read_timeline(never).segments
        held = shown.as_of(day), wanted.as_of(day)
        assert shown.entry[held[0]].tolist() == wanted.entry[held[1]].tolist()


@pytest.mark.parametrize("document", ["idlib-2024"], indirect=True)
def test_stopped_it_stays_as_it_was(
    session: Session, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import timeline_app.storage.patching as module

    monkeypatch.setattr(module, "MOST_REFOLDED", -1)
    assert session.open(document)
    every = session.timeline

    def stop(done: int, total: int = 0) -> None:
        raise DocumentError("Stopped.")

    with pytest.raises(DocumentError):
        session.weigh_by(Filter(grade=("A", 1)), stop)
    assert session.evidence.is_empty
    assert session.timeline is every
    session.weigh_by(Filter(grade=("A", 1)))
    assert session.evidence.grade == ("A", 1)
    assert get(session.store, Entry, 1) is not None
