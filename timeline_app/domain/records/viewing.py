"""Saved ways of looking, and the scenes of a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from timeline_app.domain.fields import date, json_text, line, reference, text, whole
from timeline_app.domain.records.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Record):
    """A saved way of looking; not in the history."""

    TABLE: ClassVar[str] = "view"
    name: str = line("Name", required=True)
    filter: str | None = json_text("Filter")
    grouping: str | None = line("Grouping")
    lane_order: str | None = json_text("Order of lanes")
    pins: str | None = json_text("Pins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Record):
    """A class told in scenes."""

    TABLE: ClassVar[str] = "story"
    title: str = line("Title", required=True, searched=True)
    sort_order: int = whole("Order", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Record):
    """One step of a story: what is shown, as of when, and what is hidden."""

    TABLE: ClassVar[str] = "scene"
    story_id: int = reference("Story", "story", required=True)
    sort_order: int = whole("Order", 0)
    title: str = line("Title", required=True, searched=True)
    window: str | None = date("Window of time")
    lanes: str | None = json_text("Lanes")
    filter: str | None = json_text("Filter")
    as_of: str | None = date("As of")
    hidden: str | None = json_text("Hidden")
    notes: str | None = text("Speaker's notes", searched=True)
