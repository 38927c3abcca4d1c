"""What an act says about a party's position, under which conditions, and how else it may be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from timeline_app.domain.fields import choice, date, flag, json_text, line, reference, text
from timeline_app.domain.records.base import Record
from timeline_app.domain.vocabulary import (
    STANCE_VALUES,
    ConditionKind,
    ConditionsNeeded,
    ConditionState,
    Confidence,
    Mode,
    NonValue,
    StanceValue,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """Who demands what of whom, and what it unlocks; the value of a stance holds if it is met."""

    TABLE: ClassVar[str] = "condition"
    code: str | None = line("Code", searched=True)
    kind: ConditionKind = choice("Kind", get_args(ConditionKind), "precondition")
    text: str = text("Text", searched=True, required=True)
    demanded_by_id: int | None = reference("Demanded by", "party")
    demanded_of_id: int | None = reference("Demanded of", "party")
    unlocks_id: int | None = reference("Unlocks", "topic", like=(("kind", "proposition"),))
    deadline: str | None = date("Deadline")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionStatus(Record):
    """A dated change in the status of a condition, with the entry that made it."""

    TABLE: ClassVar[str] = "condition_status"
    condition_id: int = reference("Condition", "condition", required=True)
    status: ConditionState = choice("Status", get_args(ConditionState), "stated")
    date: str | None = date("Date")
    entry_id: int | None = reference("Entry", "entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(Record):
    """What an entry says about a party's position on a proposition.

    `value` is the preferred reading from -2 (opposes) to 2 (supports); it stands beside a non-value only
    where that is *contested*.
    """

    TABLE: ClassVar[str] = "stance"
    entry_id: int = reference("Entry", "entry", required=True)
    party_id: int = reference("Party", "party", required=True)
    topic_id: int = reference("Topic", "topic", required=True, like=(("kind", "proposition"),))
    value: StanceValue | None = choice("Value", STANCE_VALUES)
    non_value: NonValue | None = choice("Non-value", get_args(NonValue))
    mode: Mode = choice("Mode", get_args(Mode), "explicit")
    conditions_needed: ConditionsNeeded = choice(
        "Conditions needed", get_args(ConditionsNeeded), "all", aside=True
    )
    justification: str | None = text("Justification (the party's own reason)", searched=True, aside=True)
    confidence: Confidence | None = choice("Confidence", get_args(Confidence), aside=True)
    rationale: str | None = text("Rationale (the coder's)", searched=True, aside=True)
    adopted: int = flag("Adopted", aside=True)
    origins: str | None = json_text("Origins")


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCondition(Record):
    """A condition that a stance carries."""

    TABLE: ClassVar[str] = "stance_condition"
    stance_id: int = reference("Stance", "stance", required=True)
    condition_id: int = reference("Condition", "condition", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(Record):
    """One reading of a contested stance, the preferred one among them."""

    TABLE: ClassVar[str] = "alternative"
    stance_id: int = reference("Stance", "stance", required=True)
    value: StanceValue | None = choice("Value", STANCE_VALUES)
    citation_id: int | None = reference("Citation", "citation")
    reader_id: int | None = reference("Reading of the coder", "coder")
    rationale: str | None = text("Rationale", searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeCondition(Record):
    """A condition that a reading carries."""

    TABLE: ClassVar[str] = "alternative_condition"
    alternative_id: int = reference("Alternative", "alternative", required=True)
    condition_id: int = reference("Condition", "condition", required=True)
