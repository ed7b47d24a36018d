"""Writing contacts: uniqueness, lengths, what stays and what is replaced, groups, history."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.demo.caller import START, Caller
from xerodesk.demo.options import Options
from xerodesk.demo.state import Record


def test_a_new_contact_has_both_addresses_and_four_phones(xero: Caller) -> None:
    made = xero.contact("Acme", Phones=[{"PhoneType": "MOBILE", "PhoneNumber": "555"}], EmailAdress="ignored", first_name="ignored")
    assert sorted(row["AddressType"] for row in made["Addresses"]) == ["POBOX", "STREET"]
    assert sorted(row["PhoneType"] for row in made["Phones"]) == ["DDI", "DEFAULT", "FAX", "MOBILE"]
    assert (made["IsCustomer"], made["IsSupplier"], made["ContactStatus"]) == (False, False, "ACTIVE")
    assert "EmailAddress" not in made
    assert "FirstName" not in made


def test_put_refuses_a_name_that_is_taken_and_post_updates_it(xero: Caller) -> None:
    first = xero.contact("Buzz Lightyear")
    reply = xero.put("Contacts", {"Contacts": [{"Name": "buzz lightyear"}]})
    assert reply.status == 400
    assert (reply.json["ErrorNumber"], reply.json["Type"]) == (10, "ValidationException")
    element = reply.json["Elements"][0]
    assert element["ContactID"] == "00000000-0000-0000-0000-000000000000"
    assert element["HasValidationErrors"] is True
    assert reply.texts() == [
        ("The contact name buzz lightyear is already assigned to another contact. "
        "The contact name must be unique across all active contacts.")
    ]
    updated = xero.post("Contacts", {"Contacts": [{"Name": "Buzz Lightyear", "FirstName": "Buzz"}]}).json["Contacts"][0]
    assert (updated["ContactID"], updated["FirstName"]) == (first["ContactID"], "Buzz")


def test_numbers_are_unique_even_against_archived_contacts(xero: Caller) -> None:
    old = xero.contact("Old", ContactNumber="C1", AccountNumber="A1")
    xero.post("Contacts", {"Contacts": [{"ContactID": old["ContactID"], "ContactStatus": "ARCHIVED"}]})
    assert xero.put("Contacts", {"Contacts": [{"Name": "New", "ContactNumber": "C1"}]}).texts() == [
        "Another contact has this contact number. Please enter a different contact number."
    ]
    assert xero.put("Contacts", {"Contacts": [{"Name": "New", "AccountNumber": "A1"}]}).texts() == [
        "The Account Number already exists. Please enter a different Account Number."
    ]
    assert xero.put("Contacts", {"Contacts": [{"Name": "Old"}]}).status == 200  # the name of an archived one is free
    assert xero.post(f"Contacts/{old['ContactID']}", {"FirstName": "Jo"}).status == 200  # and the archived one keeps it
    back = xero.post(f"Contacts/{old['ContactID']}", {"ContactStatus": "ACTIVE"})
    assert "already assigned" in back.texts()[0]


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({"Name": "x" * 256}, "Name must not"),
        ({"Name": "x", "ContactNumber": "1" * 51}, "ContactNumber must not"),
        ({"Name": "x", "EmailAddress": "nobody"}, "Email address must be valid."),
        ({"Name": "x", "EmailAddress": "müller@example.com"}, "Email address must be valid."),
        ({"Name": "x", "ContactPersons": [{"FirstName": str(n)} for n in range(6)]}, "5 contact persons"),
        ({"Name": "x", "Addresses": [{"AddressType": "POBOX", "Country": "AU1"}]}, "letters"),
        ({"Name": "x", "Addresses": [{"AddressType": "MOON"}]}, "not valid"),
        ({"Name": "x", "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "1" * 51}]}, "PhoneNumber must not"),
        ({"Name": "x", "PaymentTerms": {"Sales": {"Day": 40, "Type": "DAYSAFTERBILLDATE"}}}, "payment terms"),
        ({"Name": "x", "DefaultCurrency": "JPY"}, "not subscribed"),
        ({"FirstName": "Jo"}, "must be specified"),
        ({"Name": "x", "ContactID": "12345678-0000-0000-0000-000000000000"}, "could not be found"),
    ],
)
def test_what_is_refused(xero: Caller, sent: dict[str, Any], word: str) -> None:
    reply = xero.put("Contacts", {"Contacts": [sent]})
    assert reply.status == 400
    assert word in reply.texts()[0]
    assert xero.get("Contacts", page=1).json["Contacts"] == []


def test_omitted_fields_stay_and_elements_merge_or_are_replaced(xero: Caller, options: Options) -> None:
    both = [{"AddressType": "POBOX", "AddressLine1": "PO 1", "City": "Perth"}, {"AddressType": "STREET", "City": "Hobart"}]
    made = xero.contact("Acme", FirstName="Jo", Addresses=both)
    sent = {"ContactID": made["ContactID"], "Addresses": [{"AddressType": "POBOX", "City": "Sydney"}]}

    def cities() -> dict[str, Any]:
        rows = xero.post("Contacts", {"Contacts": [sent]}).json["Contacts"][0]
        assert rows["FirstName"] == "Jo"
        return {row["AddressType"]: (row.get("AddressLine1"), row["City"]) for row in rows["Addresses"]}

    assert cities() == {"POBOX": ("PO 1", "Sydney"), "STREET": (None, "Hobart")}
    options.replace_elements = True
    assert cities() == {"POBOX": (None, "Sydney"), "STREET": (None, "")}


def test_values_are_trimmed_and_may_be_cut(xero: Caller, options: Options) -> None:
    assert xero.contact("  Acme  ")["Name"] == "Acme"
    options.cut_values = True
    assert xero.contact("y" * 300)["Name"] == "y" * 255


def test_an_empty_text_clears_and_null_is_ignored(xero: Caller) -> None:
    key = xero.contact("Acme", FirstName="Jo", LastName="Bo")["ContactID"]
    done = xero.post(f"Contacts/{key}", {"Contacts": [{"FirstName": "", "LastName": None}]}).json["Contacts"][0]
    assert "FirstName" not in done
    assert done["LastName"] == "Bo"


def test_a_batch_is_all_or_nothing_unless_errors_are_not_summarised(xero: Caller, options: Options) -> None:
    rows = [{"Name": "Good"}, {"Name": ""}, {"Name": "good"}]
    reply = xero.put("Contacts", {"Contacts": rows})
    assert reply.status == 400
    assert len(reply.json["Elements"]) == 2
    assert xero.get("Contacts", page=1).json["Contacts"] == []
    each = xero.put("Contacts?summarizeErrors=false", {"Contacts": rows})
    assert each.status == 200
    assert [row["StatusAttributeString"] for row in each.json["Contacts"]] == ["OK", "ERROR", "ERROR"]
    assert len(xero.get("Contacts", page=1).json["Contacts"]) == 1
    options.save_good_of_failed_batch = True
    assert xero.put("Contacts", {"Contacts": [{"Name": "Second"}, {"Name": ""}]}).status == 400
    assert len(xero.get("Contacts", page=1).json["Contacts"]) == 2


@pytest.mark.parametrize("body", ["", "{", "[]", "[1]", '{"Contacts": []}', '"x"', "null"])
def test_bodies_that_are_no_contacts(xero: Caller, body: str) -> None:
    assert xero.put("Contacts", body).status == 400


def test_archiving_erasing_and_bringing_back(xero: Caller) -> None:
    key = xero.contact("Acme")["ContactID"]

    def to(status: str) -> int:
        return xero.post(f"Contacts/{key}", {"ContactStatus": status}).status

    assert (to("ARCHIVED"), to("ACTIVE"), to("NONSENSE"), to("GDPRREQUEST"), to("ACTIVE")) == (200, 200, 400, 200, 400)


def test_a_merged_contact_points_to_the_other(xero: Caller) -> None:
    keep, lose = xero.contact("Keep"), xero.contact("Lose", ContactNumber="N1")
    invoice = xero.invoice(lose)
    xero.server.act("merge_contacts", contact="Lose", into="Keep")
    gone = xero.get(f"Contacts/{lose['ContactID']}").json["Contacts"][0]
    assert (gone["ContactStatus"], gone["MergedToContactID"]) == ("ARCHIVED", keep["ContactID"])
    stays = xero.get(f"Contacts/{keep['ContactID']}").json["Contacts"][0]
    assert stays["ContactNumber"] == "N1"
    assert stays["Balances"]["AccountsReceivable"]["Outstanding"] == 100
    assert xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]["Contact"]["ContactID"] == keep["ContactID"]
    again = xero.post("Contacts", {"Contacts": [{"ContactID": lose["ContactID"], "ContactNumber": "N1"}]})
    assert again.texts() == ["Another contact has this contact number. Please enter a different contact number."]


def test_balances_do_not_move_the_time_of_change(xero: Caller) -> None:
    contact = xero.contact("Acme")
    xero.server.world.move_clock(timedelta(minutes=1))
    invoice = xero.invoice(contact, 250, Date="2024-01-01", DueDate="2024-01-31")
    after = xero.get(f"Contacts/{contact['ContactID']}").json["Contacts"][0]
    assert after["Balances"]["AccountsReceivable"] == {"Outstanding": 250, "Overdue": 250}
    assert (after["IsCustomer"], after["UpdatedDateUTC"]) == (True, contact["UpdatedDateUTC"])
    xero.pay(invoice, 100)
    assert xero.get("Contacts", page=1).json["Contacts"][0]["Balances"]["AccountsReceivable"]["Outstanding"] == 150


def test_a_balance_becomes_overdue_when_the_day_comes(xero: Caller) -> None:
    contact = xero.contact("Acme")
    due = (xero.server.world.organisations[0].today() + timedelta(days=1)).isoformat()
    xero.invoice(contact, 250, DueDate=due)

    def overdue() -> object:
        return xero.get("Contacts", page=1).json["Contacts"][0]["Balances"]["AccountsReceivable"]["Overdue"]

    assert overdue() == 0
    xero.server.world.move_clock(timedelta(days=2))
    xero.sign_in()
    assert overdue() == 250


def test_a_new_name_shows_on_invoices_at_once(xero: Caller) -> None:
    contact = xero.contact("Acme")
    before = xero.invoice(contact)
    xero.post("Contacts", {"Contacts": [{"ContactID": contact["ContactID"], "Name": "Acme Two"}]})
    after = xero.get("Invoices", page=1).json["Invoices"][0]
    assert after["Contact"]["Name"] == "Acme Two"
    assert after["UpdatedDateUTC"] == before["UpdatedDateUTC"]


def test_groups(xero: Caller) -> None:
    group = xero.put("ContactGroups", {"ContactGroups": [{"Name": "VIP"}]}).json["ContactGroups"][0]
    path = f"ContactGroups/{group['ContactGroupID']}"
    one, two = xero.contact("One"), xero.contact("Two")
    ids = [{"ContactID": row["ContactID"]} for row in (one, two)]
    assert xero.put(f"{path}/Contacts", {"Contacts": ids}).status == 200
    assert xero.get("ContactGroups").json["ContactGroups"][0]["Contacts"] == []
    assert [row["Name"] for row in xero.get(path).json["ContactGroups"][0]["Contacts"]] == ["One", "Two"]
    assert xero.get(f"Contacts/{one['ContactID']}").json["Contacts"][0]["ContactGroups"][0]["Name"] == "VIP"
    assert xero.call("DELETE", f"{path}/Contacts/{one['ContactID']}").status == 204
    assert xero.call("DELETE", f"{path}/Contacts").status == 204
    assert xero.get(path).json["ContactGroups"][0]["Contacts"] == []
    xero.server.act("archive_contact", contact="One")
    assert xero.put(f"{path}/Contacts", {"Contacts": ids}).texts() == ["Unable to assign an Archived contact."]
    assert xero.put("ContactGroups", {"Name": "vip"}).status == 400
    assert xero.post(path, {"ContactGroups": [{"Status": "DELETED"}]}).status == 200
    assert xero.get("ContactGroups").json["ContactGroups"] == []
    for n in range(100):
        xero.server.world.books[xero.tenant].org.contact_groups.setdefault(f"g{n}", _group(n))
    assert xero.put("ContactGroups", {"Name": "More"}).texts() == ["You’ve reached the limit of 100 contact groups."]


def _group(n: int) -> Any:
    return Record({"ContactGroupID": f"g{n}", "Name": f"G {n}", "Status": "ACTIVE", "Contacts": []}, START)


def test_history_notes(xero: Caller) -> None:
    key = xero.contact("Acme")["ContactID"]
    note = xero.put(f"Contacts/{key}/History", {"HistoryRecords": [{"Details": "Called them"}]}).json["HistoryRecords"][0]
    assert (note["User"], note["Details"]) == ("System Generated", "Called them")
    newest = xero.get(f"Contacts/{key}/History").json["HistoryRecords"][0]
    assert newest["Details"] == "Called them"
    assert newest["DateUTCString"]
    assert xero.put(f"Contacts/{key}/History", {"HistoryRecords": [{"Details": "x" * 251}]}).status == 400
