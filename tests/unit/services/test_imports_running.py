"""Importing into a company file: who is updated, who is added, what is left alone, and that a second import changes nothing."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xerodesk.domain.errors import BadFile, Cancelled, Misuse
from xerodesk.domain.progress import Progress
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Value
from xerodesk.mapping import catalogues
from xerodesk.services.export import export
from xerodesk.services.imports.recognise import recognise
from xerodesk.services.imports.run import ImportResult, columns_of, import_file
from xerodesk.store.company import CompanyFile
from xerodesk.store.contacts import Contacts
from xerodesk.store.deals import Deals
from xerodesk.store.duplicates import Duplicates
from xerodesk.store.import_port import ImportPort
from xerodesk.store.products import Products


class Company:
    """An open company file, and importing text into it."""

    def __init__(self, folder: Path, file: CompanyFile) -> None:
        self.folder = folder
        self.database = file.database
        self.port = ImportPort(file.database)
        self._number = 0

    def bring(self, kind: str, text: str, **options: object) -> ImportResult:
        """Import a file with this text."""
        self._number += 1
        path = self.folder / f"file{self._number}.csv"
        path.write_text(text, encoding="utf-8")
        return import_file(self.port, kind, path, **options)  # type: ignore[arg-type]  # tests pass keyword options through

    def contacts(self) -> dict[str, LocalRecord]:
        """All contacts by name."""
        ids = [row[0] for row in self.database.rows("SELECT id FROM contact")]
        return {record.title: record for record in Contacts(self.database).load(ids).values()}

    def only(self) -> LocalRecord:
        """The one contact there is."""
        (record,) = self.contacts().values()
        return record


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    made = CompanyFile.create(tmp_path / "company", sample=True)
    yield Company(tmp_path, made.company)
    made.company.close()


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    """(added, updated, skipped, rows with problems)."""
    assert result.summary.found == result.summary.synced + result.summary.failed
    return result.added, result.updated, result.skipped, result.problem_rows


PEOPLE = "name,email,phone,city\nAcme,a@acme.com,02 9999 1234,Sydney\nÉlan,e@elan.fr,,Paris\nNo Mail,,,\n"


def test_a_second_import_changes_nothing(company: Company) -> None:
    assert counts(company.bring("contacts", PEOPLE)) == (3, 0, 0, 0)
    before = company.contacts()
    assert before["Acme"].values["stage"] == "customer", "an import without stage makes customers"
    assert before["Acme"].values["billing_city"] == "Sydney"
    assert counts(company.bring("contacts", PEOPLE)) == (0, 0, 3, 0)
    assert {one.revision for one in company.contacts().values()} == {1}
    assert company.database.value("SELECT count(*) FROM run WHERE mode = 'import'") == 2


def test_a_preview_says_the_same_and_writes_nothing(company: Company) -> None:
    result = company.bring("contacts", PEOPLE + ",x@y.com,,\n", preview=True)
    assert counts(result) == (3, 0, 0, 1)
    assert (result.run, result.problem_file) == ("", "")
    assert company.contacts() == {}
    assert [one.field for one in result.columns] == ["name", "email", "phone", "billing_city"]
    assert result.sample[0]["name"] == "Acme"


def test_a_row_with_id_updates_that_record(company: Company) -> None:
    company.bring("contacts", PEOPLE)
    record = company.contacts()["Acme"]
    text = f"id,name,phone,email\n{record.id},Acme Pty Ltd,,new@acme.com\n"
    assert counts(company.bring("contacts", text)) == (0, 1, 0, 0)
    after = company.contacts()["Acme Pty Ltd"]
    assert after.id == record.id
    assert after.values["phone"] == "02 9999 1234", "an empty cell changes nothing"
    assert after.values["billing_city"] == "Sydney", "an absent column changes nothing"
    assert counts(company.bring("contacts", text, clear_empty=True)) == (0, 1, 0, 0)
    assert company.contacts()["Acme Pty Ltd"].values["phone"] == ""


def test_an_id_without_name_column_is_enough(company: Company) -> None:
    company.bring("contacts", PEOPLE)
    record = company.contacts()["Acme"]
    assert counts(company.bring("contacts", f"id,phone\n{record.id},1800 123 456\n")) == (0, 1, 0, 0)


def test_an_unknown_id_is_a_problem_and_the_good_rows_go_in(company: Company) -> None:
    result = company.bring("contacts", "id,name,email\nnosuchid,Ghost,g@x.com\n,Good,good@x.com\n")
    assert counts(result) == (1, 0, 0, 1)
    problem = result.problems[0]
    assert (problem.line, problem.column, problem.value) == (2, "id", "nosuchid")
    assert list(company.contacts()) == ["Good"]


def test_a_problem_file_can_be_mended_and_imported_again(company: Company) -> None:
    result = company.bring("contacts", "name;email;currency\nA;a@x.com;dollars\n;b@x.com;AUD\nC;c@x.com;AUD\n=D;d@x.com;§\n")
    assert counts(result) == (1, 0, 0, 3)
    path = Path(result.problem_file)
    assert path.name == "file1-problems.csv"
    mended = path.read_text(encoding="utf-8-sig").replace("dollars", "AUD").replace(";b@x.com", "B;b@x.com").replace("§", "NZD")
    path.write_text(mended, encoding="utf-8-sig")
    again = import_file(company.port, "contacts", path)
    assert counts(again) == (3, 0, 0, 0)
    assert set(company.contacts()) == {"A", "B", "C", "=D"}
    repeated = import_file(company.port, "contacts", company.folder / "file1.csv")
    assert Path(repeated.problem_file).name == "file1-problems-2.csv", "what a person mended is not overwritten"


def test_a_broken_quote_is_a_problem_of_its_line(company: Company) -> None:
    result = company.bring("contacts", 'name,email\nA,a@x.com\n"B,b@x.com\nC,c@x.com\n')
    assert counts(result) == (2, 0, 0, 1)
    assert result.problems[0].line == 3
    assert "B" in Path(result.problem_file).read_text(encoding="utf-8-sig")


def test_only_one_of_name_and_email_equal_is_a_possible_duplicate(company: Company) -> None:
    company.bring("contacts", "name,email\nAcme,a@acme.com\nBeta,b@beta.com\n")
    result = company.bring("contacts", "name,email\nACME,other@acme.com\nBeta 2,B@BETA.COM\nAcme,A@acme.com\n")
    assert counts(result) == (2, 1, 0, 0) or counts(result) == (2, 0, 1, 0)
    assert result.duplicates == 2
    pairs = Duplicates(company.database).open()
    assert {one.reason for one in pairs} == {"same name, another e-mail", "same e-mail, another name"}
    assert counts(company.bring("contacts", "name,email\nACME,other@acme.com\nBeta 2,B@BETA.COM\n")) == (0, 0, 2, 0)
    assert len(Duplicates(company.database).open()) == 2


def test_equal_rows_in_one_file_are_one_record(company: Company) -> None:
    assert counts(company.bring("contacts", "name,email,phone\nAcme,a@x.com,\nacme,A@x.com,123\nAcme,b@x.com,\n"))[:2] == (2, 0)
    assert company.database.value("SELECT count(*) FROM contact WHERE phone = '123'") == 1


def test_a_foreign_id_is_kept_and_met_again(company: Company) -> None:
    text = "Record ID,First Name,Last Name,Email,Company name,Contact owner,Lifecycle Stage\n901,Ann,Lee,ann@x.com,Acme,Sam,Opportunity\n"
    result = company.bring("contacts", text)
    assert result.source == "HubSpot"
    record = company.only()
    assert (record.title, record.values["first_name"], record.values["owner"], record.values["stage"]) == ("Acme", "Ann", "Sam", "lead")
    assert record.id != "901"
    changed = text.replace("ann@x.com", "new@x.com").replace("Acme", "Acme Ltd")
    assert counts(company.bring("contacts", changed)) == (0, 1, 0, 0)
    assert (company.only().id, company.only().values["email"]) == (record.id, "new@x.com")
    assert counts(company.bring("contacts", changed)) == (0, 0, 1, 0)


def test_a_foreign_id_is_remembered_for_a_contact_known_by_name_and_email(company: Company) -> None:
    company.bring("contacts", "name,email\nAnn Lee,ann@x.com\n")
    company.bring("contacts", "Record ID,First Name,Last Name,Email\n7,Ann,Lee,ann@x.com\n")
    assert counts(company.bring("contacts", "Record ID,First Name,Last Name,Email\n7,Anna,Leigh,a@x.com\n")) == (0, 1, 0, 0)
    assert company.only().values["email"] == "a@x.com"


def test_an_id_column_of_another_program_is_never_taken_for_ours(company: Company) -> None:
    result = company.bring("contacts", "ID,Name,Email\n1042,Acme,a@x.com\n")
    assert counts(result) == (1, 0, 0, 0)
    assert counts(company.bring("contacts", "ID,Name,Email\n1042,Acme 2,b@x.com\n")) == (0, 1, 0, 0)


PIPEDRIVE = """Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Mobile,Person - ID
Ann Lee,Acme,ann@x.com,0412 345 678,9
"""
GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Notes,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Street,Address 1 - City\n"
    "Ada,,Lovelace,,hi,Work,ada@x.com ::: b@x.com,Work,+44 20 7946 0958,1 Main St,London\n"
)
OLD_GOOGLE = """Name,Given Name,Additional Name,Family Name,Organization 1 - Name,E-mail 1 - Type,E-mail 1 - Value
Ada L,Ada,,L,Engines,*,a@x.com
"""
OUTLOOK = (
    "First Name,Last Name,Company,E-mail Address,Business Phone,Business Street,Business City,Business State,Business Postal Code,"
    "Business Country/Region\n"
    "Ann,Lee,Acme,ann@x.com,02 9999 1234,1 Main St,Sydney,NSW,2000,Australia\n"
)
XERO = (
    "*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,"
    "POCity,PORegion,POPostalCode,POCountry,SAAddressLine1,SACity,PhoneNumber,MobileNumber,TaxNumber,DueDateSalesDay,DueDateSalesTerm,"
    "Person1FirstName,Person1LastName,Person1Email,Person1IncludeInEmail\n"
    "Acme,A-1,a@x.com,Ann,Lee,,PO Box 1,L2,L3,,Sydney,NSW,2000,Australia,2 St,Perth,61 2 99991234,,51824753556,20,Following Month,"
    "Bob,Low,bob@x.com,Yes\n"
)
GERMAN = """Firma;Vorname;Name;E-Mail-Adresse;Telefon;Straße;PLZ;Ort;USt-IdNr.
Müller GmbH;Jörg;Müller;j@m.de;030 123;Am Markt 1;10115;Berlin;DE1
"""
FRENCH = """Société;Prénom;Nom;Courriel;Téléphone;Code postal;Ville;Pays
Élan;Zoë;Roux;z@elan.fr;01 23;75001;Paris;France
"""
BOB: dict[str, str | bool] = {"first_name": "Bob", "last_name": "Low", "email": "bob@x.com", "phone": "", "role": "", "gets_invoice": True}


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        ("Pipedrive", PIPEDRIVE, {"name": "Acme", "first_name": "Ann", "last_name": "Lee", "email": "ann@x.com", "mobile": "0412 345 678"}),
        ("Google Contacts", GOOGLE, {"name": "Ada Lovelace", "email": "ada@x.com", "phone": "+44 20 7946 0958", "billing_city": "London"}),
        ("Google Contacts", OLD_GOOGLE, {"name": "Engines", "first_name": "Ada", "last_name": "L"}),
        ("Outlook", OUTLOOK, {"name": "Acme", "phone": "02 9999 1234", "billing_region": "NSW", "billing_country": "Australia"}),
        ("Xero's contact template", XERO, {"name": "Acme", "account_number": "A-1", "billing_line2": "L2, L3", "delivery_city": "Perth"}),
        ("Xero's contact template", XERO, {"payment_terms": "20th of next month", "tax_number": "51824753556", "people": [BOB]}),
        (
            "",
            GERMAN,
            {"name": "Müller GmbH", "first_name": "Jörg", "last_name": "Müller", "billing_postcode": "10115", "tax_number": "DE1"},
        ),
        ("", FRENCH, {"name": "Élan", "first_name": "Zoë", "last_name": "Roux", "billing_city": "Paris", "billing_country": "France"}),
    ],
)
def test_exports_of_other_programs(company: Company, source: str, text: str, wanted: dict[str, Value]) -> None:
    result = company.bring("contacts", text)
    assert result.source == source
    values = company.only().values
    assert {name: values[name] for name in wanted} == wanted
    assert counts(company.bring("contacts", text)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("kind", "headings", "fields"),
    [
        ("contacts", ["Company", "Name", "Mail", "Email"], ["+company", "name", "", "email"]),
        ("contacts", ["Customer ID", "Customer", "Invoice Address", "Shipping City", "xero_id", "Shoe size"],
         ["+source_id", "name", "billing_line1", "delivery_city", "", ""]),
        ("contacts", ["id", "Billing Post Code", "Delivery Street", "State/Region"],
         ["id", "billing_postcode", "delivery_line1", "billing_region"]),
        ("deals", ["Status", "Stage", "Title", "Customer"], ["", "stage", "title", "contact"]),
        ("deals", ["Deal", "Status", "Company", "Amount"], ["title", "stage", "contact", "unit_price"]),
        ("products", ["SKU", "Product", "Price", "Cost"], ["code", "name", "unit_price", "purchase_price"]),
        ("products", ["*ItemCode", "ItemName", "SalesUnitPrice", "PurchasesUnitPrice"], ["code", "name", "unit_price", "purchase_price"]),
    ],
)  # fmt: skip
def test_columns_are_matched_by_their_names(kind: str, headings: list[str], fields: list[str]) -> None:
    found = recognise(kind, headings, [["x"] * len(headings)])
    assert [column.field for column in found.columns] == fields
    assert all(column.reason for column in found.columns)


def test_columns_can_be_chosen(company: Company) -> None:
    chosen = columns_of({"columns": {"Kennung": "account_number", "Notes": ""}})
    company.bring("contacts", "Name,Kennung,Notes\nAcme,K1,secret\n", chosen=chosen)
    assert (company.only().values["account_number"], company.only().values["notes"]) == ("K1", "")
    for wrong in ({"Nope": "name"}, {"Name": "nonsense"}, {"Name": "email", "Kennung": "email"}):
        with pytest.raises(BadFile):
            company.bring("contacts", "Name,Kennung\nAcme,K1\n", chosen=wrong)
    with pytest.raises(BadFile):
        columns_of(["Name"])


def test_nothing_known_or_nothing_there_is_refused(company: Company) -> None:
    with pytest.raises(BadFile, match="columns"):
        company.bring("contacts", "aaa,bbb\n1,2\n")
    with pytest.raises(BadFile, match="no rows"):
        company.bring("contacts", "name,email\n")
    with pytest.raises(Misuse):
        company.bring("unicorns", "name\nA\n")


def test_cancelling_leaves_nothing_behind(company: Company) -> None:
    rows = "".join(f"Contact {n},c{n}@x.com\n" for n in range(1500))
    seen: list[str] = []
    progress = Progress(lambda step: seen.append(step.words), lambda: seen.count("Storing") >= 2)
    with pytest.raises(Cancelled, match="nothing was imported"):
        company.bring("contacts", "name,email\n" + rows, progress=progress)
    assert company.contacts() == {}


def test_odd_names_and_long_notes(company: Company) -> None:
    names = ["مخبز النور", "🦘 Tours", "x" * 300, "Line\u2028break", "nul\x00name"]
    text = "name,notes\n" + "".join(f'"{name}","{"n" * 100_000}"\n' for name in names)
    assert counts(company.bring("contacts", text)) == (5, 0, 0, 0)
    assert counts(company.bring("contacts", text)) == (0, 0, 5, 0)
    assert "x" * 300 in company.contacts()


def test_products_by_code(company: Company) -> None:
    text = "Code;Name;Preis;Account\nA1;Widget;1.234,50;200\nA2;Bolt;0,1234;\n;Nameless;1,00;\nA3;Bad;dear;\n"
    result = company.bring("products", text)
    assert counts(result) == (2, 0, 0, 2)
    assert {problem.column for problem in result.problems} == {"Code", "Preis"}
    loaded = Products(company.database).load(Products(company.database).by_code(["A1", "A2"]).values())
    assert {one.title: one.values["unit_price"] for one in loaded.values()} == {"A1": "1234.50", "A2": "0.1234"}
    assert counts(company.bring("products", text)) == (0, 0, 2, 2)
    assert counts(company.bring("products", "code,unit_price\na1,99\n")) == (0, 1, 0, 0)


DEALS = (
    "title,contact,stage,currency,expected_close,product,description,quantity,unit_price,discount,tax\n"
    "Fit-out,Acme,Won,AUD,13/06/2026,A1,Desk,2,100,10,OUTPUT\n"
    "Fit-out,Acme,,,,A2,Chair,4,50.5,,OUTPUT\n"
    "Repair,Acme,quoted,AUD,,,,,,,\n"
    "Ghost,Nobody,quoted,,,,,,,,\n"
)


def test_deals_are_grouped_by_title_and_customer(company: Company) -> None:
    company.bring("contacts", "name,email\nAcme,a@x.com\n")
    assert counts(company.bring("deals", DEALS)) == (2, 0, 0, 1)
    ids = [row[0] for row in company.database.rows("SELECT id FROM deal")]
    deals = {one.title: one for one in Deals(company.database).load(ids).values()}
    fit_out = deals["Fit-out"]
    assert fit_out.values["expected_close"] == "2026-06-13"
    assert fit_out.values["stage"] == "won"
    lines = fit_out.values["lines"]
    assert isinstance(lines, list)
    assert [(line["product"], line["quantity"], line["unit_price"]) for line in lines] == [
        ("A1", "2.00", "100.00"),
        ("A2", "4.00", "50.50"),
    ]
    assert company.database.value("SELECT amount FROM deal WHERE title = 'Fit-out'") == 38200
    assert counts(company.bring("deals", DEALS)) == (0, 0, 2, 1)


def test_exported_deals_come_back_unchanged(company: Company, tmp_path: Path) -> None:
    company.bring("contacts", "name,email\nAcme,a@x.com\nAcme,b@x.com\nBeta,c@x.com\n")
    contacts = Contacts(company.database)
    acme = [row[0] for row in company.database.rows("SELECT id FROM contact WHERE name = 'Acme' ORDER BY id")]
    line: Value = [
        {"product": "A1", "description": "Desk", "quantity": "2", "unit_price": "1", "discount": "", "account": "200", "tax": "GST"}
    ]
    deal = Deals(company.database).create({"title": "T", "contact_id": acme[1], "stage": "won", "lines": line}, by="user")
    record = Deals(company.database).get(deal)
    assert record is not None
    contact = contacts.get(acme[1])
    assert contact is not None
    rows = [{"id": deal, "xero_id": "", "status": "active", **record.values, "contact": contact.title}]
    export("deals", rows, "csv", tmp_path / "deals.csv")
    assert counts(import_file(company.port, "deals", tmp_path / "deals.csv")) == (0, 0, 1, 0)


def test_a_deal_of_another_program_keeps_its_id(company: Company) -> None:
    company.bring("contacts", "name\nAcme\n")
    text = "Deal - ID,Deal - Title,Deal - Organization,Deal - Stage,Deal - Value,Deal - Currency\n5,Fit-out,Acme,Negotiation,1200,AUD\n"
    assert counts(company.bring("deals", text)) == (1, 0, 0, 0)
    assert counts(company.bring("deals", text.replace("Fit-out", "Fit-out 2"))) == (0, 1, 0, 0)
    assert company.database.value("SELECT amount FROM deal") == 120000


def exported(company: Company) -> list[dict[str, object]]:
    """The contacts as the contract exports them."""
    return [{"id": one.id, "xero_id": "", "status": "active", **one.values} for one in company.contacts().values()]


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufffe\uffff"), max_size=12)
PLAIN = [field.name for field in catalogues.crm("contact").fields if field.name not in ("name", "stage", "people", "currency")]
person = st.fixed_dictionaries(
    {**dict.fromkeys(("first_name", "last_name", "email", "phone", "role"), texts.map(str.strip)), "gets_invoice": st.booleans()}
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.fixed_dictionaries({**dict.fromkeys(PLAIN, texts), "people": st.lists(person, max_size=2)}), min_size=1, max_size=3))
def test_exported_contacts_come_back_unchanged(company: Company, tmp_path: Path, rows: list[dict[str, Value]]) -> None:
    company.database.execute_sql("DELETE FROM contact")
    contacts = Contacts(company.database)
    for number, values in enumerate(rows):
        contacts.create({**values, "name": f"C{number}", "currency": "AUD", "stage": "lead"}, by="user")
    export("contacts", exported(company), "csv", tmp_path / "contacts.csv")
    result = import_file(company.port, "contacts", tmp_path / "contacts.csv", clear_empty=True)
    assert result.problems == ()
    assert counts(result) == (0, 0, len(rows), 0)
    export("contacts", exported(company), "xlsx", tmp_path / "contacts.xlsx")
    assert counts(import_file(company.port, "contacts", tmp_path / "contacts.xlsx")) == (0, 0, len(rows), 0)


@pytest.mark.benchmark
def test_speed_of_ten_thousand_rows(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    path = company.folder / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "email", "phone", "billing_line1", "billing_city", "billing_postcode", "tax_number", "notes"])
        writer.writerows(
            [f"Contact {n}", f"c{n}@x.com", "02 9999 1234", f"{n} Main St", "Sydney", "2000", str(n), "note"] for n in range(10_000)
        )
    times = []
    for change in ("", "", "Melbourne"):
        if change:
            path.write_text(path.read_text(encoding="utf-8").replace("Sydney", change), encoding="utf-8")
        began = time.perf_counter()
        result = import_file(company.port, "contacts", path)
        times.append((counts(result), round(time.perf_counter() - began, 2)))
    with capsys.disabled():
        print(f"\n10,000 rows added, met again, updated: {times}")
