"""The roll calls of the UN General Assembly as a document: an entry and a proposition each, and votes."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.domain.fields import LINE_LIMIT
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Entry, Participation, Party, Record, Source, Stance, Topic
from timeline_app.storage.bulk import insert_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline_app.domain.vocabulary import StanceValue
    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

    Row = Mapping[str, str]

MATERIAL = Path(__file__).parents[3] / "shared" / "data"
"""Lies beside the checkout where it is worked on, and is missing elsewhere."""

_VALUES: dict[str, StanceValue] = {"yes": 2, "abstain": 0, "no": -2}
_MISSING = {"", "NA"}


def is_there(folder: Path = MATERIAL) -> bool:
    """Tell whether the votes can be loaded."""
    return all((folder / name).is_file() for name in ("un_votes.csv.gz", "un_roll_calls.csv"))


def load(store: Store, folder: Path = MATERIAL) -> None:
    """
    Load the votes into an empty document, as one step.

    Parameters
    ----------
    store : Store
        The document.
    folder : Path
        Where the files of the data set lie.
    """
    calls = list(_read(folder / "un_roll_calls.csv"))
    entry_of = {call["rcid"]: number for number, call in enumerate(calls, 1)}
    with store.step("Load the votes") as step:
        area_of = _write_areas(step, folder)
        areas = len(set(area_of.values()))
        party_of = _write_states(step, folder)
        insert_many(step, Topic, (_proposition(call, area_of.get(call["rcid"])) for call in calls))
        insert_many(step, Source, [Source(title="Official records of the General Assembly", reliability="A")])
        insert_many(step, Entry, map(_entry, calls))
        insert_many(step, Participation, _participations(folder, entry_of, party_of))
        insert_many(step, Stance, _stances(folder, entry_of, party_of, areas))


def _read(path: Path) -> Iterator[Row]:
    # "NA" is read as it stands: it is Namibia's code too.
    with path.open("rb") as file:
        plain = gzip.GzipFile(fileobj=file) if path.suffix == ".gz" else file
        yield from csv.DictReader(io.TextIOWrapper(plain, encoding="utf-8", newline=""))  # pyright: ignore[reportArgumentType]


def _votes(folder: Path) -> Iterator[Row]:
    return _read(folder / "un_votes.csv.gz")


def _write_areas(step: Step, folder: Path) -> dict[str, int]:
    """Write an area for each issue; give the first area of each roll call by its number."""
    issues = list(_read(folder / "un_roll_call_issues.csv"))
    names = sorted({row["issue"] for row in issues})
    insert_many(step, Topic, (Topic(kind="area", wording=name, short_label=name[:24]) for name in names))
    number_of = {name: number for number, name in enumerate(names, 1)}
    return {row["rcid"]: number_of[row["issue"]] for row in reversed(issues)}


def _write_states(step: Step, folder: Path) -> dict[str, int]:
    """Write a party for each state; give their ids by name."""
    code_of: dict[str, str] = {}
    for row in _votes(folder):
        code_of.setdefault(row["country"], row["country_code"])
    insert_many(step, Party, (Party(name=name, iso2=code or None) for name, code in sorted(code_of.items())))
    return {name: number for number, name in enumerate(sorted(code_of), 1)}


def _wording(call: Row) -> str:
    found = next((call[name] for name in ("short", "descr") if call[name] not in _MISSING), "")
    return one_line(found)[:LINE_LIMIT].strip() or f"Roll call {call['rcid']}"


def _proposition(call: Row, area: int | None) -> Record:
    return Topic(
        code=f"P{call['rcid']}",
        parent_id=area,
        wording=_wording(call),
        definition=call["descr"] or None,
        short_label=call["unres"][:24] or None,
    )


def _entry(call: Row) -> Record:
    return Entry(
        code=f"V{call['rcid']}",
        kind="vote",
        date=call["date"],
        title=_wording(call),
        body=call["descr"] or None,
        importance=3 if call["importantvote"] == "1" else 2,
        place="General Assembly",
    )


def _participations(
    folder: Path, entry_of: Mapping[str, int], party_of: Mapping[str, int]
) -> Iterator[Record]:
    for row in _votes(folder):
        yield Participation(
            entry_id=entry_of[row["rcid"]], party_id=party_of[row["country"]], role="participant"
        )


def _stances(
    folder: Path, entry_of: Mapping[str, int], party_of: Mapping[str, int], areas: int
) -> Iterator[Record]:
    for row in _votes(folder):
        entry = entry_of[row["rcid"]]
        yield Stance(
            entry_id=entry,
            party_id=party_of[row["country"]],
            topic_id=areas + entry,
            value=_VALUES[row["vote"]],
            mode="vote",
        )
