"""The headings of other programs' exports and the names people give columns (English, German, French), with the CRM field each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Targets that are no field of their own, but become part of one:
COMPANY, FULL_NAME = "+company", "+full_name"
TERMS_DAY, TERMS_TYPE = "+terms_day", "+terms_type"
LINE3, LINE4 = "+line3", "+line4"
SOURCE_ID = "+source_id"
OWN_ID = "id"
IGNORED = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One program's export: its name, headings that only it has (all must be there), and which field each heading is."""

    source: str
    label: str
    signs: tuple[frozenset[str], ...]
    columns: Mapping[str, str]
    kinds: frozenset[str] = field(default_factory=lambda: frozenset({"contacts"}))


def _address(prefix: str, street: str, more: Mapping[str, str]) -> dict[str, str]:
    return {street: f"{prefix}_line1", **{heading: f"{prefix}_{part}" for heading, part in more.items()}}


HUBSPOT = Layout(
    "hubspot", "HubSpot",
    (frozenset({"record id", "first name"}), frozenset({"record id", "email"}), frozenset({"record id", "company name"}),
     frozenset({"record id", "contact owner"}), frozenset({"record id", "company owner"})),
    {
        "record id": SOURCE_ID, "first name": "first_name", "last name": "last_name", "email": "email", "phone number": "phone",
        "mobile phone number": "mobile", "company name": COMPANY, "associated company": COMPANY,
        "primary company": COMPANY, "name": COMPANY,
        "contact owner": "owner", "company owner": "owner", "lifecycle stage": "stage", "original source": "lead_source",
        "lead source": "lead_source", "website url": "website", "company domain name": "website",
        **_address("billing", "street address", {"street address 2": "line2", "city": "city", "state region": "region", "state": "region",
                                                 "postal code": "postcode", "country region": "country", "country": "country"}),
    },
)  # fmt: skip
PIPEDRIVE = Layout(
    "pipedrive", "Pipedrive",
    (frozenset({"person name"}), frozenset({"organization name", "organization id"}),
     frozenset({"organization name", "organization address"})),
    {
        "person id": SOURCE_ID, "organization id": SOURCE_ID, "person name": FULL_NAME, "person first name": "first_name",
        "person last name": "last_name", "person organization": COMPANY, "organization name": COMPANY, "person email work": "email",
        "person email": "email", "person phone work": "phone", "person phone": "phone", "person phone mobile": "mobile",
        "person owner": "owner", "organization owner": "owner", "organization address": "billing_line1",
        "person postal address": "billing_line1", "organization website": "website", "person notes": "notes",
        "organization street name of address": "billing_line1", "organization city town village locality of address": "billing_city",
        "organization zip postal code of address": "billing_postcode", "organization country of address": "billing_country",
        "organization state county of address": "billing_region",
    },
)  # fmt: skip
PIPEDRIVE_DEALS = Layout(
    "pipedrive", "Pipedrive", (frozenset({"deal title"}),),
    {
        "deal id": SOURCE_ID, "deal title": "title", "deal organization": "contact", "deal contact person": "+contact_person",
        "deal stage": "stage", "deal currency": "currency", "deal currency of value": "currency", "deal value": "unit_price",
        "deal expected close date": "expected_close", "deal won time": "won_on", "deal owner": "owner",
        "deal source channel": "lead_source",
    },
    frozenset({"deals"}),
)  # fmt: skip
HUBSPOT_DEALS = Layout(
    "hubspot", "HubSpot", (frozenset({"record id", "deal name"}),),
    {
        "record id": SOURCE_ID, "deal name": "title", "associated company": "contact", "associated contact": "+contact_person",
        "deal stage": "stage", "currency": "currency", "amount": "unit_price", "close date": "expected_close", "deal owner": "owner",
    },
    frozenset({"deals"}),
)  # fmt: skip
GOOGLE = Layout(
    "google", "Google Contacts",
    (frozenset({"e mail 1 value"}), frozenset({"given name", "family name"}), frozenset({"phone 1 value"})),
    {
        "name": FULL_NAME, "file as": IGNORED, "first name": "first_name", "given name": "first_name", "last name": "last_name",
        "family name": "last_name", "organization name": COMPANY, "organization 1 name": COMPANY, "e mail 1 value": "email",
        "phone 1 value": "phone", "phone 2 value": "mobile", "website 1 value": "website", "notes": "notes",
        **_address("billing", "address 1 street", {"address 1 extended address": "line2", "address 1 city": "city",
                                                   "address 1 region": "region", "address 1 postal code": "postcode",
                                                   "address 1 country": "country"}),
        **_address("delivery", "address 2 street", {"address 2 extended address": "line2", "address 2 city": "city",
                                                    "address 2 region": "region", "address 2 postal code": "postcode",
                                                    "address 2 country": "country"}),
    },
)  # fmt: skip
OUTLOOK = Layout(
    "outlook", "Outlook",
    (frozenset({"e mail address", "business phone"}), frozenset({"business street", "business city"}), frozenset({"e mail display name"})),
    {
        "first name": "first_name", "last name": "last_name", "company": COMPANY, "e mail address": "email", "business phone": "phone",
        "primary phone": IGNORED, "mobile phone": "mobile", "web page": "website", "business home page": "website", "notes": "notes",
        "account": "account_number",
        **_address("billing", "business street", {"business street 2": "line2", "business city": "city", "business state": "region",
                                                  "business postal code": "postcode", "business country": "country",
                                                  "business country region": "country"}),
        **_address("delivery", "other street", {"other street 2": "line2", "other city": "city", "other state": "region",
                                                "other postal code": "postcode", "other country": "country",
                                                "other country region": "country"}),
    },
)  # fmt: skip


