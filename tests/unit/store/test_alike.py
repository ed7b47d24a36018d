"""Who is there already: by e-mail or by name, whatever the case and the accents."""

from __future__ import annotations

from xerodesk.store.company import CompanyFile
from xerodesk.store.queries.alike import alike
from xerodesk.store.writing import Writing


def test_the_same_email_or_name_is_found(company: CompanyFile, writing: Writing) -> None:
    cafe = writing.contacts.create({"name": "Café  Zoë", "email": "hello@zoe.example"}, by="user")
    other = writing.contacts.create({"name": "Zoë Ltd", "email": "HELLO@zoe.example"}, by="user")
    writing.contacts.archive(other, 1, by="user")
    found = alike(company.reading, name="cafe zoe", email="Hello@Zoe.example")
    assert [(one.id, one.same_email, one.same_name, one.archived) for one in found] == [
        (cafe, True, True, False),
        (other, True, False, True),
    ]
    assert [one.id for one in alike(company.reading, email="hello@zoe.example", besides=cafe)] == [other]
    assert [one.id for one in alike(company.reading, name="CAFE ZOE")] == [cafe]


def test_nothing_is_like_nothing(company: CompanyFile, writing: Writing) -> None:
    writing.contacts.create({"name": "No e-mail"}, by="user")
    assert alike(company.reading) == []
    assert alike(company.reading, name="No", email="") == []
