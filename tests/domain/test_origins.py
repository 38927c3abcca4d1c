"""Typing over a value that came from elsewhere ends that it did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline_app.domain.origins import typed_over
from timeline_app.domain.records import Entry

GUESSED = Entry(title="Said", date="2024-12-02", origins='{"date": "guess accepted", "title": "imported"}')


def test_a_field_typed_over_loses_its_origin() -> None:
    assert typed_over(GUESSED, replace(GUESSED, date="2024-12-03")).origins == '{"title": "imported"}'


def test_the_last_origin_goes_as_a_whole() -> None:
    assert typed_over(GUESSED, replace(GUESSED, date="2024", title="Asked")).origins is None


@pytest.mark.parametrize("origins", [None, '{"date": "imported"}', "[1]", '"x"'])
def test_other_fields_keep_their_origin(origins: str | None) -> None:
    before = replace(GUESSED, origins=origins)
    assert typed_over(before, replace(before, body="More")).origins == origins


def test_origins_set_anew_are_left_as_they_are() -> None:
    after = replace(GUESSED, date="2025", origins='{"date": "imported"}')
    assert typed_over(GUESSED, after) == after
