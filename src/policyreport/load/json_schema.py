"""JSON Schemas of the project's YAML files, made from the models, so that editors complete and check what is written.

A schema knows the shape of a file; what only the records together can tell is for ``load`` to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from policyreport.load.recipients import RecipientsFile
from policyreport.load.report_file import FileStem, ReportFile
from policyreport.load.schema_words import FILE_WORDS
from policyreport.load.shape import COLLECTIONS, SINGLE, record_in
from policyreport.load.theme_file import ThemeFile
from policyreport.model import Observation, QuarterReport
from policyreport.model.base import AsOf, Month, Text, WebAddress
from policyreport.model.mail import ADDRESS, Line, MailAddress
from policyreport.model.words import HEADS, SHEETS, Head
from policyreport.project.settings import Settings

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
_DAY = rf"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_NUMBER: Schema = {"type": ["number", "string"], "pattern": r"^[-−△▲]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?$"}
_DECIMAL: Schema = {"type": ["number", "string"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}
_DATE: Schema = {"type": "string", "pattern": f"^{_DAY}$"}
_QUARTER: Schema = {"type": "string", "pattern": r"^[1-9][0-9]{3}Q[1-4]$"}
_FLAG: Schema = {"enum": [True, False, "true", "false"]}
_WHOLE: Schema = {"type": ["integer", "string"], "pattern": r"^[0-9]+$"}
_ENGLISH = ("title", "description")
_LIST_NOTE = "목록. 한 줄에 하나씩 '- ' 뒤에 적음"


def _check_of(kind: object) -> Callable[..., object]:
    """Return the function that checks texts of a kind, by which pydantic's own schema of a field names it."""
    return get_args(kind)[1].func


_TEXTS: Mapping[Callable[..., object], Schema] = {
    _check_of(Text): {"type": "string", "pattern": r"\S"},
    _check_of(Month): {"type": "string", "pattern": rf"^{_MONTH}$"},
    _check_of(AsOf): {"type": ["string", "integer"], "pattern": rf"^([0-9]{{4}}|{_MONTH}|{_DAY})$"},
    _check_of(WebAddress): {"type": "string", "pattern": r"^https?://[^\s/\\]+(/\S*)?$"},
    _check_of(Line): {"type": "string", "pattern": r"^[^\r\n]*\S[^\r\n]*$"},
    _check_of(MailAddress): {"type": "string", "pattern": f"^{ADDRESS}$"},
    _check_of(FileStem): {"type": "string", "pattern": r"^[^\s!-/:-@\[-`{-~][^\s!-,./:-@\[-^`{-~]{0,59}$"},
}
"""How the texts that a function checks are written. A year without quotes is a whole number to YAML.

The patterns are those of the model, in the signs that the editors' regular expressions and Python's share: ``\\d`` and
``\\w`` mean more in one than in the other.
"""


def schemas() -> Mapping[str, object]:
    """Return the JSON Schemas (2020-12) of the project's files by their names, each a value to be written as JSON.

    ``data`` fits any file of collections, ``quarter`` those in ``data/quarters``; ``project``, ``recipients``,
    ``report`` and ``theme`` are the schemas of ``project.yaml``, ``recipients.yaml``, ``report.yaml`` and
    ``theme.yaml``.
    """
    return {
        "data.schema.json": _of_collections(),
        "quarter.schema.json": _of_a_quarter(),
        "project.schema.json": _of_a_record(Settings, "프로젝트 설정"),
        "recipients.schema.json": _of_a_record(RecipientsFile, "수신자"),
        "report.schema.json": _without_need(_of_a_record(ReportFile, "보고서 종류"), "stem"),
        "theme.schema.json": _of_a_record(ThemeFile, "모양"),
    }


def _of_collections() -> Schema:
    return _file("자료", {name: _collection(name) for name in COLLECTIONS}, _definitions(*COLLECTIONS.values()))


