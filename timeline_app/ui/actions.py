"""COMMANDS: every command once, with its menu, words and keys; menus, palette and key sheet follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from timeline_app.domain.records import (
    Citation,
    ConditionStatus,
    Figure,
    Link,
    Note,
    Participation,
    Stance,
    Tag,
    Value,
)
from timeline_app.domain.vocabulary import GROUPINGS
from timeline_app.ui import (
    along_links,
    appearance,
    as_it_was,
    beside,
    copying,
    documents,
    entries,
    lanes_shown,
    looking,
    saved_views,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.window import Window

    Run = Callable[[Window], object]
    Enabled = Callable[[Window], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes
    ----------
    keys
        Its keys, unless the user chose others; those of a command `in_lanes` work only while the lanes have
        the focus.
    checked
        Tells its state, for a command that switches something on and off.
    always
        Whether it works without a document, too.
    writes
        Whether it changes the document, and so needs one that is not open to read only.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    run: Run
    enabled: Enabled | None = None
    in_lanes: bool = False
    checked: Enabled | None = None
    always: bool = False
    writes: bool = False


def N(context: str, text: str) -> str:
    """Mark a text for translation in a context; `lupdate` knows this name for QT_TRANSLATE_NOOP."""
    del context
    return text


# fmt: off
FILE, EDIT, ENTRY, VIEW, LANES, TIME, LISTS, HELP = (
    N("Commands", "&File"),
    N("Commands", "&Edit"),
    N("Commands", "E&ntry"),
    N("Commands", "&View"),
    N("Commands", "L&anes"),
    N("Commands", "&Timeline"),
    N("Commands", "&Lists"),
    N("Commands", "&Help"),
)
MENUS = (FILE, EDIT, ENTRY, VIEW, LANES, TIME, LISTS, HELP)


def _has_entry(window: Window) -> bool:
    return bool(window.session.chosen())


def _has_selection(window: Window) -> bool:
    return window.session.selection is not None


def _has_range(window: Window) -> bool:
    return window.view_state.view.span is not None


def _can_undo(window: Window) -> bool:
    return window.session.is_open and window.session.store.can_undo()


def _can_redo(window: Window) -> bool:
    return window.session.is_open and window.session.store.can_redo()


_FILE = (
    Command("file.new", FILE, N("Commands", "&New timeline…"), ("Ctrl+Shift+N",), documents.make_new, always=True),
    Command("file.open", FILE, N("Commands", "&Open…"), ("Ctrl+O",), documents.ask_for_document, always=True),
    Command("file.window", FILE, N("Commands", "Open in new &window…"), ("Ctrl+Shift+O",), documents.open_in_window, always=True),
    Command("file.copy", FILE, N("Commands", "Save a c&opy…"), (), documents.save_a_copy),
    Command("file.import", FILE, N("Commands", "&Import…"), (), documents.import_into, writes=True),
    Command("file.export", FILE, N("Commands", "&Export…"), (), documents.export_from),
    Command("file.export_range", FILE, N("Commands", "Export the &range…"), (), documents.export_range, _has_range),
    Command("file.export_changes", FILE, N("Commands", "Expo&rt the changes of positions…"), (), copying.save_changes),
    Command("file.backups", FILE, N("Commands", "&Backups…"), (), documents.show_backups, always=True),
    Command("file.picture", FILE, N("Commands", "Save &picture…"), ("Ctrl+Shift+S",), copying.save_picture),
    Command("file.close", FILE, N("Commands", "&Close window"), ("Ctrl+W",), lambda w: w.close(), always=True),
    Command("file.quit", FILE, N("Commands", "&Quit"), ("Ctrl+Q",), lambda w: w.quit_requested.emit(), always=True),
)
_EDIT = (
    Command("edit.undo", EDIT, N("Commands", "&Undo"), ("Ctrl+Z",), lambda w: w.session.undo(), _can_undo),
    Command("edit.redo", EDIT, N("Commands", "&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), lambda w: w.session.redo(), _can_redo),
    Command("edit.copy", EDIT, N("Commands", "Copy as &sentence"), ("Ctrl+C",), copying.copy_sentence, _has_entry, in_lanes=True),
    Command("edit.copy_picture", EDIT, N("Commands", "Copy pic&ture"), ("Ctrl+Shift+C",), copying.copy_picture),
    Command("edit.paste", EDIT, N("Commands", "Paste ro&ws…"), ("Ctrl+V",), entries.paste_rows, in_lanes=True, writes=True),
    Command("edit.search", EDIT, N("Commands", "&Find"), ("Ctrl+F",), looking.go_to_search),
    Command("edit.slash", "", N("Commands", "Find, from the lanes"), ("/",), looking.go_to_search, in_lanes=True),
    Command("edit.settings", EDIT, N("Commands", "S&ettings…"), ("Ctrl+,",), beside.show_settings, always=True),
)
_ENTRY = (
    Command("entry.new", ENTRY, N("Commands", "&New entry"), ("Ctrl+N",), entries.new_entry, writes=True),
    Command("entry.like", ENTRY, N("Commands", "New entry &like this"), ("Ctrl+Shift+L",), entries.new_like, _has_selection, writes=True),
    Command("entry.duplicate", ENTRY, N("Commands", "D&uplicate"), ("Ctrl+D",), entries.duplicate, _has_selection, writes=True),
    Command("entry.edit", ENTRY, N("Commands", "&Edit"), ("F2",), entries.edit, _has_selection),
    Command("entry.show", "", N("Commands", "Go to the selected entry’s form"), ("Return",), entries.edit, _has_selection, in_lanes=True),
    Command("entry.delete", ENTRY, N("Commands", "&Delete"), ("Del",), entries.delete, _has_entry, in_lanes=True, writes=True),
    Command("entry.change", ENTRY, N("Commands", "Change &several…"), ("Ctrl+E",), entries.change_several, _has_entry, writes=True),
    Command("entry.restore", ENTRY, N("Commands", "&History of this entry"), ("Ctrl+Shift+H",), looking.show_history_of_selected, _has_selection),
    *(
        Command(
            f"add.{record.TABLE}",
            ENTRY,
            text,
            (f"Alt+{number}",),
            partial(entries.add_part, record_type=record),
            lambda w: w.inspector.takes_parts(),
            writes=True,
        )
        for number, (record, text) in enumerate(
            (
                (Participation, N("Commands", "Add &participant")),
                (Stance, N("Commands", "Add s&tance")),
                (Citation, N("Commands", "Add &citation")),
                (Link, N("Commands", "Add lin&k")),
                (ConditionStatus, N("Commands", "Add status of a c&ondition")),
                (Figure, N("Commands", "Add &figure")),
                (Note, N("Commands", "Add n&ote")),
                (Tag, N("Commands", "Add ta&g")),
                (Value, N("Commands", "Add &variable of the codebook")),
            ),
            1,
        )
    ),
    Command("entry.note", "", N("Commands", "Note on the selected entry"), ("M",), partial(entries.add_part, record_type=Note), _has_selection, in_lanes=True, writes=True),
)
_VIEW = (
    Command("view.table", VIEW, N("Commands", "&Table"), ("Ctrl+T",), lambda w: w.docks.switch("table"), checked=lambda w: w.docks.is_shown("table")),
    Command("view.history", VIEW, N("Commands", "&History"), ("Ctrl+H",), lambda w: w.docks.switch("history"), checked=lambda w: w.docks.is_shown("history")),
    Command("view.as_it_was", VIEW, N("Commands", "Look at the document &as it was…"), ("F8",), as_it_was.look, lambda w: not w.session.is_private),
    Command("view.since", VIEW, N("Commands", "Compare &with today…"), ("Shift+F8",), as_it_was.compare, lambda w: w.origin is None or w.session.is_private, checked=lambda w: w.docks.is_shown("since")),
    Command("view.positions", VIEW, N("Commands", "&Positions"), ("P",), lambda w: w.docks.switch("positions"), checked=lambda w: w.docks.is_shown("positions"), in_lanes=True),
    Command("view.position_history", VIEW, N("Commands", "Positio&n history…"), ("Ctrl+Shift+Y",), beside.show_position_history),
    Command("view.comparing", VIEW, N("Commands", "Co&mpare two days"), ("C",), lambda w: w.docks.switch("comparing"), checked=lambda w: w.docks.is_shown("comparing"), in_lanes=True),
    Command("view.changes", VIEW, N("Commands", "Chan&ges of positions"), ("Ctrl+L",), lambda w: w.docks.switch("changes"), checked=lambda w: w.docks.is_shown("changes")),
    Command("view.conditions", VIEW, N("Commands", "Condit&ions"), ("I",), lambda w: w.docks.switch("conditions"), checked=lambda w: w.docks.is_shown("conditions"), in_lanes=True),
    Command("view.inspector", VIEW, N("Commands", "&Inspector"), ("F9",), lambda w: w.docks.switch("inspector"), checked=lambda w: w.docks.is_shown("inspector"), always=True),
    Command("view.hide_future", VIEW, N("Commands", "Hi&de the future"), ("H",), looking.hide_future, checked=partial(looking.hides_future, by="said"), in_lanes=True),
    Command("view.hide_unpublished", VIEW, N("Commands", "Hide what was not yet &published"), ("Shift+H",), partial(looking.hide_future, by="published"), checked=partial(looking.hides_future, by="published"), in_lanes=True),
    Command("view.filter", VIEW, N("Commands", "&Filter"), ("Ctrl+Shift+F",), looking.ask_for_filter),
    Command("view.saved", VIEW, N("Commands", "Saved views…"), (), saved_views.ask_for_view),
    Command("view.save", VIEW, N("Commands", "Save this view as…"), (), saved_views.ask_for_name),
    Command("view.zoom_in", VIEW, N("Commands", "&Zoom in"), ("W", "Up", "Ctrl++"), lambda w: w.canvas.sight.zoom(0.8), in_lanes=True),
    Command("view.zoom_out", VIEW, N("Commands", "Zoom &out"), ("S", "Down", "Ctrl+-"), lambda w: w.canvas.sight.zoom(1.25), in_lanes=True),
    Command("view.fit", VIEW, N("Commands", "Show &everything"), ("Ctrl+0",), lambda w: w.canvas.sight.fit()),
    Command("view.focus", VIEW, N("Commands", "Focus &selection"), ("F",), lambda w: w.canvas.sight.focus_selection(), in_lanes=True),
    Command("view.back", VIEW, N("Commands", "&Back"), ("Alt+Left",), looking.go_back, lambda w: w.view_state.can_go_back),
    Command("view.forward", VIEW, N("Commands", "Fo&rward"), ("Alt+Right",), looking.go_forward, lambda w: w.view_state.can_go_forward),
    Command("view.legend", VIEW, N("Commands", "&Legend"), (), looking.switch_legend, checked=lambda w: w.view_state.view.legend),
    Command("view.overview", VIEW, N("Commands", "O&verview"), (), looking.switch_overview, checked=lambda w: w.middle.wants_overview),
    Command("view.system", VIEW, N("Commands", "Colours of the s&ystem"), (), partial(appearance.choose_theme, choice="system"), checked=lambda w: w.preferences.theme == "system", always=True),
    Command("view.light", VIEW, N("Commands", "Light colo&urs"), (), partial(appearance.choose_theme, choice="light"), checked=lambda w: w.preferences.theme == "light", always=True),
    Command("view.dark", VIEW, N("Commands", "&Dark colours"), (), partial(appearance.choose_theme, choice="dark"), checked=lambda w: w.preferences.theme == "dark", always=True),
    Command("view.larger", VIEW, N("Commands", "Larger te&xt"), ("Ctrl+Shift++",), partial(appearance.change_text_size, way=1), always=True),
    Command("view.smaller", VIEW, N("Commands", "S&maller text"), ("Ctrl+Shift+-",), partial(appearance.change_text_size, way=-1), always=True),
    Command("view.full", VIEW, N("Commands", "Full s&creen"), ("F11",), looking.switch_full_screen, always=True),
    Command("view.lanes", VIEW, N("Commands", "&Go to the next part"), ("F6",), lambda w: w.docks.go_round(), always=True),
    Command("view.to_lanes", "", N("Commands", "Go to the lanes"), (), lambda w: w.canvas.setFocus(), always=True),
)
_LANES = (
    *(
        Command(f"lanes.{grouping}", LANES, text, keys, partial(lanes_shown.group_by, grouping=grouping), checked=partial(lanes_shown.are_by, grouping=grouping))
        for grouping, (text, keys) in zip(GROUPINGS, (
            (N("Commands", "Group by &state"), ("Ctrl+Alt+1",)),
            (N("Commands", "Group by &party"), ("Ctrl+Alt+2",)),
            (N("Commands", "Group by spea&ker"), ("Ctrl+Alt+3",)),
            (N("Commands", "Group by &topic"), ("Ctrl+Alt+4",)),
            (N("Commands", "Group by k&ind of entry"), ("Ctrl+Alt+5",)),
        ), strict=True)
    ),
    Command("lanes.choose", LANES, N("Commands", "&Lanes…"), ("Ctrl+Alt+L",), lanes_shown.ask_for_lanes),
    Command("lanes.fold_all", LANES, N("Commands", "&Fold all headings"), (), partial(lanes_shown.fold_headings, folded=True)),
    Command("lanes.open_all", LANES, N("Commands", "&Open all"), (), partial(lanes_shown.fold_headings, folded=False)),
    Command("lanes.show_all", LANES, N("Commands", "Show hidden lan&es"), (), lanes_shown.show_all, lanes_shown.has_hidden),
    Command("lane.entries", LANES, N("Commands", "List the entries in view of the selection’s lane"), ("E",), lanes_shown.list_entries, _has_selection, in_lanes=True),
    Command("lane.positions", LANES, N("Commands", "List the positions of the selection’s lane"), ("Shift+P",), lanes_shown.list_positions, _has_selection, in_lanes=True),
    Command("lane.undated", LANES, N("Commands", "List the entries &without a date"), ("U",), lanes_shown.list_undated, in_lanes=True),
    Command("lane.fold", LANES, N("Commands", "Fold or open the selection’s lane"), ("Alt+Shift+F",), lanes_shown.fold_lane, _has_selection),
    Command("lane.pin", LANES, N("Commands", "Pin or unpin the selection’s lane"), ("Alt+Shift+P",), lanes_shown.pin_lane, _has_selection),
    Command("lane.up", LANES, N("Commands", "Move the selection’s lane up"), ("Alt+Up",), partial(lanes_shown.move_lane, way=-1), _has_selection, in_lanes=True),
    Command("lane.down", LANES, N("Commands", "Move the selection’s lane down"), ("Alt+Down",), partial(lanes_shown.move_lane, way=1), _has_selection, in_lanes=True),
    Command("lane.hide", LANES, N("Commands", "Hide the selection’s lane"), ("Alt+Shift+H",), lanes_shown.hide_lane, _has_selection),
)
_TIME = (
    Command("time.earlier", TIME, N("Commands", "Pan &earlier"), ("A", "Left"), lambda w: w.canvas.sight.pan_share(-0.1), in_lanes=True),
    Command("time.later", TIME, N("Commands", "Pan &later"), ("D", "Right"), lambda w: w.canvas.sight.pan_share(0.1), in_lanes=True),
    Command("time.first", TIME, N("Commands", "&First entry"), ("Home",), lambda w: looking.go_to_end(w, -1), in_lanes=True),
    Command("time.last", TIME, N("Commands", "L&ast entry"), ("End",), lambda w: looking.go_to_end(w, 1), in_lanes=True),
    Command("time.screen_back", TIME, N("Commands", "A screenful &back"), ("PgUp",), lambda w: w.canvas.sight.pan_share(-0.9), in_lanes=True),
    Command("time.screen_on", TIME, N("Commands", "A screenful &on"), ("PgDown",), lambda w: w.canvas.sight.pan_share(0.9), in_lanes=True),
    Command("time.previous", TIME, N("Commands", "&Previous in the lane"), (",",), lambda w: looking.go_along_lane(w, -1), in_lanes=True),
    Command("time.next", TIME, N("Commands", "&Next in the lane"), (".",), lambda w: looking.go_along_lane(w, 1), in_lanes=True),
    Command("time.link_back", TIME, N("Commands", "Along a link, bac&k"), ("[",), lambda w: along_links.go_along_link(w, forward=False), in_lanes=True),
    Command("time.link_on", TIME, N("Commands", "Along a l&ink, on"), ("]",), lambda w: along_links.go_along_link(w, forward=True), in_lanes=True),
    Command("time.chain", TIME, N("Commands", "Show the whole c&hain of links"), ("L",), lambda w: w.canvas.show_chain(not w.canvas.shows_chain), in_lanes=True, checked=lambda w: w.canvas.shows_chain),
    Command("time.date", TIME, N("Commands", "&Go to date…"), ("Ctrl+G",), looking.ask_for_date),
    Command("time.range", TIME, N("Commands", "Select &range…"), ("Ctrl+Shift+G",), looking.ask_for_range),
    Command("time.no_range", TIME, N("Commands", "&Clear range"), (), looking.clear_range, _has_range),
    Command("time.as_of_back", TIME, N("Commands", "◂ Change be&fore"), ("Ctrl+Left",), lambda w: looking.step_as_of(w, -1), in_lanes=True),
    Command("time.as_of_on", TIME, N("Commands", "Ne&xt change ▸"), ("Ctrl+Right",), lambda w: looking.step_as_of(w, 1), in_lanes=True),
    Command("time.none", TIME, N("Commands", "&Select nothing"), ("Esc",), looking.select_nothing, in_lanes=True),
)
_LISTS = tuple(
    Command(f"list.{table}", LISTS, text, keys, partial(beside.show_list, table=table))
    for table, text, keys in (
        ("party", N("Commands", "&Parties"), ("Ctrl+1",)),
        ("person", N("Commands", "P&ersons"), ("Ctrl+2",)),
        ("topic", N("Commands", "&Topics"), ("Ctrl+3",)),
        ("source", N("Commands", "&Sources"), ("Ctrl+4",)),
        ("condition", N("Commands", "&Conditions"), ("Ctrl+5",)),
        ("group", N("Commands", "&Headings of lanes"), ("Ctrl+6",)),
        ("coder", N("Commands", "C&oders"), ("Ctrl+7",)),
        ("variable", N("Commands", "Codeboo&k variables"), ("Ctrl+8",)),
    )
)
_HELP = (
    Command("help.palette", HELP, N("Commands", "&Command palette"), ("Ctrl+K",), beside.show_palette, always=True),
    Command("help.keys", HELP, N("Commands", "&Keys"), ("?",), beside.show_keys, in_lanes=True, always=True),
    Command("help.log", HELP, N("Commands", "Show the &log"), (), beside.show_log, always=True),
    Command("help.about", HELP, N("Commands", "&About Demarche"), (), beside.show_about, always=True),
)
# fmt: on
COMMANDS: tuple[Command, ...] = (*_FILE, *_EDIT, *_ENTRY, *_VIEW, *_LANES, *_TIME, *_LISTS, *_HELP)
"""Those with an empty menu are second keys of others, kept out of the menus."""
