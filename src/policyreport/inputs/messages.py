"""The messages on faults of values, by the type of their error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation


class Fault(NamedTuple):
    """What can be wrong and what to do, with names in braces to be filled in."""

    code: str
    en: str
    ko: str
    hint_en: str
    hint_ko: str
    kind: ErrorKind = ErrorKind.DATA

    def problem(self, where: SourceLocation | None = None, path: str = "", /, **values: object) -> Problem:
        """Return the problem at a place, of the field at a ``path``; a ``Message`` among the values has two texts."""
        en, ko = ({n: v[i] if isinstance(v, Message) else v for n, v in values.items()} for i in (0, 1))
        what = Message(self.en.format(**en), self.ko.format(**ko))
        hint = Message(self.hint_en.format(**en), self.hint_ko.format(**ko))
        return Problem(self.kind, self.code, what, where, path, hint)


_MISSING = Fault(
    "data.missing-field",
    "'{field}' is missing",
    "'{field}' 항목이 없습니다",
    "add '{field}:' here",
    "이곳에 '{field}:'를 적으십시오",
)
UNKNOWN = Fault("data.unknown-field", "there is no field '{field}' here", "'{field}'은(는) 없는 항목입니다", "", "")
EMPTY = Fault(
    "data.empty-field",
    "'{field}' has no value",
    "'{field}'에 값이 없습니다",
    "write one, or remove the line",
    "값을 적거나 그 줄을 지우십시오",
)
_TEXT = Fault(
    "data.wrong-type",
    "'{field}' must be one text, not {value}",
    "'{field}'에는 {value}이(가) 아니라 문구 하나를 적어야 합니다",
    "write the text after '{field}:'",
    "'{field}:' 뒤에 글을 적으십시오",
)
_LIST = Fault(
    "data.wrong-type",
    "'{field}' must be a list, not {value}",
    "'{field}'에는 {value}이(가) 아니라 목록을 적어야 합니다",
    "write [a, b], or each on a line of its own after '- '",
    "[가, 나]처럼 적거나 한 줄에 하나씩 '- ' 뒤에 적으십시오",
)
_RECORD = Fault(
    "data.wrong-type",
    "'{field}' must hold named values, not {value}",
    "'{field}'에는 {value}이(가) 아니라 '이름: 값' 형식의 내용을 적어야 합니다",
    "write lines such as 'title: …' below it",
    "그 아래에 'title: …' 같은 줄을 적으십시오",
)
_NUMBER = Fault(
    "data.number",
    "{value} is not a number",
    "{value}은(는) 숫자가 아닙니다",
    "write digits, such as 1524, 1,524 or 12.8, a decrease as -5, △5 or (5); where there is no number, {without}",
    "1524, 1,524, 12.8처럼 숫자로, 감소는 -5, △5, (5)로 적고, 값이 없으면 {without}",
)
_DATE = Fault(
    "data.date",
    "{value} is not a day of the calendar",
    "{value}은(는) 달력에 없는 날짜입니다",
    "write year, month and day, such as 2025-06-30",
    "2025-06-30처럼 연·월·일을 적으십시오",
)
_NOT_A_DAY = Fault(
    "data.date",
    "{value} cannot be read as a day",
    "{value}은(는) 날짜로 읽을 수 없습니다",
    "write year, month and day as 2025-06-30, 2025. 6. 30., 2025년 6월 30일 or 20250630",
    "2025-06-30, 2025. 6. 30., 2025년 6월 30일, 20250630처럼 연·월·일을 적으십시오",
)
_FLAG = Fault(
    "data.flag",
    "{value} is neither true nor false",
    "{value}은(는) true도 false도 아닙니다",
    "write true or false",
    "true 또는 false로 적으십시오",
)
_OUT_OF_RANGE = ("data.out-of-range", "{value} is out of range", "{value}은(는) 범위를 벗어납니다")
_WORD = Fault(
    "data.not-allowed",
    "{value} is not a word for '{field}'",
    "{value}은(는) '{field}'에 쓸 수 없는 말입니다",
    "write one of: {allowed}",
    "다음 가운데 하나를 적으십시오: {allowed}",
)
OTHER = Fault(
    "data.not-accepted",
    "{value} cannot stand in '{field}'",
    "{value}은(는) '{field}'에 쓸 수 없습니다",
    "see how other records write it",
    "다른 건의 '{field}'처럼 적으십시오",
)
BY_TYPE: Mapping[str, Fault] = {
    "missing": _MISSING,
    "extra_forbidden": UNKNOWN,
    "string_too_short": EMPTY,
    "string_type": _TEXT,
    "tuple_type": _LIST,
    "model_type": _RECORD,
    "dict_type": _RECORD,
    "number": _NUMBER,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "year": Fault(
        "data.number",
        "{value} is not a year",
        "{value}은(는) 연도가 아닙니다",
        "write digits, four of them, such as 2025 or 2025년",
        "2025나 2025년처럼 네 자리로 적으십시오",
    ),
    "percentage": Fault(
        "data.number",
        "{value} bears %, which only the value of an indicator with the unit % may",
        "{value}에 %가 있습니다. %는 지표의 단위가 %인 값에만 쓸 수 있습니다",
        "make % the indicator's unit, or write the number of its own unit without % (and, in Excel, give the cell a "
        "format other than percentage)",
        "지표의 단위를 %로 고치거나, 그 단위의 수를 % 없이 적으십시오(엑셀이면 칸의 표시 형식도 백분율이 아닌 것으로)",
    ),
    "black_triangle": Fault(
        "data.number",
        "{value} begins with ▲, which is a rise in some papers and a fall in others",
        "{value}의 ▲는 문서에 따라 증가이기도 감소이기도 합니다",
        "write {size} for a rise, and △{size} or -{size} for a fall",
        "증가면 {size}, 감소면 △{size}나 -{size}로 적으십시오",
    ),
    "date": _NOT_A_DAY,
    "date_type": _NOT_A_DAY,
    "no_such_day": _DATE,
    "serial_day": Fault(
        "data.date",
        "{value} is a number by which Excel counts days",
        "{value}은(는) 엑셀이 날짜를 세는 일련번호입니다",
        "format the cell as a date and save, or write the day itself, such as 2025-06-30",
        "칸의 표시 형식을 날짜로 바꾸어 저장하거나 2025-06-30처럼 날짜를 적으십시오",
    ),
    "date_time": Fault(
        "data.date",
        "{value} has a time of day",
        "{value}에 시각이 붙어 있습니다",
        "write the day alone, such as 2025-06-30",
        "시각을 빼고 2025-06-30처럼 날짜만 적으십시오",
    ),
    "flag": _FLAG,
    "bool_type": _FLAG,
    "greater_than_equal": Fault(*_OUT_OF_RANGE, "write {ge} or more", "{ge} 이상으로 적으십시오"),
    "less_than_equal": Fault(*_OUT_OF_RANGE, "write {le} or less", "{le} 이하로 적으십시오"),
    "literal_error": _WORD,
    "code": _WORD,
    "id": Fault(
        "data.id",
        "{value} cannot be an id",
        "{value}은(는) 식별자로 쓸 수 없습니다",
        "use lower-case letters a to z and digits, joined by '-' or '.', such as global-tips",
        "global-tips처럼 영문 소문자와 숫자를 쓰고 '-'나 '.'으로 이으십시오",
    ),
    "digits": Fault(
        "data.digits",
        "{value} has more than 15 digits",
        "{value}은(는) 15자리를 넘습니다",
        "write at most 15 digits, or use a larger unit: Excel keeps no more",
        "15자리 이내로 적거나 더 큰 단위를 쓰십시오. 엑셀은 15자리까지만 저장합니다",
    ),
    "as_of": Fault(
        "data.date",
        "{value} is not a day, month or year",
        "{value}은(는) 날짜, 달, 해가 아닙니다",
        "write 2025-06-30, 2025-06 or 2025, or 2025. 6. 30., 2025. 6. or 2025년",
        "2025-06-30, 2025-06, 2025나 2025. 6. 30., 2025. 6., 2025년처럼 적으십시오",
    ),
    "month": Fault(
        "data.date",
        "{value} is not a month",
        "{value}은(는) 달이 아닙니다",
        "write year and month, such as 2025-06, 2025. 6. or 2025년 6월",
        "2025-06, 2025. 6., 2025년 6월처럼 연·월을 적으십시오",
    ),
    "executed_as_of": Fault(
        "data.missing-field",
        "an executed sum needs the month up to which it was spent",
        "집행액에는 집행 기준월이 필요합니다",
        "add 'executed_as_of:', such as 2025-06",
        "'executed_as_of:'에 2025-06처럼 적으십시오",
    ),
    "restated": Fault(
        "data.missing-field",
        "a value that was put right needs the value as it was issued, and the reason",
        "바로잡은 값에는 종전 값과 수정 사유가 함께 필요합니다",
        "write both 'restated_from:', the number as it was issued, and 'restated_reason:'; or neither",
        "'restated_from:'(발행한 숫자 그대로)과 'restated_reason:'을 함께 적거나 둘 다 지우십시오",
    ),
    "update_state": Fault(
        "data.not-allowed",
        "{value} is no state of {kind}",
        "{value}은(는) {kind_ko}의 상태가 아닙니다",
        "write one of: {states}",
        "다음 가운데 하나를 적으십시오: {states}",
    ),
    "update_field": Fault(
        "data.unknown-field",
        "an update of {kind} has no '{field}'",
        "{kind_ko}의 상태변경에는 '{field}'을(를) 적지 않습니다",
        "leave it out, or write one of: {fields}",
        "지우거나 다음 가운데 하나로 적으십시오: {fields}",
    ),
    "update_due": Fault(
        "data.missing-field",
        "what is put off needs the new day on which it is due",
        "연기에는 새 기한이 필요합니다",
        "add 'due:'; where the new day is not set yet, write 'state: delayed' once the old one has passed",
        "'due:'에 새 기한을 적으십시오. 정해지지 않았으면 당초 기한이 지난 뒤에 'state: delayed'로 적으십시오",
    ),
    "quarter": Fault(
        "data.quarter",
        "{value} is not a quarter",
        "{value}은(는) 분기가 아닙니다",
        "write the year and the quarter, such as 2025Q2 or 2025년 2분기",
        "2025Q2나 2025년 2분기처럼 연도와 분기를 적으십시오",
    ),
    "address": Fault(
        "data.address",
        "{value} is not a web address",
        "{value}은(는) 웹 주소가 아닙니다",
        "write it from https:// on",
        "https://부터 적으십시오",
    ),
    "too_short": Fault(
        "data.too-few",
        "'{field}' has too few entries",
        "'{field}'의 항목이 모자랍니다",
        "write at least {min_length}",
        "적어도 {min_length}개를 적으십시오",
    ),
    "reason": Fault(
        "data.no-reason",
        "a value that is not used needs its reason",
        "쓰지 않는 값에는 이유가 필요합니다",
        "add 'reason:'",
        "'reason:'을 적으십시오",
    ),
    "range_and_bound": Fault(
        "data.range-and-bound",
        "a target with 'upper' is a range and has no 'bound' besides",
        "상한(upper)이 있는 목표는 범위이므로 한계(bound)를 함께 적지 못합니다",
        "leave out 'bound', or 'upper' where only one side is aimed at",
        "범위가 목표이면 bound를 빼고, 한쪽만 목표이면 upper를 빼십시오",
    ),
    "embargo_day": Fault(
        "data.missing-field",
        "an embargo needs the day of its time",
        "보도시점의 시각에는 날짜가 필요합니다",
        "add 'embargo_day:', such as 2026-01-15",
        "'embargo_day:'에 2026-01-15처럼 적으십시오",
    ),
    "progress_order": Fault(
        "data.out-of-range",
        "what is behind would need no attention: 'execution_behind' lies above 'execution_attention'",
        "부진 기준(execution_behind)이 관심필요 기준(execution_attention)보다 높습니다",
        "write an 'execution_behind' that is not above 'execution_attention'",
        "execution_behind를 execution_attention 이하로 적으십시오",
    ),
    "range_upside_down": Fault(
        "data.range-upside-down",
        "the upper bound of a range is above its lower bound",
        "범위의 상한(upper)은 하한(value)보다 커야 합니다",
        "write the lower bound under 'value' and the upper one under 'upper'",
        "value에 하한을, upper에 상한을 적으십시오",
    ),
    "mail_address": Fault(
        "data.mail-address",
        "'{field}' must be exactly one mail address",
        "'{field}'에는 메일 주소 하나만 적어야 합니다",
        "write it alone, such as hong@example.go.kr: no name, comma, blank or line end; 한글 domains as xn--…",
        "hong@example.go.kr처럼 주소만 적으십시오. 이름, 쉼표, 빈칸, 줄 바꿈은 못 쓰고 한글 도메인은 xn--…입니다",
    ),
    "line": Fault(
        "data.line",
        "'{field}' must stand on one line",
        "'{field}'은(는) 한 줄로 적어야 합니다",
        "take the line ends out",
        "줄 바꿈을 지우십시오",
    ),
    "way": Fault(
        "data.way",
        "documents are delivered in exactly one way",
        "전달 방법은 하나만 적어야 합니다",
        "write one of: mail, folder, command",
        "mail, folder, command 가운데 하나만 적으십시오",
    ),
    "code_name": Fault(
        "data.id",
        "{value} cannot be a code",
        "{value}은(는) 코드로 쓸 수 없습니다",
        "begin with a lower-case letter; use letters a to z and digits, joined by '-' or '_', such as public_body",
        "public_body처럼 영문 소문자로 시작해 소문자와 숫자를 쓰고 '-'나 '_'로 이으십시오",
    ),
    "code_title": Fault(
        "data.list",
        "the code '{code}' of '{list}' needs its Korean word",
        "'{list}'의 코드 '{code}'에 이름이 없습니다",
        "add 'title:', or write a built-in code",
        "'title:'에 문서에 나올 말을 적거나, 기본 코드를 적으십시오",
    ),
    "code_twice": Fault(
        "data.list",
        "the code '{code}' stands twice in '{list}'",
        "'{list}'에 코드 '{code}'이(가) 두 번 있습니다",
        "keep one of the two",
        "둘 중 하나만 남기십시오",
    ),
    "code_word": Fault(
        "data.list",
        "two codes of '{list}' are called '{word}'",
        "'{list}'의 두 코드가 같은 말 '{word}'을(를) 씁니다",
        "give each code a word of its own",
        "코드마다 다른 말을 적으십시오",
    ),
    "timezone": Fault(
        "data.timezone",
        "the time zone {value} is not known here",
        "{value}은(는) 알 수 없는 시간대입니다",
        "did you mean '{near}'?",
        "'{near}'을(를) 뜻했습니까?",
    ),
    "fund_twice": Fault(
        "data.duplicate-fund",
        "two funds are called '{{name}}'",
        "이름이 '{{name}}'인 재원이 둘입니다",
        "give each fund a code and a title that no other has; the built-in funds count too",
        "재원마다 다른 code와 title을 쓰십시오. 정해진 재원의 것도 겹치지 않아야 합니다",
    ),
    "editions": Fault(
        "report.editions",
        "'for' and 'name' go together: what there is an edition for, and what its files are called",
        "for와 name은 함께 적습니다: 무엇마다 한 부인지, 그 파일 이름이 무엇인지",
        "write both, such as for: fields and name: '{{{{ field.title }}}}', or neither",
        "for: fields와 name: '{{{{ field.title }}}}'처럼 둘 다 적거나 둘 다 빼십시오",
    ),
    "editions_file_name": Fault(
        "report.editions-file-name",
        "'file_name' is for a report of one document; the files of editions have the name that 'name' says",
        "file_name은 한 부로 나오는 보고서에 씁니다. 부마다 내는 보고서의 파일 이름은 name에 적습니다",
        "leave 'file_name' out; 'stem' names the folder of the editions",
        "file_name을 빼십시오. 부가 놓일 폴더 이름은 stem에 적습니다",
    ),
    "file_name": Fault(
        "data.file-name",
        "{value} cannot be a file's name everywhere",
        "{value}은(는) 파일 이름으로 쓸 수 없습니다",
        "use letters, digits, '-' and '_', without folders or ending",
        "글자, 숫자, '-', '_'만 쓰고 폴더나 확장자는 빼십시오",
    ),
    "address_scheme": Fault(
        "security.address",
        "the address {value} is refused",
        "쓸 수 없는 주소입니다: {value}",
        "only http:// and https:// may be linked to",
        "http://와 https:// 주소만 쓸 수 있습니다",
        ErrorKind.SECURITY,
    ),
    "host": Fault(
        "data.host",
        "{value} is not the name of a server",
        "{value}은(는) 서버 이름이 아닙니다",
        "write it as smtp.example.go.kr, without https:// or a port",
        "smtp.example.go.kr처럼 적고, https://나 포트는 빼십시오",
    ),
    "colour": Fault(
        "data.colour",
        "{value} is not a colour",
        "{value}은(는) 색이 아닙니다",
        "write # and six of 0-9 and A-F, in quotes, such as '#1B6A80'",
        "'#1B6A80'처럼 #과 0-9, A-F 여섯 자를 따옴표로 묶어 적으십시오",
    ),
    "time": Fault(
        "data.time",
        "{value} is not a time of the day",
        "{value}은(는) 시각이 아닙니다",
        "write hour and minute in quotes, such as '06:00'",
        "'06:00'처럼 시와 분을 적으십시오",
    ),
    "dimension_id": Fault(
        "data.dimension",
        "'{name}' cannot be the id of a dimension",
        "'{name}'은(는) 구분의 식별자로 쓸 수 없습니다",
        "use lower-case letters and digits, joined by '_', such as region, and no name that the data have already",
        "region처럼 영문 소문자와 숫자를 쓰고 '_'로 이으십시오. program처럼 이미 쓰는 이름은 안 됩니다",
    ),
    "dimension_twice": Fault(
        "data.dimension",
        "'{name}' names two dimensions, or a dimension and a field of the data",
        "'{name}'은(는) 다른 구분이나 자료의 항목과 이름이 같습니다",
        "give the dimension another id or title",
        "구분의 식별자나 이름(title)을 다르게 적으십시오",
    ),
    "member_twice": Fault(
        "data.dimension",
        "'{name}' names two members of '{title}'",
        "'{title}'의 항목 둘이 '{name}'(으)로 이름이 같습니다",
        "give each member a code and a title of its own",
        "항목마다 부호(code)와 이름(title)을 다르게 적으십시오",
    ),
    "language": Fault(
        "data.language",
        "{value} is not a language tag",
        "{value}은(는) 언어 표시가 아닙니다",
        "write it as ko-KR or en",
        "ko-KR이나 en처럼 적으십시오",
    ),
}
"""By the type that pydantic gives an error, and by those that the model adds."""

WITHOUT_NUMBER: Mapping[str, Message] = {
    "setting": Message("take the line out: then the built-in number counts", "그 줄을 지우면 정해진 값이 쓰입니다"),
    "record": Message("leave the record out", "그 건 전체를 적지 마십시오"),
    "line": Message("leave what follows '{field}:' empty", "'{field}:' 뒤를 비우십시오"),
    "cell": Message("leave the cell empty", "칸을 비우십시오"),
    "row": Message("leave the row out", "그 줄을 적지 마십시오"),
}
"""What to do where there is no number: in settings, in records or in a table, by whether the field may be empty."""

WITHOUT_PERCENT = Message("write the number without %", "% 없이 수만 적으십시오")
"""What to do with a percentage in a field that is no indicator's value."""

_FILL_CELL = Message("fill the cell of the column '{column}'", "'{column}' 열의 이 칸을 채우십시오")
TABLE_HINTS: Mapping[str, Message] = {
    "missing": _FILL_CELL,
    "empty": _FILL_CELL,
    "string_too_short": _FILL_CELL,
    "reason": Message(
        "write the reason into the column '{reason}' of this row", "이 줄의 '{reason}' 열에 이유를 적으십시오"
    ),
    "embargo_day": Message(
        "write a day such as 2026-01-15 into the column '{embargo_day}' of this row",
        "이 줄의 '{embargo_day}' 열에 2026-01-15처럼 적으십시오",
    ),
    "restated": Message(
        "fill both columns of this row, '{restated_from}' and '{restated_reason}', or neither",
        "이 줄의 '{restated_from}' 열과 '{restated_reason}' 열을 함께 적거나 둘 다 비우십시오",
    ),
    "executed_as_of": Message(
        "write a month such as 2025-06 into the column '{executed_as_of}' of this row",
        "이 줄의 '{executed_as_of}' 열에 2025-06처럼 적으십시오",
    ),
}
"""What to do in a table, by the type of error, where the hint for files of records names what no table has."""
