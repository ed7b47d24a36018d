"""What the products' page asks of the services."""

from __future__ import annotations

from typing import Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.values import Values


class ProductKeeping(Protocol):
    """services.products.ProductService."""

    def save(self, product_id: str | None, revision: int | None, changes: Values) -> tuple[str, Changes]: ...
    def archive(self, product_id: str, revision: int) -> Changes: ...
    def restore(self, product_id: str, revision: int) -> Changes: ...


class ProductServices(Protocol):
    """The services of the products' page. They may be slow: call them in a lane."""

    @property
    def products(self) -> ProductKeeping: ...
