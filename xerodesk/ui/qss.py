"""The one style sheet of the program, built from the tokens. No font rules here: they would drop the tabular digits."""

from __future__ import annotations

from pathlib import Path

from xerodesk.ui.tokens import Tokens

_INKS = ("ink", "ink2", "ink3", "accent", "good", "warn", "bad", "info", "onaccent", "field")


def style_sheet(tokens: Tokens, scale: float, styles: Path, *, dark: bool) -> str:
    """The style sheet for a theme at a text size; `styles` is the folder with the ticks and arrows it shows."""
    values = {name: tokens[name] for name in tokens.__slots__}
    values |= {f"h{size}": str(round(size * scale)) for size in (14, 16, 18, 20, 24, 26, 28, 30, 32)}
    values["styles"] = styles.as_posix()
    values["mode"] = "dark" if dark else "light"
    sheet = _GROUNDS + _BUTTONS + _INPUTS + _CHOICES + _VIEWS + _POPUPS
    for name, value in values.items():
        sheet = sheet.replace(f"@{name}@", value)
    inks = "".join(f'*[ink="{ink}"] {{ color: {tokens[ink]}; }}\n' for ink in _INKS)
    return sheet + inks


_GROUNDS = """
QMainWindow, QDialog { background: @canvas@; }
*[ground="canvas"] { background: @canvas@; }
*[ground="side"] { background: @side@; }
*[ground="raised"] { background: @raised@; }
*[ground="sel"] { background: @sel@; }
*[edge="top"] { border: 0; border-top: 1px solid @line@; }
*[edge="top2"] { border: 0; border-top: 1px solid @line2@; }
*[edge="bottom"] { border: 0; border-bottom: 1px solid @line@; }
*[edge="bottom2"] { border: 0; border-bottom: 1px solid @line2@; }
*[edge="right"] { border: 0; border-right: 1px solid @line@; }
*[edge="left"] { border: 0; border-left: 1px solid @line@; }
*[edge="box"] { border: 1px solid @line2@; border-radius: 6px; }
QFrame[rule="h"] { background: @line@; border: 0; min-height: 1px; max-height: 1px; }
QFrame[rule="h2"] { background: @line2@; border: 0; min-height: 1px; max-height: 1px; }
QFrame[rule="v"] { background: @line@; border: 0; min-width: 1px; max-width: 1px; }
QLabel { background: transparent; }
QLabel[kbd="true"] { border: 1px solid @line2@; border-radius: 4px; padding: 0 5px; color: @ink3@; background: @canvas@; }
QLabel[tag="plain"] { border: 1px solid @line2@; border-radius: 4px; padding: 1px 6px; color: @ink2@; }
QLabel[tag="strong"] { border: 1px solid @ink2@; border-radius: 4px; padding: 1px 6px; color: @ink@; }
QLabel[tag="warn"] { border: 1px solid @warn@; border-radius: 4px; padding: 1px 6px; color: @warn@; }
QLabel[badge="true"] { background: @accentfill@; color: @onaccent@; border-radius: 9px; padding: 0 6px; min-width: 10px;
  min-height: 18px; max-height: 18px; }
QLabel[avatar="true"] { background: @neutralbg@; color: @ink2@; border-radius: 13px; min-width: 26px; max-width: 26px;
  min-height: 26px; max-height: 26px; }
QFrame[banner="info"] { background: @infobg@; border: 0; border-radius: 6px; }
QFrame[banner="good"] { background: @goodbg@; border: 0; border-radius: 6px; }
QFrame[banner="warn"] { background: @warnbg@; border: 0; border-radius: 6px; }
QFrame[banner="bad"] { background: @badbg@; border: 0; border-radius: 6px; }
QFrame[toast="true"] { background: @canvas@; border: 1px solid @line2@; border-radius: 8px; }
"""

