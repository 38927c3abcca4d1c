"""Commands about entries: new, like this, duplicate, edit, delete, change several, add a part, paste rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from timeline_app.columns.regrouping import FIRST_KIND, NOWHERE
from timeline_app.domain.dates import day_text
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Entry, Participation
from timeline_app.domain.vocabulary import ENTRY_KINDS
from timeline_app.storage.backups import before
from timeline_app.storage.bulk_editing import delete_entries
from timeline_app.storage.duplicating import duplicate_entry, entry_like, parts_like
from timeline_app.ui.dialogs.progress import showing_progress

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.ui.window import Window

AT_ONCE = 50
"""Entries deleted between two looks at whether somebody stopped it."""
MANY = 10
"""Entries from which on deleting them makes a backup first."""


def new_entry(window: Window) -> None:
    """Open the form of a new entry."""
    window.docks.show("inspector")
    window.inspector.new_entry()


def new_entry_at(window: Window, day: int, lane: int | None, _checked: object = None) -> None:
    """Open the form of a new entry on a day, a day ordinal, in a lane."""
    window.docks.show("inspector")
    timeline, grouping = window.session.timeline, window.view_state.view.lanes.grouping
    if lane is None or grouping == "topic":
        entry, parts = Entry(), []
    elif grouping == "kind":
        entry, parts = Entry(kind=ENTRY_KINDS[lane - FIRST_KIND]), []
    elif grouping == "speaker":
        entry, parts = Entry(), [Participation(person_id=lane)] if lane != NOWHERE else []
    elif lane in timeline.parties:
        entry, parts = Entry(), [Participation(party_id=lane)]
    else:
        heading = -lane if -lane in timeline.groups else None
        entry, parts = Entry(group_id=heading, kind="context event"), []
    window.inspector.new_entry(entry, parts, day_text(day))


def new_like(window: Window) -> None:
    """Open the form of a new entry that begins as the selected one."""
    selection = window.session.selection
    if selection is not None:
        store = window.session.store
        window.docks.show("inspector")
        window.inspector.new_entry(entry_like(store, selection), parts_like(store, selection))


def duplicate(window: Window) -> None:
    """Make a copy of the selected entry, a draft, and select it."""
    session, selection = window.session, window.session.selection
    if selection is None:
        return
    title = one_line(session.titles([selection]).get(selection, ""), 80)
    with session.edit(window.tr("“{title}” duplicated").format(title=title)) as step:
        made = duplicate_entry(step, selection)
    session.select(made)
    window.say(window.tr("A copy was made, a draft. It is selected."))


def edit(window: Window) -> None:
    """Open the form of the selected entry."""
    window.docks.show("inspector")
    window.inspector.edit_entry()


def delete(window: Window) -> None:
    """Delete the chosen entries, and offer to undo it."""
    session, chosen = window.session, window.session.chosen()
    titles = session.titles(chosen)
    if not titles:
        return
    if len(chosen) == 1:
        label = window.tr("“{title}” deleted").format(title=one_line(titles.get(chosen[0], ""), 80))
    else:
        label = window.tr("{count} entries deleted").format(count=len(chosen))
    try:
        if len(chosen) >= MANY:
            before(session.store, "bulk-delete")
        with (
            showing_progress(window, window.tr("Deleting entries")) as progress,
            session.edit(label) as step,
        ):
            for done in range(0, len(chosen), AT_ONCE):
                progress(done, len(chosen))
                delete_entries(step, chosen[done : done + AT_ONCE])
    except DemarcheError as error:
        session.failed.emit(str(error))
        return
    session.select(None)
    window.offer_undo(label)


def change_several(window: Window) -> None:
    """Ask what is to be changed in all chosen entries, as one step."""
    from timeline_app.ui.dialogs.change_several import ChangeSeveral

    dialog = ChangeSeveral(window.session, window.theme, window.session.chosen(), window)
    dialog.done_words.connect(window.offer_undo)
    dialog.open()


def add_part(window: Window, record_type: type[Record]) -> None:
    """Open the form of one more part of the entry shown."""
    window.docks.show("inspector")
    window.inspector.add_part(record_type)


def paste_rows(window: Window) -> None:
    """Show what the rows on the clipboard would become, to be taken in as one step."""
    text = QGuiApplication.clipboard().text()
    if text.strip():
        window.docks.table.paste(text)
    else:
        window.say(window.tr("There is no text on the clipboard."))
