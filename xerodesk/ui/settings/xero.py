"""Settings of the connection to Xero: who is signed in, what is allowed, where the sign-in is kept, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.domain.connection import Connection
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.dialogs import Dialog, Question
from xerodesk.ui.kit.labels import IconText, Text
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.settings.ports import Disconnected, SettingsServices
from xerodesk.ui.settings.rows import Part, SettingRow
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import full_day

_PLACES = {
    "keyring": "In this computer's keyring. Only you, signed in on this computer, can use it.",
    "file": "Encrypted in the company file, because this computer has no keyring that could keep it.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the company stands with Xero."""

    connection: Connection | None
    sentence: str
    permissions: dict[str, str]


def load(services: SettingsServices) -> Standing:
    """Read it. For the store lane."""
    connection = services.connection()
    live = connection is not None and connection.live
    wanted = services.connecting.permissions(write=True) if live else {}
    granted = {name: why for name, why in wanted.items() if connection is not None and name in connection.scopes}
    return Standing(connection, services.connecting.sentence(connection) if live and connection is not None else "", granted)


class XeroPart(Part):
    """Connect, sign in again, allow writing, disconnect."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._services: SettingsServices = context.services
        self._organisation = ""
        self._dialog: Dialog | None = None
        self.banner = Banner()
        self.rows.addWidget(self.banner)
        self.head("Organisation")
        self.connect_deed = Button("Connect to Xero", "filled")
        self.allow = Button("Allow writing")
        self.connect_deed.clicked.connect(self._connect)
        self.allow.clicked.connect(self._allow)
        self.who = SettingRow("Not connected", "", self.allow, self.connect_deed)
        self.place = SettingRow("Where the sign-in is kept")
        self.client = SettingRow("Client id")
        self.leave = Button("Disconnect", "danger", "unlink")
        self.leave.clicked.connect(self._ask)
        self.end = SettingRow("Disconnect", "What was read stays in the company file. Nothing is changed in Xero's books.", self.leave)
        for row in (self.who, self.place, self.client, self.end):
            self.rows.addWidget(row)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text("What Xero allows", "section"))
        self._allowed = QVBoxLayout()
        self._allowed.setSpacing(6)
        column.addLayout(self._allowed)
        self.rows.addWidget(self._list)

    def load(self) -> None:
        """Read how it stands."""
        self._context.tasks.run(Lane.STORE, self._read, self._show, self._context.notices.trouble)

    def _read(self) -> Standing:
        return load(self._services)

    def _show(self, standing: Standing) -> None:
        connection = standing.connection
        live = connection is not None and connection.live
        self._organisation = connection.organisation if connection else ""
        for widget in (self.place, self.client, self.end, self._list):
            show_if(widget, live)
        show_if(self.allow, live and connection is not None and not connection.can_write)
        self.connect_deed.setText("Sign in again" if live or connection else "Connect to Xero")
        self.connect_deed.set_look("quiet" if live else "filled")
        if connection is None:
            self.who.set_name("Not connected")
            self.who.set_words("Connecting takes about 9 minutes, once; only reading is asked for.")
        elif not live:
            self.who.set_name(connection.organisation)
            self.who.set_words("Signed out. This company file still belongs to this organisation, and no other can be connected to it.")
        else:
            self.who.set_name(connection.organisation)
            self.who.set_words(standing.sentence)
            self.place.set_words(_PLACES[connection.token_place])
            self.client.set_words(f"{connection.client_id}, signed in since {full_day(connection.connected_at.astimezone().date())}")
            self._show_allowed(standing.permissions)

    def _show_allowed(self, permissions: dict[str, str]) -> None:
        while (item := self._allowed.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for why in dict.fromkeys(permissions.values()):
            self._allowed.addWidget(IconText("check", why, "base", "ink2", icon_ink="ink3", size=14))

    def _connect(self) -> None:
        self._context.navigate("setup/connect/again")

    def _allow(self) -> None:
        self._context.navigate("setup/connect/write")

    def _ask(self) -> None:
        words = (
            f"xerodesk signs out of {self._organisation} and forgets the sign-in. Your customers, deals and what was read stay here, "
            "and you can sign in again at any time. To be sure, look in Xero afterwards under Settings, Connected apps."
        )
        question = Question(f"Disconnect from {self._organisation}?", words, "Disconnect", danger=True, parent=self)
        question.accepted.connect(self._disconnect)
        self._dialog = question
        question.open()

    def _disconnect(self) -> None:
        self.leave.setEnabled(False)
        self._context.tasks.run(Lane.NETWORK, self._services.connecting.disconnect, self._disconnected, self._not_disconnected)

    def _disconnected(self, done: Disconnected) -> None:
        self.leave.setEnabled(True)
        self.banner.show_message("good" if done.at_xero else "warn", done.sentence, done.advice)
        self._context.feed.tell(done.changes)
        self.load()

    def _not_disconnected(self, error: Exception) -> None:
        self.leave.setEnabled(True)
        self._context.notices.trouble(error)