def _xero_address(prefix: str, theirs: str) -> dict[str, str]:
    parts = {"city": "city", "region": "region", "postalcode": "postcode", "country": "country"}
    return {
        **{f"{theirs}addressline{n}": f"{prefix}_line{n}" for n in (1, 2)},
        f"{theirs}addressline3": f"{LINE3}:{prefix}",
        f"{theirs}addressline4": f"{LINE4}:{prefix}",
        **{f"{theirs}{heading}": f"{prefix}_{part}" for heading, part in parts.items()},
    }


_XERO_PERSON = {"firstname": "first_name", "lastname": "last_name", "email": "email", "includeinemail": "gets_invoice"}
XERO = Layout(
    "xero", "Xero's contact template",
    (frozenset({"contactname", "poaddressline1"}), frozenset({"contactname", "emailaddress"}), frozenset({"contactname", "accountnumber"})),
    {
        "contactname": "name", "accountnumber": "account_number", "emailaddress": "email", "firstname": "first_name",
        "first name": "first_name",
        "lastname": "last_name", "last name": "last_name", **_xero_address("billing", "po"), **_xero_address("delivery", "sa"),
        "phonenumber": "phone", "mobilenumber": "mobile", "taxnumber": "tax_number", "website": "website",
        "duedatesalesday": TERMS_DAY, "duedatesalesterm": TERMS_TYPE, "defaultcurrency": "currency", "currency": "currency",
        **{f"person{n}{theirs}": f"+person{n}.{ours}" for n in range(1, 6) for theirs, ours in _XERO_PERSON.items()},
    },
)  # fmt: skip
XERO_ITEMS = Layout(
    "xero", "Xero's item template", (frozenset({"itemcode"}),),
    {
        "itemcode": "code", "itemname": "name", "salesdescription": "description", "salesunitprice": "unit_price",
        "salesaccount": "account", "salestaxrate": "tax_type", "purchasesunitprice": "purchase_price",
        "purchasesaccount": "purchase_account",
    },
    frozenset({"products"}),
)  # fmt: skip

LAYOUTS = (XERO, XERO_ITEMS, HUBSPOT_DEALS, PIPEDRIVE_DEALS, HUBSPOT, PIPEDRIVE, GOOGLE, OUTLOOK)