def _of_a_quarter() -> Schema:
    own: Schema = {
        "quarter": _QUARTER | _told(HEADS["quarter"]),
        "report": {"$ref": f"#/$defs/{QuarterReport.__name__}", "title": SHEETS["quarters"]},
    }
    rest = {name: _collection(name) for name in COLLECTIONS if name != "quarters"}
    definitions = _definitions(*COLLECTIONS.values())
    for record in (Observation, QuarterReport):
        _without_need(definitions[record.__name__], "quarter")
    return _file("분기 자료", own | rest, definitions) | {"required": ["quarter"]}


def _of_a_record(record: type[BaseModel], title: str) -> Schema:
    definitions = _definitions(record)
    own = definitions.pop(record.__name__)
    return {"$schema": DIALECT, **own, "title": title, "$defs": definitions}


def _file(title: str, properties: Schema, definitions: Schema) -> Schema:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"$schema": DIALECT, "title": title, **shape, "$defs": definitions}


def _collection(name: str) -> Schema:
    """Return the schema of a collection in a file, which may say nothing of it."""
    record: Schema = {"$ref": f"#/$defs/{COLLECTIONS[name].__name__}"}
    if name in SINGLE:
        return {"anyOf": [record, {"type": "null"}], "title": SHEETS[name]}
    return {"type": ["array", "null"], "items": record, "title": SHEETS[name]}


def _definitions(*records: type[BaseModel]) -> Schema:
    _, made = models_json_schema([(record, "validation") for record in records], schema_generator=_Generator)
    return made["$defs"]


def _without_need(schema: Schema, *fields: str) -> Schema:
    """Return the schema of a record after it no longer needs some of its fields."""
    schema["required"] = [field for field in schema["required"] if field not in fields]
    return schema


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with values as our files write them and fields as our tables call them."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        return dict(_NUMBER)

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return super().float_schema(schema) | _DECIMAL

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return super().int_schema(schema) | _WHOLE

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        return dict(_FLAG)

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Return the words of a code list; one that is a number need not be quoted."""
        words = cast("list[str]", schema["expected"])
        numbers = [int(word) for word in words if word.isdecimal()]
        return {"enum": [*words, *numbers]} if numbers else super().literal_schema(schema)

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:  # noqa: ARG002
        return dict(_DATE)

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Return how a quarter is written: the only value of the records that is a dataclass."""
        return dict(_QUARTER)

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        check = cast("Callable[..., object]", schema["function"]["function"])
        return dict(_TEXTS[check]) if check in _TEXTS else super().function_after_schema(schema)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        record = schema["cls"]
        for name, field in made["properties"].items():
            field.update(_told(_head(record, name)) | _note_of_a_list(field))
        return {name: said for name, said in made.items() if name not in _ENGLISH} | _title(record)


def _head(record: type[BaseModel], field: str) -> Head:
    """Return what a field is called; its own name, should nobody have called it anything yet."""
    known = FILE_WORDS.get(f"{record.__name__}.{field}") or HEADS.get(_PREFIXES.get(record, "") + field)
    return known or Head(field, "")


def _told(head: Head) -> Schema:
    return {"title": head.title, "description": head.note}


def _note_of_a_list(field: Schema) -> Schema:
    """Return another note for a list: that of the head tells how a cell of a table holds one."""
    return {"description": _LIST_NOTE} if field.get("type") == "array" else {}


def _title(record: type[BaseModel]) -> Schema:
    titles = [SHEETS[name] for name, kind in COLLECTIONS.items() if kind is record]
    return {"title": titles[0]} if titles else {}


def _prefixes() -> Iterator[tuple[type[BaseModel], str]]:
    for record in COLLECTIONS.values():
        for name, described in record.model_fields.items():
            inner = record_in(described.annotation)
            if inner is not None:
                yield inner, f"{name}."


_PREFIXES: Mapping[type[BaseModel], str] = dict(_prefixes())
"""What precedes the field's name in a table's head, for records that lie in others: ``formula.``."""
