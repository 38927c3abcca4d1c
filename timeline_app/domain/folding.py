"""The plain rule that folds evidence on a party and a proposition into positions.

Knows records only: no names, no file, no day on which somebody looks.

Notes
-----
The rules are those of the positions page of the design, numbered as there (0 to 5).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from timeline_app.domain.evidence import LinkOrder, comes_after, contested, in_order
from timeline_app.domain.positions import Fold, Position, Signal, Step, latest_report

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from timeline_app.domain.evidence import Act, Evidence
    from timeline_app.domain.positions import Denial, Ending, EndingKind


_CORRECTS = ("revises", "reverses", "retracts")


@dataclass(slots=True)
class _Folding:
    """One fold while it runs: what it hears, and what it has come to."""

    stances: dict[int, Evidence]
    reported: list[Evidence]
    endings: list[Ending]
    denials: list[Denial]
    decay_days: int
    links: LinkOrder
    steps: list[Step] = field(default_factory=list[Step])
    current: Position | None = None
    carried: set[int] = field(default_factory=set[int])
    denied: set[int] = field(default_factory=set[int])
    early: list[Signal] = field(default_factory=list[Signal])
    heard: list[Step | Signal] = field(default_factory=list["Step | Signal"])

    def set(self, position: Position | None, act: Act, ending: EndingKind | None = None) -> None:
        """Make a position current, or none."""
        self.current = position
        self.steps.append(Step(act, position, ending))
        self.heard.append(self.steps[-1])


def fold(
    evidence: Iterable[Evidence],
    endings: Iterable[Ending] = (),
    denials: Iterable[Denial] = (),
    *,
    decay_days: int = 365,
) -> Fold:
    """Fold the evidence on one party and proposition into its positions over time.

    Parameters
    ----------
    evidence
        At most one an entry, drafts and filtered ones left out, in any order.
    endings, denials
        Acts that end positions, and acts of this party that deny, in any order; those of entries without
        evidence here are passed over.
    decay_days
        Days after which a position of this topic is stale.
    """
    found = {e.act.entry: e for e in evidence}
    first_hand = {entry: e for entry, e in found.items() if e.is_first_hand}
    of_these = [ending for ending in endings if ending.of_entry is None or ending.of_entry in found]
    of_these.sort(key=lambda ending: ending.kind, reverse=True)
    denied = [denial for denial in denials if denial.of_entry in found]
    acts = _ranked_acts(first_hand, of_these, denied)
    links = LinkOrder(act for act, _ in acts)
    state = _Folding(first_hand, _reports_in_order(found), of_these, denied, decay_days, links)
    for act in in_order(acts, links):
        _hear(state, act)
    of_reports = [denial for denial in denied if denial.of_entry not in first_hand]
    of_reports.sort(key=lambda denial: (denial.act.day, denial.act.code, denial.act.uid, denial.of_entry))
    return Fold(
        steps=tuple(state.steps),
        reported=tuple(state.reported),
        denials=tuple(of_reports),
        early=tuple(state.early),
        heard=tuple(state.heard),
    )


def _reports_in_order(found: dict[int, Evidence]) -> list[Evidence]:
    acts = in_order((e.act, e.rank) for e in found.values() if e.can_be_report)
    return [found[act.entry] for act in acts]


def _ranked_acts(
    first_hand: dict[int, Evidence], endings: Sequence[Ending], denials: Sequence[Denial]
) -> list[tuple[Act, int | None]]:
    acts: dict[int, tuple[Act, int | None]] = {denial.act.entry: (denial.act, None) for denial in denials}
    acts |= {ending.act.entry: (ending.act, 0) for ending in endings}
    acts |= {entry: (e.act, e.rank) for entry, e in first_hand.items()}
    return list(acts.values())


def _hear(state: _Folding, act: Act) -> None:
    """Let an act end what is current, deny it, or take a stance, in this order."""
    if ending := next((e for e in state.endings if e.act.entry == act.entry and _ends(state, e)), None):
        state.set(None, act, ending.kind)
    for denial in state.denials:
        if denial.act.entry == act.entry:
            _deny(state, denial)
    if stance := state.stances.get(act.entry):
        _weigh(state, contested(stance) if act.entry in state.denied else stance)


def _ends(state: _Folding, ending: Ending) -> bool:
    """Tell whether an act ends what is current, or the report that is shown in its place (rule 5)."""
    if ending.of_entry is None:
        return True
    own = state.stances.get(ending.act.entry)
    if ending.kind == "retracted" and own and own.can_be_position:
        return False
    if state.current:
        return state.current.is_carried_by(ending.of_entry)
    shown = latest_report(state.reported, state.steps[-1].act if state.steps else None, ending.act.day)
    return shown is not None and shown.act.entry == ending.of_entry


def _deny(state: _Folding, denial: Denial) -> None:
    """Make what the denied entry says contested, now and should it be heard later (rule 5)."""
    state.denied.add(denial.of_entry)
    if state.current and state.current.is_carried_by(denial.of_entry):
        state.set(_contest(state.current, denial), denial.act)


def _contest(current: Position, denial: Denial) -> Position:
    carriers = tuple(contested(e) if e.act.entry == denial.of_entry else e for e in current.carriers)
    if current.mixed or current.non_value == "contested":
        return replace(current, carriers=carriers)
    return replace(current, carriers=carriers, non_value="contested", since=denial.act.day)


def _weigh(state: _Folding, stance: Evidence) -> None:
    """Take a first-hand stance as the new position, or set it aside (rules 2 to 4)."""
    if not stance.can_be_position or is_outranked(
        state.current, stance, state.carried, decay_days=state.decay_days
    ):
        _set_aside(state, stance)
        return
    state.set(_next_position(state.current, stance, state.links), stance.act)
    state.carried.add(stance.act.entry)


def is_outranked(
    current: Position | None, stance: Evidence, carried: Container[int], *, decay_days: int
) -> bool:
    """Tell whether a fresh position of higher rank stands in the way of a stance (rule 3).

    Parameters
    ----------
    carried
        The entries that have carried a position so far: one that corrects them is never held up.
    """
    if current is None or stance.rank >= current.rank or current.is_stale(stance.act.day, decay_days):
        return False
    return not any(entry in carried for relation, entry in stance.act.links if relation in _CORRECTS)


def _set_aside(state: _Folding, stance: Evidence) -> None:
    signal = Signal(stance, "at odds" if _is_at_odds(state.current, stance) else "weak signal")
    state.heard.append(signal)
    if state.current is None:
        state.early.append(signal)
        return
    state.current = replace(state.current, signals=(*state.current.signals, signal))
    state.steps[-1] = replace(state.steps[-1], position=state.current)


def _is_at_odds(current: Position | None, stance: Evidence) -> bool:
    """Tell whether a deed speaks against the position."""
    if current is None or stance.mode != "deed":
        return False
    return (current.value or 0) * (stance.value or 0) < 0


def _next_position(current: Position | None, stance: Evidence, links: LinkOrder) -> Position:
    if current and _is_mixed_with(current, stance, links):
        return _mix(current, stance)
    return Position.made_by(stance, current if current and _is_reaffirmed(current, stance) else None)


def _is_reaffirmed(current: Position, stance: Evidence) -> bool:
    """Tell whether a stance keeps value and conditions; a mixed position has neither value nor non-value."""
    return (current.value, current.non_value, current.conditions) == (
        stance.value,
        stance.non_value,
        stance.conditions,
    )


def _is_mixed_with(current: Position, stance: Evidence, links: LinkOrder) -> bool:
    """Tell whether nothing puts the stance in order with what it would displace (rule 4)."""
    if stance.rank > current.rank:
        return False
    if all(comes_after(stance.act, e.act, links) for e in current.carriers):
        return False
    earlier = current.carriers[-1]
    return current.mixed or (
        stance.rank == current.rank
        and stance.reading != earlier.reading
        and not comes_after(earlier.act, stance.act, links)
    )


def _mix(current: Position, stance: Evidence) -> Position:
    day = stance.act.day
    return Position(
        since=current.since if current.mixed else day,
        day=day,
        carriers=(*current.carriers, stance),
        value=None,
        non_value=None,
        mode=stance.mode,
        conditions=frozenset(),
        mixed=True,
        heard=(*current.heard, day) if current.mixed else (day,),
    )
