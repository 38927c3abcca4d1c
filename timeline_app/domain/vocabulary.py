"""The closed lists of the field: kinds, roles, modes, values, relations, grades; no rule beyond membership.

The same words stand in the schema's CHECKs, in the exchange format and in the interface.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

PartyKind = Literal["state", "government", "nonstate", "igo", "bloc", "format", "subnational"]
NameKind = Literal["official", "common", "former", "self", "contested"]
PartyRelationKind = Literal["government of", "part of", "member of", "successor of", "backs", "claims"]
TopicKind = Literal["area", "issue", "proposition"]
EntryKind = Literal[
    "statement",
    "demand",
    "appeal",
    "precondition",
    "offer",
    "promise",
    "proposal",
    "acceptance",
    "concession",
    "refusal",
    "denial",
    "accusation",
    "endorsement",
    "threat",
    "ultimatum",
    "warning",
    "announcement",
    "démarche or note",
    "reported position",
    "silence",
    "talks",
    "visit or call",
    "joint statement",
    "agreement",
    "vote",
    "veto",
    "mediation",
    "action",
    "sanction",
    "recognition",
    "summons",
    "recall or expulsion",
    "walk-out",
    "change of government",
    "context event",
]
EntryGroup = Literal["words", "talks", "deeds", "context"]
DateBasis = Literal["explicit", "publication", "inferred", "imprecise", "general knowledge"]
EntryStatus = Literal["draft", "coded", "reviewed"]
Role = Literal[
    "actor",
    "participant",
    "addressee",
    "object",
    "host",
    "mediator",
    "observer",
    "signatory",
    "named",
    "absent",
]
StanceValue = Literal[-2, -1, 0, 1, 2]
NonValue = Literal["none recorded", "declined to comment", "ambiguous", "contested"]
Mode = Literal["explicit", "joint", "vote", "deed", "implied", "reported"]
Confidence = Literal["high", "moderate", "low"]
ConditionsNeeded = Literal["all", "any"]
ConditionKind = Literal["precondition", "demand", "offer", "threat", "red line", "guarantee"]
ConditionState = Literal[
    "stated", "reaffirmed", "met", "partly met", "violated", "waived", "rejected", "moot"
]
LinkRelation = Literal[
    "reaffirms",
    "clarifies",
    "revises",
    "reverses",
    "retracts",
    "denies",
    "responds to",
    "rejects",
    "accepts",
    "fulfils",
    "violates",
    "contradicts",
    "supersedes",
    "prepares",
    "follows",
    "triggered by",
    "ends",
]
FigureBound = Literal["exact", "at least", "more than", "about", "at most", "in words"]
SourceType = Literal["primary", "state media", "agency", "press", "aggregator", "social", "leak"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Wording = Literal["direct", "indirect", "narrator"]
Direction = Literal["ltr", "rtl"]
VariableKind = Literal["choice", "number", "text", "yes/no"]
VariableTarget = Literal["entry", "stance"]
Grouping = Literal["state", "party", "speaker", "topic", "kind"]
"""What makes a lane."""

ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
STANCE_VALUES: tuple[StanceValue, ...] = get_args(StanceValue)
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

_FIRST_OF_GROUP: tuple[tuple[EntryKind, EntryGroup], ...] = (
    ("context event", "context"),
    ("action", "deeds"),
    ("talks", "talks"),
    ("statement", "words"),
)

STANCE_WORDS: dict[int, str] = {
    -2: "opposes",
    -1: "opposes with reservations",
    0: "neutral",
    1: "supports with reservations",
    2: "supports",
}
STANCE_GLYPHS: dict[int, str] = {-2: "\u2212\u2009\u2212", -1: "\u2212", 0: "0", 1: "+", 2: "+\u2009+"}
RELIABILITY_WORDS: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY_WORDS: dict[int, str] = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


@cache
def group_of(kind: str) -> EntryGroup:
    """Tell the group of an entry kind, which fixes the shape of its mark.

    Raises
    ------
    ValueError
        If the kind is none of ours.
    """
    place = ENTRY_KINDS.index(kind)  # pyright: ignore[reportArgumentType]
    return next(group for first, group in _FIRST_OF_GROUP if place >= ENTRY_KINDS.index(first))