_BUTTONS = """
QPushButton, QToolButton { border-radius: 6px; padding: 0 11px; min-height: @h26@px; border: 1px solid transparent; background: transparent;
  color: @ink@; outline: 0; }
QPushButton[size="row"] { min-height: @h24@px; }
QPushButton[size="footer"] { min-height: @h30@px; padding: 0 15px; }
QPushButton { border-color: @line2@; background: @canvas@; }
QPushButton:hover, QToolButton:hover { background: @hover@; }
QPushButton:pressed, QToolButton:pressed { background: @neutralbg@; }
QPushButton[look="filled"] { background: @accentfill@; border-color: @accentfill@; color: @onaccent@; }
QPushButton[look="filled"]:hover { border-color: @ink@; }
QPushButton[look="text"] { background: transparent; border-color: transparent; color: @accent@; padding: 0 5px; }
QPushButton[look="text"]:hover { background: @hover@; }
QPushButton[look="ghost"] { background: transparent; border-color: transparent; color: @ink2@; padding: 0 7px; }
QPushButton[look="ghost"]:hover { background: @hover@; color: @ink@; }
QPushButton[look="danger"] { color: @bad@; }
QPushButton:disabled, QPushButton[look="filled"]:disabled { background: @hover@; border-color: @line@; color: @ink3@; }
QPushButton[look="text"]:disabled, QPushButton[look="ghost"]:disabled { background: transparent; border-color: transparent; color: @ink3@; }
QToolButton[look="icon"] { padding: 0; min-width: @h26@px; max-width: @h26@px; min-height: @h26@px; max-height: @h26@px; }
QToolButton[look="icon"]::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[nav="true"] { border: 0; border-radius: 6px; padding: 0 8px; min-height: @h32@px; max-height: @h32@px; text-align: left;
  color: @ink2@; background: transparent; }
QPushButton[nav="true"]:hover { background: @hover@; }
QPushButton[nav="true"]:checked { background: @selside@; color: @ink@; }
QPushButton[filterChip="true"] { background: @sel@; padding: 0 9px; }
QPushButton[tab="true"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0; padding: 2px 0 0 0; color: @ink2@;
  background: transparent; text-align: left; }
QPushButton[tab="true"]:hover { color: @ink@; }
QPushButton[tab="true"]:checked { color: @ink@; border-bottom-color: @accent@; }
QPushButton[look="filtertab"] { border: 0; border-radius: 6px; padding: 0 10px; color: @ink2@; background: transparent;
  min-height: @h28@px; }
QPushButton[look="filtertab"]:hover { background: @hover@; }
QPushButton[look="filtertab"]:checked { background: @neutralbg@; color: @ink@; }
QPushButton[look="roundtab"] { border: 0; border-radius: 12px; padding: 0 10px; color: @ink2@; background: transparent;
  min-height: 24px; max-height: 24px; }
QPushButton[look="roundtab"]:hover { background: @hover@; }
QPushButton[look="roundtab"]:checked { background: @neutralbg@; color: @ink@; }
QPushButton[look="segment"] { border: 1px solid @line2@; border-radius: 0; padding: 0 11px;
  color: @ink2@; background: @canvas@; margin-left: -1px; }
QPushButton[look="segment"]:hover { background: @hover@; }
QPushButton[look="segment"]:checked { background: @sel@; color: @accent@; }
QPushButton[look="segment"][place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; margin-left: 0; }
QPushButton[look="segment"][place="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[look="segment"][place="only"] { border-radius: 6px; margin-left: 0; }
QPushButton[look="chip"] { border: 0; border-top: 1px solid @line@; border-radius: 0; background: transparent;
  text-align: left; padding: 0; min-height: 0; }
QPushButton[look="chip"]:hover { background: @hover@; }
QPushButton[look="find"] { border: 1px solid @line2@; color: @ink3@; background: @canvas@;
  text-align: left; padding: 0 8px; min-height: @h28@px; }
QPushButton[look="find"]:hover { border-color: @field@; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { border: 1px solid @field@; border-radius: 6px;
  background: @canvas@; color: @ink@; min-height: @h26@px; padding: 0 7px; selection-background-color: @accentfill@;
  selection-color: @onaccent@; }
QPlainTextEdit, QTextEdit { padding: 4px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus { border-color: @focus@; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 1px solid @bad@; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: @hover@; color: @ink3@; border-color: @line2@; }
QLineEdit:read-only { background: @raised@; border-color: @line2@; }
QLineEdit QToolButton { border: 0; padding: 0; margin: 0; min-height: 0; background: transparent; }
QLineEdit[look="bare"] { border: 0; background: transparent; padding: 0; }
QComboBox { padding: 0 4px 0 9px; }
QComboBox[look="low"] { border-color: @line2@; }
QComboBox[look="bare"] { border-color: transparent; background: transparent; color: @ink2@; padding: 0; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("@styles@/chevron-down-@mode@.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @canvas@; border: 1px solid @line2@; outline: 0; padding: 4px; selection-background-color: @sel@;
  selection-color: @ink@; }
QSpinBox::up-button, QDateEdit::up-button, QDoubleSpinBox::up-button { border: 0; width: 18px; background: transparent; }
QSpinBox::down-button, QDateEdit::down-button, QDoubleSpinBox::down-button { border: 0; width: 18px; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow { image: url("@styles@/chevron-up-@mode@.svg");
  width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow { image: url("@styles@/chevron-down-@mode@.svg");
  width: 12px; height: 12px; }
"""

_CHOICES = """
QCheckBox, QRadioButton { spacing: 8px; min-height: @h24@px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @ink3@; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @field@; border-radius: 4px; background: @canvas@; }
QCheckBox::indicator:checked { background: @accentfill@; border-color: @accentfill@; image: url("@styles@/check.svg"); }
QCheckBox::indicator:indeterminate { background: @accentfill@; border-color: @accentfill@; image: url("@styles@/minus.svg"); }
QCheckBox::indicator:disabled { background: @hover@; border-color: @line2@; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid @field@; border-radius: 9px; background: @canvas@; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid @accentfill@; background: @onaccent@; border-radius: 9px; }
QProgressBar { background: @neutralbg@; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accentfill@; border-radius: 3px; }
"""

_VIEWS = """
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[ground=""] { background: transparent; }
QTableView, QListView, QTreeView { background: @canvas@; border: 0; outline: 0; selection-background-color: @sel@; selection-color: @ink@; }
QTableView[ground="raised"], QListView[ground="raised"] { background: @raised@; }
QHeaderView { background: @canvas@; border: 0; }
QHeaderView::section { background: @canvas@; color: @ink3@; border: 0; border-bottom: 1px solid @line2@; padding: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line2@; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @field@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line@; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
"""

_POPUPS = """
QMenu { background: @canvas@; border: 1px solid @line2@; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 36px 5px 12px; border-radius: 4px; color: @ink@; }
QMenu::item:selected { background: @sel@; }
QMenu::item:disabled { color: @ink3@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QToolTip { background: @canvas@; color: @ink@; border: 1px solid @line2@; padding: 4px 6px; }
QFrame[popup="true"] { background: @canvas@; border: 1px solid @line2@; border-radius: 8px; }
"""
