"""One file per format that documents are written to and read from; `FORMATS` lists them.

Formats read and write iterators of records; they know no SQL and no window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.exchange.json_reading import read_json
from timeline_app.exchange.json_writing import write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.domain.records import Record
    from timeline_app.exchange.content import Content, Piece


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, how its files end, how it is read and written."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Content]
    write: Callable[[Iterable[Record], Iterable[Piece]], str]


FORMATS: tuple[Format, ...] = (Format("Demarche JSON", (".json",), read_json, write_json),)
