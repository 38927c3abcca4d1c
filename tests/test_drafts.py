"""Drafts outlive the program, hold any text, and are never in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.errors import DocumentError
from timeline_app.drafts import LARGEST, drafts_of, drop_draft, keep_draft
from timeline_app.locations import data_folder

if TYPE_CHECKING:
    from pathlib import Path

UID = "01a204a4-552c-7000-bfdf-cfb63511f2f2"
NOON = datetime(2025, 6, 15, 12, tzinfo=UTC)
TEXTS = st.text(st.characters())
CONTENTS = st.dictionaries(TEXTS, st.none() | st.integers(-(10**15), 10**15) | TEXTS | st.lists(TEXTS))


def files() -> list[Path]:
    return sorted(path for path in (data_folder() / "drafts").rglob("*") if path.is_file())


def test_kept_replaced_listed_and_dropped() -> None:
    assert drafts_of(UID) == []
    keep_draft(UID, "entry 1", {"title": "Ha"}, now=NOON)
    keep_draft(UID, "entry 2", {"title": "Half"}, now=NOON + timedelta(seconds=1))
    keep_draft(UID, "entry 1", {"title": "Hal"}, now=NOON + timedelta(seconds=2))
    keep_draft("another", "entry 1", {"title": "Other"})
    assert [(draft.key, draft.content["title"]) for draft in drafts_of(UID)] == [
        ("entry 1", "Hal"),
        ("entry 2", "Half"),
    ]
    assert drafts_of(UID)[0].kept_at == NOON + timedelta(seconds=2)
    drop_draft(UID, "entry 1")
    drop_draft(UID, "entry 1")
    assert [draft.key for draft in drafts_of(UID)] == ["entry 2"]
    assert len(drafts_of("another")) == 1


@given(TEXTS, TEXTS, CONTENTS)
def test_any_text_comes_back(uid: str, key: str, content: dict[str, Any]) -> None:
    keep_draft(uid, key, content)
    try:
        (draft,) = drafts_of(uid)
        assert (draft.key, draft.content) == (key, content)
    finally:
        drop_draft(uid, key)
    assert drafts_of(uid) == []


@pytest.mark.parametrize("hostile", ["\udcff", "\x00", "\u202e", "<img src=x>", "x" * 100_000, "../../etc"])
def test_hostile_text(hostile: str) -> None:
    keep_draft(hostile, hostile, {hostile: hostile})
    (draft,) = drafts_of(hostile)
    assert draft.content == {hostile: hostile}
    assert [path.parents[2] for path in files()] == [data_folder()]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"key": "a"}',
        b'{"key": "a", "kept_at": 1, "content": {}}',
        b'{"key": "a", "kept_at": "2025-06-15T12:00:00+00:00", "content": 5}',
        b'{"key": "a", "kept_at": "2025-06-15T12:00:00+00:00", "content": [1]}',
        b"[" * 100_000,
        b'{"key": "a", "kept_at": "0001-01-01T00:00:00+14:00", "content": {}}',
    ],
)
def test_what_is_damaged_is_set_aside(damage: bytes) -> None:
    keep_draft(UID, "a", {"title": "Sound"})
    keep_draft(UID, "b", {"title": "Damaged"})
    (damaged,) = [path for path in files() if b"Damaged" in path.read_bytes()]
    damaged.write_bytes(damage)
    assert [draft.content for draft in drafts_of(UID)] == [{"title": "Sound"}]
    assert damaged.with_suffix(".damaged").read_bytes() == damage
    keep_draft(UID, "b", {"title": "Again"})
    assert len(drafts_of(UID)) == 2


def test_what_is_too_long_is_refused_and_the_draft_before_stays() -> None:
    keep_draft(UID, "a", {"title": "Before"})
    with pytest.raises(DocumentError, match=r"too long .* as it was"):
        keep_draft(UID, "a", {"title": "x" * LARGEST})
    assert drafts_of(UID)[0].content == {"title": "Before"}
    (path,) = files()
    os.truncate(path, LARGEST + 1)
    assert drafts_of(UID) == []


def test_two_million_characters_of_any_kind_fit() -> None:
    keep_draft(UID, "source", {"text": "ı" * 2_000_000})
    assert len(drafts_of(UID)[0].content["text"]) == 2_000_000


def test_without_a_place_it_is_said() -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / "drafts").write_text("in the way")
    with pytest.raises(DocumentError, match=r"cannot be kept .* as it was\. Save"):
        keep_draft(UID, "a", {})
    assert drafts_of(UID) == []
    drop_draft(UID, "a")


@pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")
def test_it_outlives_the_program() -> None:
    code = (
        "import os, signal; from timeline_app.drafts import keep_draft\n"
        f"keep_draft('{UID}', 'entry 1', {{'title': 'Half-ty'}}); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert [draft.content for draft in drafts_of(UID)] == [{"title": "Half-ty"}]
