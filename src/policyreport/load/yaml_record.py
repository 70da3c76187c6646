"""One YAML file as one record, such as the project's settings."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from policyreport.errors import Place, PolicyReportError, raise_any
from policyreport.load.model_faults import problems_of
from policyreport.load.reading import Reading

_Record = TypeVar("_Record", bound=BaseModel)


def record_of(reading: Reading, model: type[_Record], file: str) -> _Record:
    """Return the record that a file's values make; ``PolicyReportError`` with all that is wrong with them.

    Invisible characters are refused here: a file that is written once for all documents can be mended.
    """
    known = (*reading.problems, *reading.warnings.values())
    try:
        record = model.model_validate(reading.content)
    except ValidationError as error:
        raise PolicyReportError([*known, *problems_of(error, model, reading, file=Place(file))]) from None
    raise_any(known)
    return record
