"""What makes entering easy: suggestions, cited texts, rows opened from a picker, nothing lost by Esc."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hands import (
    ALT,
    CTRL,
    Key,
    field_of,
    fill,
    find,
    focus,
    is_in_sight,
    new_dialog,
    pick,
    press,
    save,
    write,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from timeline_app.domain.records import (
    Citation,
    CollectionLimit,
    Document,
    Entry,
    Note,
    Participation,
    Party,
    Person,
    Revision,
    Source,
    Stance,
    Tenure,
    Topic,
    Value,
    Variable,
)
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.history import steps
from timeline_app.storage.rows import count, rows
from timeline_app.ui.inspector.new_entry import NewEntryPage

if TYPE_CHECKING:
    from timeline_app.ui.window import Window

TEXT = "He said yes.\nThey said no, and no\nagain. The end\u00a0is near."


def some_entry(window: Window, title: str = "An entry") -> int:
    """Make an entry and select it; the focus is on its card."""
    made = window.session.put(Entry(title=title, date="2024-12-02"))
    window.session.select(made.id)
    window.inspector.focus_entry()
    return made.id


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, CTRL)


def test_words_are_found_in_the_text_of_their_source(empty: Window) -> None:
    store = empty.session.store
    some_entry(empty)
    press(Key.Key_3, ALT)
    pick("A report")
    new_dialog("New source")
    find("Add text")
    press(Key.Key_Return)
    paste(TEXT)
    save()
    fill("Exact words", "and no again")  # the line break of the text is let pass
    press(Key.Key_Tab)
    find("Exact words", back=True)
    assert "found" in field_of(focus())._said.text().lower()
    save()
    text, citation = next(rows(store, Revision)), next(rows(store, Citation))
    assert (text.number, text.text) == (1, TEXT)
    assert text.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert citation.revision_id == text.id
    assert TEXT[citation.start : citation.end] == citation.exact == "and no\nagain"

    # Words that stand there twice are tied to no place, until what stands before them tells.
    press(Key.Key_Return)
    fill("Exact words", "said")
    press(Key.Key_Tab)
    assert next(rows(store, Citation)).start is None
    find("Exact words", back=True)
    assert "2 times" in field_of(focus())._said.text()
    press(Key.Key_M, ALT)
    fill("Words before", "They ")
    save()
    assert next(rows(store, Citation)).start == TEXT.index("said no")


def test_a_text_is_kept_as_it_is(empty: Window) -> None:
    source = empty.session.put(Source(title="A report"))
    text = empty.session.put(Revision(source_id=source.id, text=TEXT, sha256="0"))
    press(Key.Key_4, CTRL)
    press(Key.Key_Down)
    press(Key.Key_Return)
    find("Add text")
    press(Key.Key_Return)
    write("Another")
    save()
    assert [(r.number, r.text) for r in rows(empty.session.store, Revision)] == [(1, TEXT), (2, "Another")]
    find("Text, Enter to edit")
    press(Key.Key_Return)
    find("Text")
    write("x")
    press(Key.Key_Tab)
    assert next(rows(empty.session.store, Revision, id=text.id)).text == TEXT


def test_a_stance_and_a_citation_begin_as_the_last_did(empty: Window) -> None:
    session = empty.session
    party, other = session.put(Party(name="Here")), session.put(Party(name="There"))
    topic = session.put(Topic(wording="It should be"))
    source = session.put(Source(title="A report"))
    first = session.put(Entry(title="One"))
    session.put(Stance(entry_id=first.id, party_id=other.id, topic_id=topic.id, value=1))
    session.put(Citation(entry_id=first.id, source_id=source.id, wording="narrator"))
    second = some_entry(empty, "Two")
    session.put(Participation(entry_id=second, party_id=party.id))
    press(Key.Key_2, ALT)
    write("1")
    save()
    press(Key.Key_3, ALT)
    save()
    stance = list(rows(session.store, Stance))[-1]
    assert (stance.party_id, stance.topic_id, stance.value) == (party.id, topic.id, -2)
    citation = list(rows(session.store, Citation))[-1]
    assert (citation.source_id, citation.wording) == (source.id, "narrator")


def test_a_person_brings_the_party_of_the_day_along(empty: Window) -> None:
    session = empty.session
    old, new = session.put(Party(name="Old")), session.put(Party(name="New"))
    person = session.put(Person(name="Somebody"))
    session.put(Tenure(person_id=person.id, office="Envoy", party_id=new.id, valid_from="2020"))
    session.put(
        Tenure(person_id=person.id, office="Clerk", party_id=old.id, valid_from="2001", valid_to="2003")
    )
    some_entry(empty)
    press(Key.Key_1, ALT)
    fill("Person", "Somebody")
    find("Party", back=True)
    assert focus().text() == "New"
    save()
    assert next(rows(session.store, Participation)).party_id == new.id


def test_a_picker_opens_the_row_it_refers_to(empty: Window) -> None:
    party = empty.session.put(Party(name="Syia"))
    some_entry(empty)
    press(Key.Key_1, ALT)
    pick("Sy")
    press(Key.Key_F2)
    new_dialog("Party")
    fill("Name", "Syria")
    save()
    assert empty.session.store
    assert next(rows(empty.session.store, Party, id=party.id)).name == "Syria"
    assert focus().accessibleName() == "Party"
    assert focus().text() == "Syria"


def test_letters_of_a_choice_make_one_step(empty: Window) -> None:
    some_entry(empty)
    press(Key.Key_Return)
    find("Kind")
    before = len(steps(empty.session.store, 50))
    write("promise")
    press(Key.Key_Tab)
    assert next(rows(empty.session.store, Entry)).kind == "promise"
    assert len(steps(empty.session.store, 50)) == before + 1


def test_esc_throws_nothing_away_unasked(empty: Window) -> None:
    press(Key.Key_N, CTRL)
    fill("Title", "Half a title")
    press(Key.Key_Escape)
    assert not isinstance(empty.inspector.page, NewEntryPage)
    press(Key.Key_N, CTRL)  # another one does not take its place
    fill("Title", "Whole")
    save()
    press(Key.Key_F6, times=3)  # by the overview and the lanes
    assert focus().text() == "Put it back"
    press(Key.Key_Return)
    find("Title")
    assert focus().text() == "Half a title"
    press(Key.Key_Escape)

    some_entry(empty)
    press(Key.Key_7, ALT)
    write("half a note")
    press(Key.Key_Escape)
    assert field_of(focus()).text() == "half a note"
    press(Key.Key_Escape)
    assert count(empty.session.store, Note) == 0
    assert focus() is empty.inspector.page.entry_card  # type: ignore[union-attr]

    press(Key.Key_Return)
    fill("Title", "Overwritten")
    press(Key.Key_Escape)
    assert focus().text() == "An entry"
    press(Key.Key_Z, CTRL)
    assert focus().text() == "Overwritten"  # Ctrl+Z belongs to the field


def test_a_dialog_asks_before_it_throws_away(empty: Window) -> None:
    some_entry(empty)
    press(Key.Key_1, ALT)
    pick("Nobody yet")
    new_dialog("New party")
    fill("Short name", "NY")
    press(Key.Key_Escape)
    new_dialog("New party")
    press(Key.Key_Escape)
    assert count(empty.session.store, Party) == 0
    assert focus().accessibleName() == "Party"


def test_what_has_the_focus_is_in_sight(empty: Window) -> None:
    empty.resize(1024, 640)
    press(Key.Key_N, CTRL)
    for number in (1, 2, 3, 4, 6, 7):
        press(Key(Key.Key_0.value + number), ALT)
        assert is_in_sight(focus()), focus().accessibleName()
    while empty.inspector.isAncestorOf(focus()):
        assert is_in_sight(focus()), focus().accessibleName()
        QTest.keyClick(focus(), Key.Key_Backtab)
        QTest.qWait(1)


def test_an_error_is_said_at_the_field_of_its_part_and_gone_to(empty: Window) -> None:
    press(Key.Key_N, CTRL)
    fill("Title", "With a bad date")
    press(Key.Key_6, ALT)
    fill("Number", "many")
    fill("What is counted", "people")
    save()
    assert count(empty.session.store, Entry) == 0
    assert focus().accessibleName() == "Number"
    assert "decimal" in field_of(focus()).fault()
    press(Key.Key_A, CTRL)
    write("12")
    save()
    assert count(empty.session.store, Entry) == 1


def test_a_variable_offers_what_the_codebook_lists(empty: Window) -> None:
    press(Key.Key_8, CTRL)
    press(Key.Key_N, CTRL)
    new_dialog("New variable")
    fill("Name", "Tone")
    fill("Kind", "choice")
    fill("Choices", "harsh")
    press(Key.Key_Return)
    write("mild")
    save()
    press(Key.Key_W, CTRL)
    store = empty.session.store
    assert next(rows(store, Variable)).choices == '["harsh", "mild"]'
    empty.session.put(Variable(name="Tone of a stance", target="stance"))
    some_entry(empty)
    press(Key.Key_9, ALT)
    pick("Tone")  # that of stances is not offered
    fill("Content", "mild")
    save()
    assert next(rows(store, Value)).content == "mild"


def test_the_document_is_edited_in_place(empty: Window) -> None:
    press(Key.Key_F6)
    press(Key.Key_Return)
    fill("Title", "Another title")
    fill("Collected through", "2 Dec 2024")
    press(Key.Key_Tab)
    document = next(rows(empty.session.store, Document))
    assert (document.title, document.collected_through) == ("Another title", "2024-12-02")
    assert focus().accessibleName() == "Naming policy"


def test_a_limit_names_the_other_side_too(empty: Window) -> None:
    topic = empty.session.put(Topic(wording="It should be"))
    empty.session.put(Party(name="Here"))
    press(Key.Key_1, CTRL)
    press(Key.Key_Down)
    press(Key.Key_Return)
    find("Add…")
    press(Key.Key_Return)
    press(Key.Key_Up)
    press(Key.Key_Return)
    fill("Topic", "It should")
    fill("Collected through", "2024")
    save()
    before = fingerprint(empty.session.store)
    assert next(rows(empty.session.store, CollectionLimit)).topic_id == topic.id
    empty.session.undo()
    empty.session.redo()
    assert fingerprint(empty.session.store) == before
