"""What can be done with the CRM's own records, bound to the open company."""

from __future__ import annotations

from xerodesk.assembly.company import Company
from xerodesk.services.contacts import ContactDesk
from xerodesk.services.deals import DealService
from xerodesk.services.field_map import ready_map
from xerodesk.services.products import ProductService


def contacts(company: Company) -> ContactDesk:
    """Customers and leads."""
    return ContactDesk(company.store.contacts, company.ledger, lambda: ready_map(company.store.maps, "contact", company.surroundings()))


def deals(company: Company) -> DealService:
    """Deals."""
    return DealService(company.store.deals, company.store.contacts, lambda: company.today)


def products(company: Company) -> ProductService:
    """Products."""
    return ProductService(company.store.products)
