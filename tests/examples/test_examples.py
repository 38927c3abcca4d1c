"""Both bundled examples: in order, lossless as JSON, fit for the lanes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from coded import NAMES, text_of

from timeline_app.storage.checkup import check
from timeline_app.storage.opening import create, open_store
from timeline_app.transfer import example_names, export_file, import_file

if TYPE_CHECKING:
    from pathlib import Path


def test_they_are_bundled() -> None:
    assert example_names() == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_they_are_in_order_and_come_back_equal(name: str, folder: Path, tmp_path: Path) -> None:
    again, out = tmp_path / "again.demarche", tmp_path / "again.json"
    with open_store(folder / f"{name}.demarche", read_only=True) as store:
        assert check(store) == []
        export_file(store, out)
    assert out.read_text(encoding="utf-8") == text_of(name)
    with create(again, "Other title") as store:
        import_file(store, out)
        export_file(store, tmp_path / "third.json")
    assert (tmp_path / "third.json").read_bytes() == out.read_bytes()


def test_no_row_of_one_is_a_row_of_the_other() -> None:
    uids = [re.findall(r'"uid": "([^"]+)"', text_of(name)) for name in NAMES]
    assert not set(uids[0]) & set(uids[1])


@pytest.mark.parametrize("name", NAMES)
def test_short_labels_and_titles_fit_the_lanes(name: str) -> None:
    tables = json.loads(text_of(name))["tables"]
    labels = [topic["short_label"] for topic in tables["topic"]]
    assert all(len(label) <= 24 for label in labels)
    assert len(set(labels)) == len(labels)
    assert all(len(entry["title"]) <= 60 for entry in tables["entry"])


@pytest.mark.parametrize("name", NAMES)
def test_every_link_and_relation_is_told_in_words(name: str) -> None:
    tables = json.loads(text_of(name))["tables"]
    assert all(len(link["note"].split()) >= 3 for link in tables["link"])
