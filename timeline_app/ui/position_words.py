"""A shown position in words: whose, on what, and why it is so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline_app.domain.explaining import NONE_RECORDED, Names, explain
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Condition
from timeline_app.layout.lanes import party_label
from timeline_app.storage.rows import get

if TYPE_CHECKING:
    from timeline_app.session import Session


def position_words(session: Session, party: int, topic: int, day: int) -> tuple[str, str]:
    """Say whose position on what is shown as of a day, a day ordinal, and why: a heading and sentences."""
    timeline = session.timeline
    spans = session.spans(party, topic)
    held = next((s for s in spans if s.start <= day and (s.end is None or day < s.end)), None)
    heading = f"{party_label(timeline.parties[party])}: {one_line(timeline.topics[topic].wording)}"
    if held is None:
        return heading, NONE_RECORDED
    names = Names(partial(_entry_name, session), partial(_condition_name, session))
    return heading, explain(held.position, day, decay_days=timeline.topics[topic].decay_days, names=names)


def _entry_name(session: Session, entry: int) -> str:
    return f"“{session.titles([entry]).get(entry, '')}”"


def _condition_name(session: Session, condition: int) -> str:
    found = get(session.store, Condition, condition)
    return one_line(found.text) if found else ""
