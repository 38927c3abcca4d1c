"""A made-up document of any size, the same for the same seed: what the budgets of the bench are held against.

Entries on clustered days of 130 years, each with one actor and one stance, three in ten with a further party;
a tenth of them cited, a hundredth linked. Other shapes of it are what lanes find hardest.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tests.bench.words import SCRIPTS, SHARES, TAILS
from timeline_app.domain.dates import day_text, ordinal
from timeline_app.domain.records import (
    Citation,
    Document,
    Entry,
    Group,
    Link,
    Participation,
    Party,
    Source,
    Stance,
    Topic,
)
from timeline_app.domain.vocabulary import ENTRY_KINDS, EntryGroup, group_of
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.rows import get, update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

    Numbers = npt.NDArray[np.integer[Any]]
    Table = tuple[type[Record], Iterator[Record]]
    Form = Callable[[str, int], str]

SEED = 7
PARTIES, GROUPS, AREAS, PROPOSITIONS, SOURCES = 40, 6, 10, 200, 2000
FIRST_DAY, LAST_DAY = ordinal(1895, 1, 1), ordinal(2025, 1, 1)
_CLUSTERS, _SPREAD = 60, 500.0
_BLOCK = 10_000

_PARTS_OF_GROUP: dict[EntryGroup, int] = {"words": 6, "talks": 3, "deeds": 2, "context": 1}
_KINDS = [kind for kind in ENTRY_KINDS for _ in range(_PARTS_OF_GROUP[group_of(kind)])]
_IMPORTANCES = (1, 1, 1, 2, 2, 2, 2, 2, 3, 3)
_STATUSES = ("coded",) * 8 + ("reviewed", "draft")
_ROLES = ("participant", "participant", "signatory", "host", "mediator", "named")  # all have marks
_VALUES = (-2, -2, -1, -1, 0, 1, 1, 2, 2) * 4 + (None,)
_NON_VALUES = ("ambiguous", "declined to comment", "none recorded")
_MODES = ("explicit",) * 10 + ("joint", "vote", "deed", "deed", "implied", "reported")
_GRADES = "AABBBBCCCDEF"
_RELATIONS = ("responds to",) * 4 + ("reaffirms", "revises", "denies", "follows", "retracts", "rejects")

_FORMS: tuple[Form, ...] = (
    *[lambda text, _: text] * 90,
    *[lambda text, _: text[:7]] * 4,
    *[lambda text, later: f"{text}/{day_text(later)}"] * 3,
    lambda text, _: f"{text}/..",
    lambda text, _: text[:4],
    lambda text, _: f"{text[:7]}~",
)
"""How dates are written, in a hundred: a day, or a month, an interval, an open one, a year, about a month."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a document differs in from the usual one.

    Attributes
    ----------
    parties
        As many lanes there are; of one, it holds everything.
    days
        On which days entries are: in clusters, or all on one.
    lasts
        Whether each entry is a span without an end.
    """

    parties: int = PARTIES
    days: Literal["clustered", "one"] = "clustered"
    lasts: bool = False

    @property
    def forms(self) -> tuple[Form, ...]:
        """How dates are written."""
        if self.lasts:
            return (lambda text, _: f"{text}/..",)
        return _FORMS if self.days == "clustered" else _FORMS[:1]


USUAL = Shape()


def fill(store: Store, entries: int, seed: int = SEED, shape: Shape = USUAL) -> None:
    """
    Fill an empty document, as one step.

    Parameters
    ----------
    store : Store
        The document.
    entries : int
        How many entries; participations and stances follow from it.
    seed : int
        The same gives the same document, but for uids and times.
    shape : Shape
        What it differs in from the usual one.
    """
    with store.step("Fill") as step:
        for record_type, records in tables(entries, seed, shape):
            insert_many(step, record_type, records)
        document = get(store, Document, 1)
        assert document
        update(store, dataclasses.replace(document, title=f"{entries:,} entries", collected_through="2025"))


def tables(entries: int, seed: int = SEED, shape: Shape = USUAL) -> Iterator[Table]:
    """Make up the records, table by table, each as it is asked for."""
    rng = np.random.default_rng(seed)
    days = _clustered_days(rng, entries)
    if shape.days == "one":
        days = np.full_like(days, days[0])
    actors = _uneven(rng, shape.parties, entries)
    yield from _small_tables(rng, shape.parties)
    yield Entry, _entries(rng, days, shape.forms)
    yield Participation, _actors(actors)
    if shape.parties > 1:
        yield Participation, _others(rng, actors, shape.parties)
    yield Stance, _stances(rng, actors)
    yield Citation, _citations(rng, entries)
    yield Link, _links(rng, days)


def _small_tables(rng: np.random.Generator, parties: int) -> Iterator[Table]:
    yield Group, (Group(name=f"Region {n}") for n in range(1, GROUPS + 1))
    yield Party, (Party(name=f"Party {n}", group_id=1 + n % GROUPS) for n in range(1, parties + 1))
    yield Topic, (Topic(kind="area", wording=f"Area {n}") for n in range(1, AREAS + 1))
    yield (
        Topic,
        (
            Topic(
                kind="proposition", parent_id=1 + n % AREAS, wording=f"Proposition {n} should be carried out"
            )
            for n in range(1, PROPOSITIONS + 1)
        ),
    )
    grades = rng.choice(list(_GRADES), SOURCES).tolist()
    yield Source, (Source(title=f"Report {n}", reliability=grade) for n, grade in enumerate(grades, 1))


def _clustered_days(rng: np.random.Generator, count: int) -> Numbers:
    """Draw days around some times of crisis."""
    centres = rng.uniform(FIRST_DAY, LAST_DAY, _CLUSTERS)
    drawn = centres[_uneven(rng, _CLUSTERS, count) - 1] + rng.normal(0.0, _SPREAD, count)
    return (FIRST_DAY + (drawn - FIRST_DAY) % (LAST_DAY - FIRST_DAY)).astype(np.int32)


def _uneven(rng: np.random.Generator, most: int, count: int) -> Numbers:
    """Draw numbers from 1 on, the greatest a tenth as often as the smallest."""
    shares = np.linspace(10.0, 1.0, most)
    return rng.choice(np.arange(1, most + 1, dtype=np.int32), count, p=shares / shares.sum())


def _rows(*columns: Numbers) -> Iterator[tuple[int, ...]]:
    """Go through columns row by row, as Python's own numbers, a block at a time."""
    for at in range(0, len(columns[0]), _BLOCK):
        yield from zip(*(column[at : at + _BLOCK].tolist() for column in columns), strict=True)


