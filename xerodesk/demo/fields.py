"""The names Xero knows per kind of record, lower case, for `where` and `order`."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


_DOCUMENT = """Type Contact LineItems Date DueDate LineAmountTypes Reference BrandingThemeID CurrencyCode CurrencyRate Status SubTotal
TotalTax Total SentToContact HasAttachments UpdatedDateUTC UpdatedDateUTCString Payments DateString DueDateString"""

FIELDS: dict[str, frozenset[str]] = {
    "Contacts": _names(
        """ContactID MergedToContactID ContactNumber AccountNumber ContactStatus Name FirstName LastName CompanyNumber EmailAddress
        ContactPersons BankAccountDetails TaxNumber AccountsReceivableTaxType AccountsPayableTaxType Addresses Phones IsSupplier IsCustomer
        DefaultCurrency SalesDefaultAccountCode PurchasesDefaultAccountCode PaymentTerms UpdatedDateUTC ContactGroups Website Discount
        Balances HasAttachments"""
    ),
    "Invoices": _names(
        _DOCUMENT
        + """ InvoiceID InvoiceNumber Url ExpectedPaymentDate PlannedPaymentDate TotalDiscount RepeatingInvoiceID IsDiscounted Prepayments
        Overpayments AmountDue AmountPaid AmountCredited FullyPaidOnDate CreditNotes"""
    ),
    "CreditNotes": _names(_DOCUMENT + " CreditNoteID CreditNoteNumber RemainingCredit Allocations AppliedAmount FullyPaidOnDate ID"),
    "Prepayments": _names(_DOCUMENT + " PrepaymentID RemainingCredit Allocations AppliedAmount InvoiceNumber ID"),
    "Overpayments": _names(_DOCUMENT + " OverpaymentID RemainingCredit Allocations AppliedAmount ID"),
    "Payments": _names(
        """PaymentID Invoice CreditNote Prepayment Overpayment InvoiceNumber Account Date CurrencyRate Amount BankAmount Reference
        IsReconciled Status PaymentType UpdatedDateUTC BatchPaymentID BatchPayment HasAccount"""
    ),
    "Quotes": _names(_DOCUMENT + " QuoteID QuoteNumber ExpiryDate Title Summary Terms TotalDiscount"),
    "Items": _names(
        """ItemID Code Name Description PurchaseDescription IsSold IsPurchased SalesDetails PurchaseDetails IsTrackedAsInventory
        InventoryAssetAccountCode TotalCostPool QuantityOnHand UpdatedDateUTC"""
    ),
    "Accounts": _names(
        """AccountID Code Name Type Class Status Description TaxType EnablePaymentsToAccount ShowInExpenseClaims BankAccountNumber
        BankAccountType CurrencyCode SystemAccount ReportingCode ReportingCodeName HasAttachments UpdatedDateUTC AddToWatchlist"""
    ),
    "TaxRates": _names(
        """Name TaxType ReportTaxType CanApplyToAssets CanApplyToEquity CanApplyToExpenses CanApplyToLiabilities CanApplyToRevenue
        DisplayTaxRate EffectiveRate Status TaxComponents"""
    ),
    "Currencies": _names("Code Description"),
    "BrandingThemes": _names("BrandingThemeID Name SortOrder CreatedDateUTC"),
    "ContactGroups": _names("ContactGroupID Name Status Contacts"),
    "TrackingCategories": _names("TrackingCategoryID Name Status Options"),
    "RepeatingInvoices": _names(_DOCUMENT + " RepeatingInvoiceID Schedule"),
    "BankTransactions": _names(_DOCUMENT + " BankTransactionID BankAccount IsReconciled"),
    "Users": _names("UserID EmailAddress FirstName LastName UpdatedDateUTC IsSubscriber OrganisationRole"),
}
