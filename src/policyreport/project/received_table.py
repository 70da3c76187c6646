"""How a kind of table that other offices send is read, so that it can be compared with the facts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from policyreport.model.base import Flag, Id, Record, Text


class ReceivedTable(Record):
    """A kind of table that is received from elsewhere, and what its columns are.

    ``file`` is a file's name, ``*`` standing for anything; ``sheet`` is a workbook's sheet. The head is the row of
    ``head_row``, or the first in which all heads of ``columns`` stand. Each of these leads to a field: ``record`` (a
    programme's or indicator's id or title), ``quarter``, ``year``, ``fund``, ``unit``, ``dimensions.<id>``, or what is
    compared, such as ``executed`` or ``value``; with an id before it, ``settled.value``, it is of this record alone.
    A column may be named by its letter instead: ``D열``. ``record`` is that of all rows. ``unit`` is the unit of all
    amounts, ``units`` that of single heads. A table that is ``partial`` need not have all of our records.
    """

    file: Text | None = None
    sheet: Text | None = None
    head_row: Annotated[int, Field(ge=1)] | None = None
    collection: Literal["programs", "indicators"]
    record: Id | None = None
    columns: dict[Text, Text]
    unit: Text | None = None
    units: dict[Text, Text] = Field(default_factory=dict[str, str])
    encoding: Literal["utf-8", "cp949", "euc-kr"] | None = None
    partial: Flag = False
