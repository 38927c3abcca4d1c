"""What of a document is later than the day looked from, and the document without it.

Kept until the document or the day is another. Knows no widget and no signal.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.horizon import said_later, stretches_by
from timeline_app.columns.taking import are_among, joined, numbered
from timeline_app.columns.timeline import Reading
from timeline_app.domain.conditions import NO_CONDITIONS, Statuses
from timeline_app.domain.dates import parse
from timeline_app.domain.records import ConditionStatus, Link, Party, Tenure
from timeline_app.storage.borne import only_of
from timeline_app.storage.changes import read_changes
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.patching import few_keys_resting_on
from timeline_app.storage.publication import read_publication
from timeline_app.storage.wide_reading import all_entries

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.asides import Asides
    from timeline_app.columns.carried import Carried
    from timeline_app.columns.changes import Changes
    from timeline_app.columns.segments import Segments
    from timeline_app.columns.stretches import Key
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.conditions import Conditions, Dated
    from timeline_app.domain.horizon import Horizon
    from timeline_app.domain.records import Record
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.changes import ChangeLog
    from timeline_app.storage.entry_cards import ConditionCard, EntryCard
    from timeline_app.storage.publication import Publication
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

MOST_ANSWERS: Final = 4
"""Questions for what passes that are remembered: those of the filter, the search and the table."""


class Future:
    """Hides what is later than one day of one document.

    Parameters
    ----------
    whole
        The document with its future, by state.
    publication
        When its entries became public, if that was read already.
    unheard
        Entries that do not count in the positions of the document, ids in rising order; None if all do.
    """

    def __init__(
        self,
        store: Store,
        whole: Timeline,
        horizon: Horizon,
        publication: Publication | None = None,
        unheard: Ids | None = None,
    ) -> None:
        self._store, self._whole, self.horizon = store, whole, horizon
        self.publication = publication
        if horizon.by == "published" and publication is None:
            self.publication = read_publication(store)
        self.later = self._find_later()
        """Entries that are hidden, ids in rising order, (n,) int32."""
        self._is_later = _mask(self.later)
        self._uncounted = joined(unheard, self.later)
        self._segments, self._asides, self._carried = self._find_stretches()
        self._reading = Reading()
        self._changes: tuple[ChangeLog, Changes] | None = None
        """The change log of the whole document, and what is known of it."""
        self._conditions: tuple[Conditions, Conditions] = NO_CONDITIONS, NO_CONDITIONS
        self._known: dict[Grouping, tuple[Timeline, Timeline]] = {}
        self._passing: deque[tuple[Ids | None, Ids]] = deque(maxlen=MOST_ANSWERS)

    def is_of(self, whole: Timeline, horizon: Horizon) -> bool:
        """Tell whether it hides the future of a day in a document."""
        return self._whole is whole and self.horizon == horizon

    def _find_later(self) -> Ids:
        later = said_later(self._whole.marks, self.horizon.day)
        if self.horizon.by == "said" or self.publication is None:
            return later
        entry, day = self.publication
        undated = later[~are_among(entry, later)]
        return numbered(np.concatenate([undated, entry[day > self.horizon.day]]))

    def _find_stretches(self) -> tuple[Segments, Asides, Carried]:
        """Cut the positions at the day; fold anew those that rest on what was said and not published."""
        whole = self._whole
        segments, asides, carried = whole.segments, whole.asides, whole.carried
        if self.horizon.by == "published":
            segments, asides, carried = self._folded_anew()
        day = self.horizon.day
        known = asides.part(np.flatnonzero(~self._are_later(asides.entry)))
        return stretches_by(segments, day), stretches_by(known, day), stretches_by(carried, day)

    def _folded_anew(self) -> tuple[Segments, Asides, Carried]:
        keys = self._keys_unheard
        fresh = read_stretches(self._store, keys, self._uncounted)
        if keys is None:
            return fresh
        return (
            self._whole.segments.copied().exchanged(keys, fresh[0]),
            self._whole.asides.copied().exchanged(keys, fresh[1]),
            self._whole.carried.copied().exchanged(keys, fresh[2]),
        )

    @cached_property
    def _keys_unheard(self) -> set[Key] | None:
        """Give the parties and topics that rest on what was said and not published; None for very many."""
        marks = self._whole.marks
        said = marks.entry[: marks.day[: marks.dated].searchsorted(self.horizon.day, "right")]
        unheard = numbered(said[self._are_later(said)])
        return few_keys_resting_on(self._store, unheard)

    def changes(self, log: ChangeLog, progress: Progress | None = None) -> Changes:
        """Give the lines of the change log of the whole document that are known."""
        if self._changes is None or self._changes[0] is not log:
            lines = log.lines if self.horizon.by == "said" else self._published_changes(log, progress)
            self._changes = log, lines[np.flatnonzero(lines.day <= self.horizon.day)]
        return self._changes[1]

    def _published_changes(self, log: ChangeLog, progress: Progress | None) -> Changes:
        keys = self._keys_unheard
        if keys is not None and not keys:
            return log.lines
        statuses = {one: [d for d in of if not self._hides_status(d)] for one, of in log.statuses.of.items()}
        fresh = read_changes(self._store, keys, Statuses(statuses), self._uncounted, progress)
        return fresh if keys is None else log.lines.exchanged(keys, fresh)

    def conditions(self, whole: Conditions) -> Conditions:
        """Give the conditions with how they fared by the day, as far as that is known."""
        of, known = self._conditions
        if of is not whole:
            statuses = {
                one: [d for d in fared if d.day <= self.horizon.day and not self._hides_status(d)]
                for one, fared in whole.statuses.of.items()
            }
            known = replace(whole, statuses=Statuses(statuses))
            self._conditions = whole, known
        return known

    def _hides_status(self, status: Dated) -> bool:
        return status.entry is not None and self.hides(status.entry)

    def known(self, timeline: Timeline) -> Timeline:
        """Give the document without what is later, in the lanes of a timeline of it."""
        of, known = self._known.get(timeline.grouping, (None, timeline))
        if of is not timeline:
            is_known = ~self._are_later(timeline.marks.entry)
            known = replace(
                timeline,
                marks=timeline.marks.taken(is_known),
                segments=self._segments,
                asides=self._asides,
                carried=self._carried,
                reading=self._reading,
                touched=(),
                density=None,
                **self._heads,
            )
            self._known[timeline.grouping] = timeline, known
        return known

    @cached_property
    def _heads(self) -> dict[str, Any]:
        """What of the document is not known yet: that a party ends, what follows, how far was collected."""
        whole = self._whole
        collected = whole.collected_through
        ended = {
            party.id: replace(party, valid_to=None)
            for party in whole.parties.values()
            if self._begins_later(party.valid_to)
        }
        begun = {party.id for party in whole.parties.values() if not self._begins_later(party.valid_from)}
        return {
            "parties": {**whole.parties, **ended},
            "successions": tuple(pair for pair in whole.successions if pair[1] in begun),
            "collected_through": None if collected is None or collected > self.horizon.day else collected,
        }

    def passing(self, ids: Ids | None) -> Ids:
        """Give those of some entries, or of all for None, that are not later."""
        for asked, known in self._passing:
            if asked is ids:
                return known
        of = all_entries(self._store) if ids is None else ids
        known = of[~self._are_later(of)]
        self._passing.append((ids, known))
        return known

    def _are_later(self, entries: Ids) -> NDArray[np.bool_]:
        """Tell which entries are later; the last place stands for all ids behind those that are."""
        return self._is_later[np.minimum(entries, len(self._is_later) - 1)]

    def hides(self, entry: int) -> bool:
        """Tell whether an entry is later."""
        return bool(self._is_later[min(entry, len(self._is_later) - 1)])

    def hides_record(self, record: Record) -> bool:
        """Tell whether a record is later: it leads to a later entry, or begins itself after the day."""
        if isinstance(record, Link):
            return self.hides(record.from_entry_id) or self.hides(record.to_entry_id)
        if isinstance(record, ConditionStatus):
            is_of_later = record.entry_id is not None and self.hides(record.entry_id)
            return is_of_later or self._begins_later(record.date)
        return isinstance(record, Tenure) and self._begins_later(record.valid_from)

    def hidden_rows(self, record_type: type[Record]) -> set[int]:
        """Find the rows of a table that only later entries bring in, and the parties that begin later."""
        found = only_of(self._store, record_type.TABLE, self.later)
        if record_type is Party:
            parties = self._whole.parties.values()
            found |= {party.id for party in parties if self._begins_later(party.valid_from)}
        return found

    def _begins_later(self, date: str | None) -> bool:
        bounds = parse(date) if date else None
        return bounds is not None and bounds.begin_lo is not None and bounds.begin_lo > self.horizon.day

    def card(self, card: EntryCard) -> EntryCard:
        """Give an entry without links to later ones, and with how its conditions fared by then."""
        links = tuple(link for link in card.links if not self.hides(link.entry))
        stances = (replace(s, conditions=tuple(map(self._condition, s.conditions))) for s in card.stances)
        return replace(card, links=links, stances=tuple(stances))

    def _condition(self, card: ConditionCard) -> ConditionCard:
        return replace(card, statuses=tuple(s for s in card.statuses if not self.hides_record(s)))


def _mask(ids: Ids) -> NDArray[np.bool_]:
    """Give for each id up to the greatest, and for one more, whether it is among some."""
    is_there = np.zeros(int(ids.max(initial=-1)) + 2, np.bool_)
    is_there[ids] = True
    return is_there
