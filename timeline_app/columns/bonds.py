"""What links do to positions: which acts end or correct what others say, and which keys are too tangled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.evidence import (
    CAN_BE_POSITION,
    HIGHEST_RANK,
    REPORTED,
    Acts,
    Bonds,
    key_numbers,
    paired,
)
from timeline_app.columns.falls import falls_heard
from timeline_app.columns.hearing_order import tied
from timeline_app.columns.taking import Rows, each_once, places_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.evidence import EvidenceColumns


@dataclass(frozen=True, slots=True, eq=False)
class Links(Rows):
    """Links between entries.

    Attributes
    ----------
    start, goal
        (n,) int32, the entries that they lead from and to.
    prepares
        (n,) bool, it is the goal that comes later.
    corrects
        (n,) bool, the start may displace what the goal says whatever its rank (rule 3).
    retracts
        (n,) bool, it ends what the goal says only if it takes no position itself (rule 5).
    ends
        (n,) bool, the start, which counts, ends what the goal says (rule 5).
    """

    start: NDArray[np.int32]
    goal: NDArray[np.int32]
    prepares: NDArray[np.bool_]
    corrects: NDArray[np.bool_]
    retracts: NDArray[np.bool_]
    ends: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the links."""
        return len(self.start)


def find_bonds(evidence: EvidenceColumns, links: Links, denied: NDArray[np.int64], acts: Acts) -> Bonds:
    """Find what links do in each key.

    Parameters
    ----------
    evidence
        All of it; `evidence.bonds` plays no part.
    links
        Those of the document.
    denied
        (d,), denied entries paired with the parties that deny them.
    acts
        All entries that count, sorted by entry.

    Notes
    -----
    A link that ends and corrects nothing does not matter where the dates say the same: what comes certainly
    later is heard, and comes, after. Denials, links against the dates, endings of reports and several
    endings or corrections by one act are left to the plain rule.
    """
    if not len(links):
        return Bonds.none()
    key = key_numbers(evidence.party, evidence.topic)
    enders, ended, tangled = _endings(evidence, key, links, acts)
    start, goal, more_tangled = _corrections(evidence, key, links, (enders, key[ended]))
    is_denied = np.isin(paired(evidence.acts.entry, evidence.party), denied)
    numbers = each_once(np.concatenate([tangled, more_tangled, key[is_denied]]))
    first = np.flatnonzero(np.diff(key, prepend=-1))[numbers]
    keys = np.stack([evidence.party[first], evidence.topic[first]], axis=1)
    return Bonds(enders, ended, start, goal, keys)


def _endings(
    evidence: EvidenceColumns, key: NDArray[np.int32], links: Links, acts: Acts
) -> tuple[Acts, NDArray[np.int32], NDArray[np.int32]]:
    """Give the acts that end what evidence says, its rows, and the keys in which that is tangled."""
    links = links[np.flatnonzero(links.ends)]
    order = np.argsort(evidence.acts.entry, kind="stable")
    entries = evidence.acts.entry[order]
    first = entries.searchsorted(links.goal, "left")
    count = entries.searchsorted(links.goal, "right") - first
    ended = order[places_within(first, count)]
    links = links[np.repeat(np.arange(len(links)), count)]
    by = paired(key[ended], links.start)
    speaks = (evidence.mode != REPORTED) & CAN_BE_POSITION[evidence.non_value]
    positions = paired(key, evidence.acts.entry)[speaks & np.isin(evidence.acts.entry, links.start)]
    kept = np.flatnonzero(~(links.retracts & np.isin(by, positions)))
    links, ended, by = links[kept], ended[kept], by[kept]
    several = np.zeros(len(by), np.bool_)
    sorting = np.argsort(by)
    several[sorting[tied(by[sorting])]] = True
    falls = paired(evidence.fallen, evidence.falls.entry)
    is_fall = np.isin(paired(evidence.party[ended], links.start), falls)
    is_tangled = several | is_fall | (evidence.mode[ended] == REPORTED)
    rows, _ = acts.find(links.start)
    return acts[rows], ended.astype(np.int32), key[ended[is_tangled]]


def _corrections(
    evidence: EvidenceColumns,
    key: NDArray[np.int32],
    links: Links,
    endings: tuple[Acts, NDArray[np.int32]],
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Give the rows that correct others whatever their rank, those others, and the keys that are tangled."""
    falls_of, falls = falls_heard(evidence, key)
    keys = np.concatenate([key, falls_of, endings[1]])
    acts = evidence.acts + evidence.falls[falls] + endings[0]
    is_linked = np.flatnonzero(np.isin(acts.entry, np.concatenate([links.start, links.goal])))
    start, goal, of = _links_within(keys[is_linked], acts.entry[is_linked], links)
    start, goal = is_linked[start], is_linked[goal]
    later, earlier = np.where(of.prepares, (goal, start), (start, goal))
    against_dates = acts.begin_lo[later] <= acts.end_hi[earlier]
    corrects = of.corrects & (start < len(key)) & (goal < len(key))
    start, goal, against = start[corrects], goal[corrects], keys[start[against_dates]]
    matters = (evidence.rank[start] < HIGHEST_RANK) & (evidence.mode[start] != REPORTED)
    start, goal = start[matters], goal[matters]
    order = np.argsort(start, kind="stable")
    start, goal = start[order], goal[order]
    several = key[start[tied(start)]]
    tangled = np.concatenate([against, several, np.intersect1d(key[start], falls_of)])
    return start.astype(np.int32), goal.astype(np.int32), tangled


def _links_within(
    keys: NDArray[np.int32], entries: NDArray[np.int32], links: Links
) -> tuple[NDArray[np.intp], NDArray[np.intp], Links]:
    """Find the rows of start and goal of each link and key that has both."""
    together = paired(entries, keys)
    order = np.argsort(together, kind="stable")
    together, sorted_entries = together[order], entries[order]
    first = sorted_entries.searchsorted(links.start, "left")
    count = sorted_entries.searchsorted(links.start, "right") - first
    start = order[places_within(first, count)]
    links = links[np.repeat(np.arange(len(count)), count)]
    wanted = paired(links.goal, keys[start])
    place = np.minimum(together.searchsorted(wanted), max(len(together) - 1, 0))
    found = np.flatnonzero(together[place] == wanted)
    return start[found], order[place[found]], links[found]
