"""A shown position in words: whose, on what, and why it is so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline_app.domain.explaining import Names, explain_cell
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Condition
from timeline_app.domain.vocabulary import STANCE_WORDS
from timeline_app.layout.lanes import party_label
from timeline_app.storage.rows import get

if TYPE_CHECKING:
    from timeline_app.columns.shown import ShownCell
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.cells import Dossier
    from timeline_app.session import Session


def position_words(session: Session, party: int, topic: int, day: int) -> tuple[str, str]:
    """Say whose position on what is shown as of a day, a day ordinal, and why: a heading and sentences."""
    heading = position_heading(session.timeline, party, topic)
    return heading, reason_words(session, session.dossier(party, topic), day)


def position_heading(timeline: Timeline, party: int, topic: int) -> str:
    """Say whose position on what."""
    return f"{party_label(timeline.parties[party])}: {one_line(timeline.topics[topic].wording)}"


def reason_words(session: Session, dossier: Dossier | None, day: int) -> str:
    """Say why a cell is as it is as of a day, from all the evidence on it, None if there is none."""
    return explain_cell(dossier, day, Names(partial(_entry_name, session), partial(_condition_name, session)))


def _entry_name(session: Session, entry: int) -> str:
    return f"“{session.titles([entry]).get(entry, '')}”"


def _condition_name(session: Session, condition: int) -> str:
    found = get(session.store, Condition, condition)
    return one_line(found.text) if found else ""


def shown_words(cell: ShownCell | None) -> str:
    """Say what is shown as of a day, None for nothing: the value, how we know, when it was last heard."""
    if cell is None:
        return "none recorded"
    value = cell.non_value or ("no value" if cell.value is None else STANCE_WORDS[cell.value])
    words = [value, "on condition" * cell.conditional, "only reported" * cell.reported]
    heard = "heard on the day itself" if not cell.age else f"last heard {cell.age} days before"
    words += [heard, "stale" * cell.is_stale]
    return ", ".join(word for word in words if word)
