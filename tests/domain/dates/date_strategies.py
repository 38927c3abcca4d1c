"""Generated dates, as EDTF and as typed, for the property tests."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

days = st.dates(date(1000, 1, 2), date(9998, 12, 30))
marks = st.sampled_from(("", "", "", "?", "~", "%"))


def months_of(day: date) -> str:
    return f"{day:%Y-%m}"


plain_dates = st.one_of(
    days.map(date.isoformat),
    days.map(months_of),
    days.map(lambda day: f"{day:%Y}"),
)
masked_dates = st.one_of(
    days.map(lambda day: f"{day:%Y-%m}-XX"),
    days.map(lambda day: f"{day:%Y}-XX"),
    days.map(lambda day: f"{day:%Y}-XX-XX"),
    days.map(lambda day: f"{day:%Y}"[:3] + "X"),
    days.map(lambda day: f"{day:%Y}"[:2] + "XX"),
    days.map(lambda day: f"{day:%Y}"[:1] + "XXX"),
    days.map(lambda day: f"{day:%Y-%m-%d}"[:-1] + "X"),
    days.map(lambda day: f"{day:%Y-%m}"[:-1] + "X"),
)
seasons = st.builds(lambda day, code: f"{day:%Y}-{code}", days, st.integers(21, 24))
odd_years = st.one_of(
    st.integers(1, 9998).map(lambda year: f"-{year:04d}"),
    st.integers(0, 999).map(lambda year: f"{year:04d}"),
    st.integers(10_000, 999_999_999).map(lambda year: f"Y{year}"),
    st.integers(10_000, 999_999_999).map(lambda year: f"Y-{year}"),
    days.map(lambda day: f"-{day:%Y-%m}-01"),
)
elements = st.builds(
    str.__add__, st.one_of(plain_dates, plain_dates, masked_dates, seasons, odd_years), marks
)
ordered_days = st.tuples(days, days).map(sorted)
marked_days = st.tuples(ordered_days, marks, marks).map(
    lambda drawn: (drawn[0][0].isoformat() + drawn[1], drawn[0][1].isoformat() + drawn[2])
)
intervals = st.one_of(
    marked_days.map("/".join),
    elements.map("../{}".format),
    elements.map("/{}".format),
    elements.map("{}/..".format),
    elements.map("{}/".format),
)
sets = st.one_of(
    marked_days.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    st.lists(elements, min_size=1, max_size=4).map(lambda members: f"[{','.join(members)}]"),
    elements.map("[..{}]".format),
    elements.map("[{}..]".format),
    st.tuples(elements, marked_days, elements).map(lambda t: f"[..{t[0]},{t[1][0]}..{t[1][1]},{t[2]}..]"),
)
edtf = st.one_of(elements, intervals, sets)


def _spelt(day: date, form: int) -> str:
    month = MONTHS[day.month - 1]
    return (
        f"{day.day} {month} {day:%Y}",
        f"{day.day} {month[:3]} {day:%Y}",
        f"{month} {day.day}, {day:%Y}",
        f"{month[:3]}. {day.day} {day:%Y}",
        f"the {day.day}{_ending(day.day)} of {month} {day:%Y}",
        f"{day.day}.{day.month}.{day:%Y}",
        f"{day:%Y/%m/%d}",
        f"{day.day}-{month[:3]}-{day:%Y}",
        f"{day:%A}, {day.day} {month} {day:%Y}",
        day.isoformat(),
    )[form]


def _ending(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


forms = st.integers(0, 9)
typed_days = st.builds(lambda day, form: (_spelt(day, form), day), days, forms)
typed_pairs = st.builds(
    lambda pair, first, last: ((_spelt(pair[0], first), _spelt(pair[1], last)), pair),
    ordered_days,
    forms,
    forms,
)
