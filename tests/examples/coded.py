"""An example read as a document, its rows found by code; and its text in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline_app import locations
from timeline_app.domain.records import Entry, Participation, Party, Person, Record, Source, Stance, Topic
from timeline_app.storage.contents import all_records
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from timeline_app.domain.positions import Position
    from timeline_app.storage.store import Store

MATERIAL = Path(__file__).parents[3] / "shared"
NAMES = ("idlib-2024", "turkey-syria")


class Example:
    """An example as a document, its rows found by code."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.codes: dict[tuple[str, int], str] = {
            (record.TABLE, record.id): record.code
            for record in all_records(store)
            if isinstance(record, Party | Person | Topic | Entry | Source) and record.code
        }

    def all(self, record_type: type[Any], **equal: object) -> list[Any]:
        return list(rows(self.store, record_type, **equal))

    def code(self, record_type: type[Record], row_id: int | None) -> str:
        return self.codes.get((record_type.TABLE, row_id or 0), "")

    def entry(self, code: str) -> Entry:
        return self.all(Entry, code=code)[0]

    def of_entry(self, record_type: type[Any], code: str) -> list[Any]:
        return self.all(record_type, entry_id=self.entry(code).id)

    def roles(self, code: str) -> list[tuple[str, str, str]]:
        """Give role, party and person of those who take part."""
        return [
            (part.role, self.code(Party, part.party_id), self.code(Person, part.person_id))
            for part in self.of_entry(Participation, code)
        ]

    def stances(self, code: str) -> list[tuple[str, str, int | None, str]]:
        return [
            (self.code(Party, s.party_id), self.code(Topic, s.topic_id), s.value, s.mode)
            for s in self.of_entry(Stance, code)
        ]

    def position(self, party: str, topic: str, day: int) -> Position | None:
        """Give what is shown of a party on a proposition at the end of a day."""
        for (party_id, topic_id), spans in read_spans(self.store).items():
            if (self.code(Party, party_id), self.code(Topic, topic_id)) == (party, topic):
                holding = [s for s in spans if s.start <= day and (s.end is None or day < s.end)]
                return holding[-1].position if holding else None
        return None


def text_of(name: str) -> str:
    return (locations.EXAMPLES / f"{name}.json").read_text(encoding="utf-8")


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.lower().replace(",", ""))
