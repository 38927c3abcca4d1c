"""What rows are called where they leave the program: code, else name; of entries the uid. In stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.records import Topic
from timeline_app.storage.narrowing import among
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from timeline_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class ExchangeNames:
    """Names by id; parties and topics in the order of the codebook.

    Attributes
    ----------
    parties
        Code, else name.
    topics
        Code, else wording.
    conditions
        Their texts.
    """

    parties: Mapping[int, str]
    topics: Mapping[int, str]
    conditions: Mapping[int, str]


def read_names(store: Store) -> ExchangeNames:
    """Read what parties, topics and conditions are called."""
    parties = "SELECT id, coalesce(nullif(code, ''), name) FROM party ORDER BY lane_order, name, uid"
    return ExchangeNames(
        parties=dict(store.conn.execute(parties).fetchall()),
        topics=_topics(store),
        conditions=dict(store.conn.execute("SELECT id, text FROM condition").fetchall()),
    )


def entry_names(store: Store, entries: Collection[int]) -> dict[int, str]:
    """Read what some entries are called: code, else uid."""
    condition, values = among("id", entries)
    query = f"SELECT id, coalesce(nullif(code, ''), uid) FROM entry WHERE {condition}"
    return dict(store.conn.execute(query, values).fetchall())


def _topics(store: Store) -> dict[int, str]:
    """Go through the codebook from the top, each topic before what stands under it."""
    under: dict[int | None, list[Topic]] = {}
    for topic in rows(store, Topic):
        under.setdefault(topic.parent_id, []).append(topic)
    found: dict[int, str] = {}
    todo = [iter(_in_order(under.get(None, [])))]
    while todo:
        topic = next(todo[-1], None)
        if topic is None:
            todo.pop()
        elif topic.id not in found:
            found[topic.id] = topic.code or topic.wording
            todo.append(iter(_in_order(under.get(topic.id, []))))
    in_circles = [topic for listed in under.values() for topic in listed if topic.id not in found]
    return found | {topic.id: topic.code or topic.wording for topic in _in_order(in_circles)}


def _in_order(topics: list[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: (topic.sort_order, topic.code or "", topic.wording, topic.uid))