def _picks(rng: np.random.Generator, count: int, *sizes: int) -> list[Numbers]:
    """Draw places in several pools of these sizes."""
    return [rng.integers(0, size, count, dtype=np.int32) for size in sizes]


def _entries(rng: np.random.Generator, days: Numbers, forms: Sequence[Form]) -> Iterator[Record]:
    titles, count = _titles(rng), len(days)
    day_texts = [day_text(day) for day in range(FIRST_DAY, LAST_DAY)]
    picks = _picks(rng, count, *map(len, (forms, titles, TAILS, _KINDS, _IMPORTANCES, _STATUSES)), 400)
    for n, (day, form, title, tail, kind, importance, status, length) in enumerate(_rows(days, *picks), 1):
        yield Entry(
            title=f"{titles[title]}{TAILS[tail].format(n)}",
            kind=_KINDS[kind],
            date=forms[form](day_texts[day - FIRST_DAY], day + 1 + length),
            importance=_IMPORTANCES[importance],
            status=_STATUSES[status],
        )


def _titles(rng: np.random.Generator) -> list[str]:
    """Draw a thousand beginnings of titles, in the scripts' shares."""
    return [
        f"{rng.choice(openings)} {rng.choice(subjects)}"
        for (openings, subjects), share in zip(SCRIPTS, SHARES, strict=True)
        for _ in range(share * 10)
    ]


def _actors(actors: Numbers) -> Iterator[Record]:
    for entry, (party,) in enumerate(_rows(actors), 1):
        yield Participation(entry_id=entry, party_id=party)


def _others(rng: np.random.Generator, actors: Numbers, parties: int) -> Iterator[Record]:
    """Give three in ten entries a further party, another than the actor."""
    entries = np.sort(rng.choice(len(actors), len(actors) * 3 // 10, replace=False)).astype(np.int32)
    steps, roles = _picks(rng, len(entries), parties - 1, len(_ROLES))
    others = (actors[entries] + steps) % parties + 1
    for entry, party, role in _rows(entries + 1, others, roles):
        yield Participation(entry_id=entry, party_id=party, role=_ROLES[role])


def _stances(rng: np.random.Generator, actors: Numbers) -> Iterator[Record]:
    topics = _uneven(rng, PROPOSITIONS, len(actors)) + AREAS
    picks = _picks(rng, len(actors), len(_VALUES), len(_NON_VALUES), len(_MODES))
    for entry, (party, topic, value, non_value, mode) in enumerate(_rows(actors, topics, *picks), 1):
        yield Stance(
            entry_id=entry,
            party_id=party,
            topic_id=topic,
            value=_VALUES[value],
            non_value=_NON_VALUES[non_value] if _VALUES[value] is None else None,
            mode=_MODES[mode],
        )


def _citations(rng: np.random.Generator, entries: int) -> Iterator[Record]:
    for entry, source, credibility in _rows(
        np.arange(1, entries + 1, 10), *_picks(rng, (entries + 9) // 10, SOURCES, 6)
    ):
        yield Citation(entry_id=entry, source_id=source + 1, credibility=credibility + 1)


def _links(rng: np.random.Generator, days: Numbers) -> Iterator[Record]:
    """Link a hundredth of the entries to one a little earlier."""
    in_order = np.argsort(days, kind="stable")
    count = len(days) // 100
    later, back, relations = _picks(rng, count, len(days), 50, len(_RELATIONS))
    earlier = later - 1 - back
    in_time = earlier >= 0
    rows = _rows(in_order[later[in_time]] + 1, in_order[earlier[in_time]] + 1, relations[in_time])
    for from_entry, to_entry, relation in rows:
        yield Link(
            from_entry_id=from_entry,
            to_entry_id=to_entry,
            relation=_RELATIONS[relation],
            note="As the text says.",
        )
