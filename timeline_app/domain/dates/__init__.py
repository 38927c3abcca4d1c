"""Dates: EDTF in, day ordinals out, and words for people; knows no storage, no entry and no time zone."""

from __future__ import annotations

from timeline_app.domain.dates.bounds import Bounds, evidence_day
from timeline_app.domain.dates.compare import Order, compare
from timeline_app.domain.dates.days import civil, day_in_words, day_text, ordinal, thirds, weekday
from timeline_app.domain.dates.edtf import parse
from timeline_app.domain.dates.shifting import lengthened, shifted
from timeline_app.domain.dates.style import set_date_style, set_week_start, week_start
from timeline_app.domain.dates.typed import Understood, understand
from timeline_app.domain.dates.words import in_words

__all__ = [
    "Bounds",
    "Order",
    "Understood",
    "civil",
    "compare",
    "day_in_words",
    "day_text",
    "evidence_day",
    "in_words",
    "lengthened",
    "ordinal",
    "parse",
    "set_date_style",
    "set_week_start",
    "shifted",
    "thirds",
    "understand",
    "week_start",
    "weekday",
]
