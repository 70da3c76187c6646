"""What templates can tell of, kept for all documents that are made of the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import cast

from policyreport.compose.record_view import given
from policyreport.compose.view import View
from policyreport.compose.views import views
from policyreport.document.report import PerRecord
from policyreport.model import Facts
from policyreport.model.recipient import Recipient

_PRINTABLE = ("id", "name", "organisation", "greeting")
"""What of a recipient a document may say: no address, and nothing of how or what they are given."""


class Told:
    """The names that templates can use, made once however many documents tell of them."""

    def __init__(self, facts: Facts, recipients: Iterable[Recipient] = ()) -> None:
        self.facts = facts
        self._recipients = recipients
        self._records: dict[str, Mapping[str, View]] = {}

    @cached_property
    def names(self) -> Mapping[str, object]:
        """What every template can name at its top."""
        return views(self.facts)

    def records(self, collection: str) -> Mapping[str, View]:
        """Return the records of a collection as templates see them, by their ids."""
        if collection not in self._records:
            found = self._recipient_views() if collection == "recipients" else self.names[collection]
            self._records[collection] = {str(one.get("id")): one for one in cast("Iterable[View]", found)}
        return self._records[collection]

    def names_for(self, editions: PerRecord, record: str) -> Mapping[str, object]:
        """Return what a template can name in the edition for one record: the same, and the record."""
        return {**self.names, editions.singular: self.records(editions.collection)[record]}

    def _recipient_views(self) -> list[View]:
        return [View({name: given(getattr(one, name)) for name in _PRINTABLE}) for one in self._recipients]
