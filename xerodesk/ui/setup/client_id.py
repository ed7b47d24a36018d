"""The guide to a client id: what it costs, each screen of Xero as a picture, what to type there, and the id checked for its shape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import CopyField, Field
from xerodesk.ui.kit.labels import Hairline, Text
from xerodesk.ui.setup.frame import Noted, StepFrame
from xerodesk.ui.setup.screens import ScreenPicture, configuration, my_apps, new_app
from xerodesk.ui.theme import theme

Check = Callable[[str], str]
DEVELOPER = "https://developer.xero.com/app/manage"
_COMPANY_URL = "https://www.example.com"
_FACTS = (
    ("clock", "About 8 minutes, once per business."),
    ("money", "Free: the app is your own, and Xero asks nothing for it."),
    ("building", "One id serves up to five organisations."),
    ("number", "Xero allows 1,000 calls a day; looking at a few hundred customers takes about ten."),
)


class ClientIdStep(StepFrame):
    """`changed(text)` when the field's text is a client id to remember, `open_wanted(address)` for the browser."""

    changed = Signal(str)
    open_wanted = Signal(str)

    def __init__(self) -> None:
        lead = "Xero gives every business its own key to its books: a client id. You make it once, at Xero, and paste it here."
        super().__init__("Get your free client id from Xero", lead, "Go on to sign in", "Kept in your company file: the client id.")
        self._check: Check = _never_checked
        self._lay_out()
        self.aside.addWidget(Text("Before you start", "section"))
        self.aside.addSpacing(4)
        for icon, words in _FACTS:
            self.aside.addWidget(Noted(icon, words, icon_ink="ink3", role="base"))
        self.have_one = Button("I have a client id already", "text")
        self.have_one.clicked.connect(self._to_field)
        row = QHBoxLayout()
        row.addWidget(self.have_one)
        row.addStretch()
        self.aside.addLayout(row)
        self.finish()
        self._judge()

    def prepare(self, redirect: str, check: Check, company: str, client_id: str, *, sample: bool) -> None:
        """Show the address to register and what is known. `check(text)` says what is odd about an id, "" when nothing is."""
        self._check = check
        self._sample = sample
        name = f"{company} desk".strip() if company else "Customer desk"
        self._name.set_value(name)
        self._address.set_value(redirect)
        self._form.set_screen(new_app(name, _COMPANY_URL, redirect))
        self._configuration.set_screen(configuration(redirect))
        if client_id and not self.input.text():
            self.input.setText(client_id)
        if sample:
            self.banner.show_message(
                "info",
                "The sample company needs no client id.",
                "It has its own books on this computer. The guide is here to look at; go on to see how signing in works.",
                closable=False,
            )
        self._judge()

    def value(self) -> str:
        """The client id, without blanks."""
        return self.input.text().strip()

    def _lay_out(self) -> None:
        self._sample = False
        self._picture(1, "Open developer.xero.com, sign in as you do at Xero, and choose New app", ScreenPicture("My Apps", my_apps()))
        row = QHBoxLayout()
        self.open_site = Button("Open developer.xero.com", icon="external")
        self.open_site.clicked.connect(self._open)
        row.addWidget(self.open_site)
        row.addStretch()
        self.main.addLayout(row)
        self._form = ScreenPicture("New app", new_app("", "", ""))
        self._picture(2, "Fill in the form. Copy the three texts from here, then choose Create app", self._form)
        self._name = CopyField("App name", "")
        self._url = CopyField("Company URL", _COMPANY_URL)
        self._address = CopyField("Redirect address", "")
        for field in (self._name, self._url, self._address):
            self.main.addWidget(field)
        note = (
            "The company URL may be your own website. The redirect address has to be exactly this one: it is where your browser comes "
            "back to xerodesk on this computer. It is not reachable from outside."
        )
        self.main.addWidget(Text(note, "small", "ink3", wrap=True))
        self._configuration = ScreenPicture("Configuration", configuration(""))
        self._picture(3, "In the new app, open Configuration and copy the client id", self._configuration)
        self._picture(4, "Paste it here", None)
        self.input = QLineEdit()
        self.input.setPlaceholderText("32 letters and digits")
        self.input.setMaxLength(200)
        self.input.setMinimumWidth(theme().px(320))
        self._field = Field("Client id", self.input, "xerodesk looks at its shape before the browser opens.")
        self.input.textChanged.connect(self._typed)
        self.input.returnPressed.connect(self._entered)
        self.main.addWidget(self._field)

    def _picture(self, number: int, words: str, picture: ScreenPicture | None) -> None:
        if number > 1:
            self.main.addSpacing(12)
            self.main.addWidget(Hairline())
            self.main.addSpacing(8)
        self.main.addWidget(Text(f"{number}. {words}", "section", wrap=True))
        if picture is not None:
            picture.setMaximumWidth(theme().px(640))
            self.main.addWidget(picture)

    def _to_field(self) -> None:
        self.scroll_to(self._field)
        self.input.setFocus()

    def _open(self) -> None:
        self.open_wanted.emit(DEVELOPER)

    def _typed(self, _text: str) -> None:
        self._judge()
        if not self._problem():
            self.changed.emit(self.value())

    def _entered(self) -> None:
        if self.deed.isEnabled():
            self.forward.emit()

    def _problem(self) -> str:
        return str(self._check(self.value())) if self.value() else ""

    def _judge(self) -> None:
        """An id of an odd shape is marked, and may still be used: another program that speaks as Xero does gives out others."""
        problem = self._problem()
        self._field.set_wrong(problem)
        reason = "" if self._sample or self.value() else "paste the client id first"
        self.set_deed("Use it all the same" if problem else "Go on to sign in", reason)


def _never_checked(_text: str) -> str:
    return ""
