"""What things are called: the chip of the window, lines of the log, sums, tries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.ui.sync.sync_desk import WRITES, change, failing, line
from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import Busy, Cancelled, Offline, RateLimited, Refused, SignInNeeded, StoppedBySafety
from xerodesk.domain.log import EntryField, RunSummary
from xerodesk.domain.plan import Plan, PlanField
from xerodesk.domain.progress import Step
from xerodesk.store.queries.sync_status import SyncStatus
from xerodesk.ui.sync import words
from xerodesk.ui.sync.preview_rows import RecordRow, SaidRow, ValueRow, rows_of, sentence_of
from xerodesk.ui.sync.trouble import remedy
from xerodesk.ui.sync_words import Chip, chip, syncing

NOW = datetime(2026, 6, 3, 14, 30, tzinfo=UTC)
CONNECTION = Connection("https://api.xero.com", "id", "t", "c", "Saltbush", "file", WRITES, NOW)
STATUS = SyncStatus(CONNECTION, None, NOW - timedelta(minutes=28), {}, {}, 0, 0, 4, 0, 4)


def said(status: SyncStatus) -> Chip:
    return chip(status, NOW, UTC)


def test_the_chip_says_how_things_stand() -> None:
    assert said(STATUS) == Chip("Last sync 14:02", "ok")
    assert said(replace(STATUS, connection=None)) == Chip("No Xero organisation yet", "none")
    assert said(replace(STATUS, connection=CONNECTION.disconnected())) == Chip("Signed out: sign in again", "trouble")
    reading = replace(CONNECTION, scopes=frozenset({"accounting.contacts.read"}))
    assert said(replace(STATUS, connection=reading)) == Chip("Looking only, 14:02", "looking", looking_only=True)
    assert said(replace(STATUS, connection=reading, last_sync=None)) == Chip("Looking only", "looking", looking_only=True)
    assert said(replace(STATUS, last_sync=None)) == Chip("Connected, not synced yet", "ok")
    assert said(replace(STATUS, failed=9, checking=2)) == Chip("Last sync 14:02, 9 failing, 2 being checked", "trouble")


def test_the_chip_counts_while_a_sync_runs() -> None:
    assert syncing(Step("Reading", 412, 1900)).words == "Syncing: 412 of 1,900"
    assert syncing(Step("Reading")).words == "Syncing"
    assert syncing() == Chip("Syncing", "syncing")


def test_lines_say_what_happened() -> None:
    assert words.what(line("a", EntryField("email", "a", "b"), EntryField("phone", "", "1"))) == "2 fields updated"
    assert words.what(line("a", EntryField("name", "", "b"), action="create")) == "Created, 1 field"
    assert words.what(line("a", action="link", reason="The same record: same code.")) == "Paired: same code."
    assert words.what(line("a", action="mirror", reason="Read from Xero.")) == "Read from Xero."
    assert words.what(failing("a", 60)) == "Account number has 60 characters; Xero takes at most 50."


def test_values_and_fields_go_by_the_names_people_know() -> None:
    assert words.field_label("contact", "billing_line1") == "Billing line 1"
    assert words.field_label("contact", "status") == "Archived or active"
    assert words.shown("contact", "stage", "lead") == "Lead"
    assert words.value_text([{"name": "Ann", "email": "ann@x", "gets_invoice": True}, {"name": "Bo"}]) == "Ann, ann@x; Bo"
    assert words.value_text(True) == "Yes"
    assert words.plain_why("contact", "email: has no ending") == "E-mail: has no ending"
    both = "email: has no ending. billing_postcode: Billing postcode has 75 characters."
    assert words.plain_why("contact", both) == "E-mail: has no ending. Billing postcode has 75 characters."
    assert words.plain_why("contact", "Settings: open them") == "Settings: open them"


@pytest.mark.parametrize(("attempt", "ordinal"), [(2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st"), (112, "112th")])
def test_tries(attempt: int, ordinal: str) -> None:
    assert words.tries(attempt) == f"{ordinal} try"
    assert words.tries(1) == ""


def test_a_line_for_support_has_ids_and_no_values() -> None:
    text = words.support_text(failing("Meldrum", 61, attempt=3))
    assert "crm-Meldrum" in text
    assert "account_number" in text
    assert "3rd try" in text
    assert "A" * 61 not in text


def test_figures_add_up() -> None:
    summary = RunSummary("r", found=2023, synced=1094, excluded=916, failed=9, conflicted=4)
    assert words.tally(summary) == "2,023 found = 1,094 in step + 916 left out + 9 failing + 4 to decide"


def test_each_error_has_its_way_on() -> None:
    assert remedy(SignInNeeded("Out.", "In.")).way == "sign_in"
    assert remedy(Busy("Busy.", "Wait.")).way == "again"
    assert remedy(Offline("Off.", "Check.")).way == "again"
    assert remedy(Refused("No.")).way == "again"
    assert remedy(Cancelled("Stopped.")).level == "info"
    assert remedy(StoppedBySafety("Stop.", "Look.")).way == "again"
    assert remedy(StoppedBySafety("Stop.", "Look."), can_allow=True).way == "allow"
    assert "free again at" in remedy(RateLimited("Used up.", "Wait.", until=NOW)).advice


# ---- the rows of a preview


def test_a_plan_is_laid_out_by_record() -> None:
    email = PlanField("email", "a@x", "b@x", "a@x", "b@x")
    site = PlanField("website", "w", "w", "v", "v")
    plan = Plan((change("Wollombi", email), change("Te Awa", email), change("Wollombi", site, direction="to_crm")))
    rows = rows_of(plan)
    assert [type(row).__name__ for row in rows] == ["RecordRow", "ValueRow", "RecordRow", "ValueRow", "RecordRow", "ValueRow"]
    assert [row.title for row in rows if isinstance(row, RecordRow)] == ["Wollombi", "Wollombi", "Te Awa"]
    first, second = rows[1], rows[3]
    assert isinstance(first, ValueRow)
    assert isinstance(second, ValueRow)
    assert (first.label, first.direction, first.now, first.will_be) == ("E-mail", "to_xero", "a@x", "b@x")
    assert (second.label, second.direction, second.now, second.will_be) == ("Website", "to_crm", "w", "v")


def test_of_a_new_record_four_fields_are_shown_until_all_are_wanted() -> None:
    fields = [PlanField(name, "", "v", "", "v") for name in ("name", "email", "phone", "mobile", "website", "currency")]
    plan = Plan((change("Zoë", *fields, action="create", xero_id=""),))
    short, whole = rows_of(plan), rows_of(plan, opened=frozenset({"crm-Zoë"}))
    assert isinstance(short[0], RecordRow)
    assert (len(short), short[0].more, short[0].note) == (5, 2, "6 fields, 4 shown")
    assert len(whole) == 7


def test_what_cannot_be_sent_shows_why_and_can_be_mended() -> None:
    bad = PlanField("email", "", "accounts@bellbird", "", "accounts@bellbird", problem="Xero would refuse it.", advice="Give it an ending.")
    fine = PlanField("phone", "", "1", "", "1")
    head, value, advice = rows_of(Plan((change("Bellbird", fine, bad, action="blocked"),)))
    assert isinstance(head, RecordRow)
    assert head.action == "Can't be sent yet"
    assert isinstance(value, ValueRow)
    assert (value.problem, value.mend, value.why) == (True, "accounts@bellbird", "Xero would refuse it.")
    assert isinstance(advice, SaidRow)
    assert advice.words == "Give it an ending."


def test_chosen_records_come_first_with_their_reason_and_tick_boxes() -> None:
    plan = Plan((change("A"), change("B")))
    rows = rows_of(plan, chosen={"x-B": "An accent in the name.", "crm-A": "You chose it."}, ticked=frozenset({"x-B"}))
    assert [(row.title, row.ticked, row.why) for row in rows if isinstance(row, RecordRow)] == [
        ("B", True, "chosen for: an accent in the name"),
        ("A", False, "chosen for: you chose it"),
    ]


def test_the_sums_are_said_in_one_sentence() -> None:
    plan = Plan((), {"found": 5, "create": 1, "update": 2, "nothing": 1, "blocked": 1})
    text = "".join(part if isinstance(part, str) else part.text for part in sentence_of(plan))
    assert text == "Nothing has been written. Syncing would create 1 and update 2; 1 is the same on both sides, 1 can't be sent yet."
    quiet = sentence_of(Plan((), {"found": 3, "nothing": 3}))
    assert "would change nothing; 3 are the same on both sides" in "".join(part if isinstance(part, str) else part.text for part in quiet)