ADDRESS_WORDS = {
    "line1": "address, street, street address, address line 1, address 1, address1, strasse, strasse und hausnummer, anschrift, "
             "adresse, rue",
    "line2": "address line 2, address 2, address2, street 2, adresszusatz, complement d adresse",
    "city": "city, town, suburb, ort, stadt, ville",
    "region": "region, state, state region, county, province, bundesland, kanton",
    "postcode": "postcode, post code, postal code, zip, zip code, zip postal code, plz, postleitzahl, code postal",
    "country": "country, country region, land, pays",
}  # fmt: skip
CONTACT_WORDS: dict[str, str] = {
    "name": "name, contact name, customer, customer name, client, client name, account name, display name, kunde, kundenname, client nom",
    COMPANY: "company, company name, organisation, organization, business, business name, trading name, firma, firmenname, unternehmen, "
             "societe, entreprise, raison sociale",
    FULL_NAME: "full name, contact person, ansprechpartner, nom complet",
    "first_name": "first name, firstname, given name, forename, vorname, prenom",
    "last_name": "last name, lastname, surname, family name, nachname, familienname, nom de famille",
    "email": "email, e mail, email address, e mail address, mail, e mail adresse, emailadresse, courriel, adresse e mail, adresse email",
    "phone": "phone, phone number, telephone, tel, work phone, business phone, office phone, telefon, telefonnummer, "
             "numero de telephone",
    "mobile": "mobile, mobile phone, mobile number, cell, cell phone, handy, mobil, mobiltelefon, mobilnummer, portable, "
              "telephone portable",
    "website": "website, web, web site, url, homepage, webseite, internet, site web",
    "tax_number": "tax number, tax id, abn, gst number, gst no, vat number, vat no, vat id, vat, ein, nzbn, ust idnr, ust id, ustid, "
                  "steuernummer, numero de tva, n tva, tva",
    "account_number": "account number, account no, customer number, customer no, client number, kundennummer, kunden nr, "
                      "numero client, n client",
    "currency": "currency, currency code, default currency, wahrung, devise, monnaie",
    "payment_terms": "payment terms, terms, zahlungsbedingungen, zahlungsziel, conditions de paiement",
    "stage": "stage, lifecycle stage, phase, etape",
    "lead_source": "lead source, source, quelle, herkunft, origine",
    "owner": "owner, account manager, contact owner, sales person, salesperson, betreuer, zustandig, responsable",
    "notes": "notes, note, comments, comment, remarks, description, notizen, notiz, bemerkung, bemerkungen, remarques, commentaire",
    "people": "people, contacts, contact persons, personen, personnes",
    **{f"billing_{part}": words for part, words in ADDRESS_WORDS.items()},
}  # fmt: skip
PRODUCT_WORDS: dict[str, str] = {
    "code": "code, item code, product code, sku, item, item number, part number, artikelnummer, artikel nr, reference, ref",
    "name": "name, item name, product, product name, title, bezeichnung, artikel, nom, produit, designation",
    "description": "description, sales description, details, beschreibung",
    "unit_price": "unit price, price, sales price, selling price, sales unit price, rate, preis, verkaufspreis, einzelpreis, "
                  "prix, prix unitaire",
    "account": "account, sales account, account code, sales account code, income account, konto, compte",
    "tax_type": "tax type, tax rate, tax, sales tax, vat, gst, steuersatz, mwst, tva",
    "purchase_price": "purchase price, cost, cost price, buy price, purchases unit price, purchase unit price, einkaufspreis, prix d achat",
    "purchase_account": "purchase account, purchases account, cost account, expense account",
}  # fmt: skip
DEAL_WORDS: dict[str, str] = {
    "title": "title, deal title, deal name, opportunity, opportunity name, subject, titel, betreff, titre",
    "contact": "contact, customer, customer name, company, client, organisation, organization, account, account name, kunde, client nom",
    "stage": "stage, deal stage, phase, etape, status",
    "currency": "currency, currency code, wahrung, devise",
    "expected_close": "expected close, expected close date, close date, closing date, abschluss",
    "won_on": "won on, won date, won time, gewonnen am",
    "lead_source": "lead source, source, quelle",
    "owner": "owner, deal owner, sales person, responsable",
    "product": "product, product code, item, item code, sku, artikel, produit",
    "description": "description, line description, beschreibung",
    "quantity": "quantity, qty, menge, anzahl, quantite",
    "unit_price": "unit price, price, amount, value, deal value, rate, preis, einzelpreis, prix, montant, betrag",
    "discount": "discount, discount percent, rabatt, remise",
    "account": "line account, account code, sales account",
    "tax": "tax, tax type, tax rate, vat, gst, mwst, tva",
}  # fmt: skip
WORDS: dict[str, dict[str, str]] = {"contacts": CONTACT_WORDS, "products": PRODUCT_WORDS, "deals": DEAL_WORDS}
FOREIGN_IDS = frozenset({"record id", "person id", "organization id", "deal id", "contact id", "contactid", "customer id", "external id",
                         "source id"})  # fmt: skip
OWN_EXTRAS = frozenset({"xero id", "status", "problem"})
"""Columns of our own exports and problem files that say nothing new."""
