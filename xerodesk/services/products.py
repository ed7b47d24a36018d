"""Products as a user keeps them: adding, editing, put away and brought back."""

from __future__ import annotations

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import NotThere, Refused
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Value, Values
from xerodesk.mapping.crm_product import PRODUCT
from xerodesk.mapping.fields import Field
from xerodesk.mapping.xero_item import PRODUCT as ITEM
from xerodesk.services.typed import typed_number
from xerodesk.store.columns import fold
from xerodesk.store.products import Products

BY = "You"
LIMITS = {
    "code": ITEM.field("Code").maximum,
    "name": ITEM.field("Name").maximum,
    "description": ITEM.field("Description").maximum,
    "account": ITEM.field("SalesDetails.AccountCode").maximum,
    "tax_type": ITEM.field("SalesDetails.TaxType").maximum,
    "purchase_account": ITEM.field("PurchaseDetails.AccountCode").maximum,
}
"""How many characters Xero takes for what a product is usually paired with; said in the form, before it is refused there."""


class ProductService:
    """What can be done with products."""

    def __init__(self, products: Products) -> None:
        self._products = products

    def save(self, product_id: str | None, revision: int | None, changes: Values) -> tuple[str, Changes]:
        """Store a new product (`product_id` None) or changes of one that was read at `revision`; its id and what changed.

        Fields are the catalogue's (mapping.crm_product); prices may be written as people type them.
        Raises Refused with a word for each field that cannot be stored, Moved when someone else wrote since, NotThere.
        """
        before = self._read(product_id) if product_id else None
        wanted, wrong = self._checked(changes, before)
        if wrong:
            raise Refused("This product cannot be saved yet.", "Mend what is marked, then save again.", fields=wrong)
        if before is None:
            made = self._products.create(wanted, by=BY)
            return made, Changes.of("product", made)
        self._products.update(before.id, before.revision if revision is None else revision, wanted, by=BY)
        return before.id, Changes.of("product", before.id)

    def archive(self, product_id: str, revision: int) -> Changes:
        """Put a product away. Raises Moved or NotThere."""
        self._products.archive(product_id, revision, by=BY)
        return Changes.of("product", product_id)

    def restore(self, product_id: str, revision: int) -> Changes:
        """Bring a product back. Raises Moved or NotThere."""
        self._products.restore(product_id, revision, by=BY)
        return Changes.of("product", product_id)

    def _read(self, product_id: str) -> LocalRecord:
        found = self._products.get(product_id)
        if found is None:
            raise NotThere("This product is no longer in the company file.", "Refresh the list.", status=404)
        return found

    def _checked(self, changes: Values, before: LocalRecord | None) -> tuple[dict[str, Value], dict[str, str]]:
        wanted: dict[str, Value] = {}
        wrong: dict[str, str] = {}
        for name, value in changes.items():
            if name in PRODUCT.names() and isinstance(value, str):
                field = PRODUCT.field(name)
                try:
                    wanted[name] = _stored(field, value)
                except ValueError as error:
                    wrong[name] = str(error)
                    continue
                had = str(before.values.get(name, "")) if before else ""
                if len(str(wanted[name])) > LIMITS.get(name, len(value)) and wanted[name] != had:
                    wrong[name] = f"At most {LIMITS[name]} characters"
        if (before is None or "code" in wanted) and "code" not in wrong:
            self._check_code(str(wanted.get("code", "")), before, wrong)
        return wanted, wrong

    def _check_code(self, code: str, before: LocalRecord | None, wrong: dict[str, str]) -> None:
        if not code:
            wrong["code"] = f"{PRODUCT.field('code').label} is needed"
            return
        other = self._products.by_code([code]).get(fold(code))
        if other is not None and (before is None or other != before.id):
            wrong["code"] = "Another product has this code, perhaps one that was put away"


def _stored(field: Field, value: str) -> str:
    if field.type == "money":
        return typed_number(value)
    normal = field.normalise(value)
    return normal if isinstance(normal, str) else value
