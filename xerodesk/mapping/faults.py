"""Xero's refusals foreseen offline: why a value could not be sent to one of its fields, in words and with advice."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from xerodesk.domain.values import Value, is_empty
from xerodesk.mapping import people, phones, terms
from xerodesk.mapping.compiled import Fault, Surroundings
from xerodesk.mapping.fields import Field
from xerodesk.mapping.normalise import as_text, line, long_text

Check = Callable[[Field, Value, Surroundings], Fault | None]
_PLAIN_EMAIL = re.compile(r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_COUNTRY = re.compile(r"[A-Za-z][A-Za-z .,'()&-]*")
PRICE_DECIMALS = 4  # Xero, "Rounding in Xero"


def xero_fault(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    """Why Xero would refuse `value` (in Xero's form) in `field`; None when nothing speaks against it."""
    if is_empty(value) or (isinstance(value, str) and not value.strip()):
        return _missing(field) if field.required else None
    own = _BY_NAME.get(field.name) or _BY_TYPE.get(field.type)
    found = own(field, value, surroundings) if own is not None else None
    if found is not None or not field.maximum or field.type == "phone":
        return found
    return _too_long(field, value)


def email_fault(address: str) -> Fault | None:
    """Why Xero would not take an e-mail address: not one at all, or one with letters outside plain ASCII."""
    text = line(address)
    if _PLAIN_EMAIL.fullmatch(text) and len(text.partition("@")[0]) <= 64:
        return None
    where, advice = f"“{text}” is not a valid e-mail address", "Correct the e-mail address in xerodesk."
    if "@" not in text:
        return Fault(f"{where}: it has no @.", advice)
    if not text.isascii():
        return Fault(f"{where} for Xero: letters such as ä or é are not supported.", "Use an address with plain letters only.")
    local, _, domain = text.rpartition("@")
    if domain and "." not in domain.strip("."):
        return Fault(f"{where}: it has no ending such as .com.au.", advice)
    return _validator_says(text, where, advice, bool(local))


def _validator_says(text: str, where: str, advice: str, has_name: bool) -> Fault | None:
    import email_validator  # takes 60 ms to load, and few addresses get this far

    if not has_name:
        return Fault(f"{where}: nothing stands before the @.", advice)
    try:
        email_validator.validate_email(text, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except email_validator.EmailNotValidError as error:
        return Fault(f"{where}: {str(error).rstrip('.')}.", advice)
    return None


def _missing(field: Field) -> Fault:
    return Fault(f"Xero needs something in {field.label}, and it is empty.", f"Fill in {field.label} in xerodesk.")


def _too_long(field: Field, value: Value) -> Fault | None:
    text = long_text(value) if field.type == "long_text" else line(value)
    if len(text) <= field.maximum:
        return None
    return Fault(
        f"{field.label} has {len(text)} characters; Xero takes at most {field.maximum}.",
        f"Shorten it in xerodesk, or add “Cut to length” to this pair in the field map to send the first {field.maximum}.",
    )


def _email(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    return email_fault(as_text(value))


def _phone(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    limits = (phones.COUNTRY_MAXIMUM, phones.AREA_MAXIMUM, phones.NUMBER_MAXIMUM)
    for part, limit, what in zip(phones.split_value(value), limits, ("country code", "area code", "number"), strict=True):
        if len(part) > limit:
            return Fault(
                f"{field.label}: the {what} has {len(part)} characters; Xero takes at most {limit}.",
                "Keep only the phone number here and move the rest to the notes.",
            )
    return None


def _country(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    if _COUNTRY.fullmatch(line(value)):
        return None
    advice = "Write the country's name with plain letters, for example Austria."
    return Fault(f"{field.label} “{line(value)}”: Xero takes letters only.", advice)


def _currency(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    code = line(value).upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        return Fault(f"“{code}” is not a currency code of three letters.", "Write it as AUD, USD, EUR and so on.")
    known = surroundings.currencies
    if not known or code in known or code == surroundings.base_currency:
        return None
    advice = f"Add {code} in Xero under Settings > Currencies, or choose another currency."
    return Fault(f"Your Xero organisation does not use {code}.", advice)


def _terms(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    if terms.parse(line(value)) is not None:
        return None
    return Fault(
        f"Xero cannot take the payment terms “{line(value)}”.",
        "Write them as “Net 30”, “15 days after the end of the month”, “20th of this month” or “20th of next month”.",
    )


def _people(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    listed = people.people_of(value)
    if len(listed) > people.XERO_MAXIMUM:
        return Fault(
            f"There are {len(listed)} people; Xero takes at most {people.XERO_MAXIMUM} besides the main one.",
            "Remove people here, or pause the People pair in the field map.",
        )
    for person in listed:
        address = as_text(person.get("email", ""))
        found = email_fault(address) if address.strip() else None
        if found is not None:
            return Fault(f"People: {found.message}", found.advice)
        if max(len(as_text(person.get(name, ""))) for name in ("first_name", "last_name", "email")) > 255:
            return Fault("People: a name or e-mail has more than 255 characters.", "Shorten it in xerodesk.")
    return None


def _amount(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    try:
        number = Decimal(line(value))
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        return Fault(f"{field.label}: “{line(value)}” is not a number.", "Correct the number in xerodesk.")
    if number.normalize().as_tuple().exponent < -PRICE_DECIMALS:  # type: ignore[operator]  # a finite number's exponent is an int
        return Fault(f"{field.label} has more than {PRICE_DECIMALS} decimals.", "Round it, or add “Round” to this pair in the field map.")
    return None


def _account(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    if not surroundings.accounts or line(value) in surroundings.accounts:
        return None
    return Fault(f"Your Xero organisation has no account {line(value)}.", "Choose one of Xero's accounts, or add it in Xero first.")


def _tax(field: Field, value: Value, surroundings: Surroundings) -> Fault | None:
    if not surroundings.tax_types or line(value) in surroundings.tax_types:
        return None
    return Fault(f"Your Xero organisation has no tax rate {line(value)}.", "Choose one of Xero's tax rates, or add it in Xero first.")


_BY_TYPE: dict[str, Check] = {"email": _email, "phone": _phone, "people": _people, "money": _amount, "number": _amount}
_BY_NAME: dict[str, Check] = {
    "Addresses.POBOX.Country": _country,
    "Addresses.STREET.Country": _country,
    "DefaultCurrency": _currency,
    "PaymentTerms.Sales": _terms,
    "PaymentTerms.Bills": _terms,
    "SalesDetails.AccountCode": _account,
    "PurchaseDetails.AccountCode": _account,
    "PurchaseDetails.COGSAccountCode": _account,
    "InventoryAssetAccountCode": _account,
    "SalesDefaultAccountCode": _account,
    "PurchasesDefaultAccountCode": _account,
    "SalesDetails.TaxType": _tax,
    "PurchaseDetails.TaxType": _tax,
    "AccountsReceivableTaxType": _tax,
    "AccountsPayableTaxType": _tax,
}
