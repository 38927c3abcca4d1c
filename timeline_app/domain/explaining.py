"""Why a position is shown, in sentences made from the rule that applied; knows no file and no widget.

Notes
-----
The rules are those of the positions page of the design, numbered as there (0 to 5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.positions import step_as_of
from timeline_app.domain.vocabulary import STANCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.domain.cells import Dossier
    from timeline_app.domain.evidence import Evidence
    from timeline_app.domain.positions import Fold, Position, Signal, Step
    from timeline_app.domain.vocabulary import Mode

NONE_RECORDED = "None recorded."

_MODE_WORDS: dict[Mode, str] = {
    "explicit": "stated in",
    "joint": "stated jointly in",
    "vote": "voted in",
    "deed": "shown by the deed",
    "implied": "implied by",
    "reported": "described in",
}


@dataclass(frozen=True, slots=True)
class Names:
    """How entries and conditions are called, by their ids."""

    entry: Callable[[int], str]
    condition: Callable[[int], str]


def explain(position: Position, day: int, *, decay_days: int, names: Names) -> str:
    """Say why a position is shown as of a day.

    Parameters
    ----------
    position
        As `position_as_of` gives it for that day.
    day
        The as-of day, a proleptic Gregorian ordinal.
    decay_days
        Days after which a position of its topic is stale.
    """
    age = day - position.day
    sentences = [
        _mixed(position, names) if position.mixed else _carried(position.carriers[-1], names),
        _reason(position),
        f"Last heard {_days(age)} before {day_in_words(day)}."
        if age
        else f"Heard on {day_in_words(day)} itself.",
        _lapsed(position, decay_days) if position.is_stale(day, decay_days) else "",
        _set_aside(position.signals, names),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def explain_blank(step: Step | None, names: Names) -> str:
    """Say why no position is shown, from the step that holds on the day."""
    if step is None or step.ending is None:
        return NONE_RECORDED
    act = f"{names.entry(step.act.entry)} of {day_in_words(step.day)}"
    return f"None recorded: any earlier position was {step.ending} by {act}, and nothing was heard since."


def explain_cell(dossier: Dossier | None, day: int, names: Names) -> str:
    """Say why a cell is as it is as of a day, a blank one too, and what may have been said by then.

    Parameters
    ----------
    dossier
        All the evidence on the party and proposition; None if there is none.
    day
        The as-of day, a proleptic Gregorian ordinal.
    names
        How entries and conditions are called.
    """
    if dossier is None:
        return _never_heard(day)
    cell = dossier.cell(day)
    if cell.position:
        said = explain(cell.position, day, decay_days=cell.decay_days, names=names)
    else:
        said = _why_blank(dossier.result, day, names)
    return " ".join([said, *(_possible(evidence, names) for evidence in cell.possibly)])


def _why_blank(result: Fold, day: int, names: Names) -> str:
    step = step_as_of(result, day)
    said = explain_blank(step, names) if step and step.ending else _never_heard(day)
    ended = step.day if step else -math.inf
    aside = _set_aside([s for s in result.early if ended <= s.day <= day], names)
    return f"{said} {aside}".strip()


def _never_heard(day: int) -> str:
    return f"None recorded: nothing that was certainly said by {day_in_words(day)} tells where it stands."


def _possible(evidence: Evidence, names: Names) -> str:
    words = _reading(evidence) + _conditions(evidence, names)
    entry = f"{_MODE_WORDS[evidence.mode]} {names.entry(evidence.act.entry)}"
    return f"Possibly by then: {words}, {entry}, at the latest on {day_in_words(evidence.act.day)}."


def _lapsed(position: Position, decay_days: int) -> str:
    lapse = day_in_words(position.day + decay_days + 1)
    return f"It is stale: more than {_days(decay_days)} old. It lapsed on {lapse}."


def _carried(evidence: Evidence, names: Names) -> str:
    words = _reading(evidence) + _conditions(evidence, names)
    return f"{words[0].upper()}{words[1:]}: {_source(evidence, names)}."


def _mixed(position: Position, names: Names) -> str:
    parts = (f"{_reading(e)}{_conditions(e, names)} ({_source(e, names)})" for e in position.carriers)
    return f"Mixed: {'; '.join(parts)}."


def _source(evidence: Evidence, names: Names) -> str:
    entry = f"{names.entry(evidence.act.entry)}, {day_in_words(evidence.act.day)}"
    doubt = ", whose best citation is graded E or 5" if evidence.low_grade else ""
    return f"{_MODE_WORDS[evidence.mode]} {entry}{doubt}"


def _reading(evidence: Evidence) -> str:
    if evidence.non_value == "contested":
        return _contested(evidence)
    return _value(evidence.value) if evidence.value is not None else str(evidence.non_value)


def _contested(evidence: Evidence) -> str:
    if evidence.value is None:
        torn = [_value(value) for value in evidence.readings]
        return f"contested between {_listed(torn, 'and')}" if len(torn) > 1 else "contested"
    others = [_value(value) for value in evidence.readings if value != evidence.value]
    instead = f", read otherwise as {_listed(others, 'or')}" if others else ""
    return f"{_value(evidence.value)}, but contested{instead}"


def _value(value: int | None) -> str:
    return "no clear value" if value is None else STANCE_WORDS[value]


def _conditions(evidence: Evidence, names: Names) -> str:
    texts = [names.condition(condition) for condition in sorted(evidence.conditions)]
    return f", if {_listed(texts, 'or' if evidence.any_suffices else 'and')}" if texts else ""


def _reason(position: Position) -> str:
    """Name the rule by which it is shown."""
    if position.mode == "reported":
        return "No first-hand position holds, so the latest report stands in, hollow."
    if position.mixed:
        return "They rank alike, and neither dates, local times nor links tell which came last."
    if len(position.heard) > 1:
        return f"The same has been heard {len(position.heard)} times since {day_in_words(position.since)}."
    return "Nothing as firm has been heard since."


def _set_aside(signals: Iterable[Signal], names: Names) -> str:
    parts = [f"{_aside(signal.evidence, names)}, {signal.kind}" for signal in signals]
    return f"Set aside: {'; '.join(parts)}." if parts else ""


def _aside(evidence: Evidence, names: Names) -> str:
    return f"{names.entry(evidence.act.entry)} ({_reading(evidence)}, {evidence.mode})"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(words)
