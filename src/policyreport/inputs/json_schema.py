"""JSON Schemas of the project's YAML files, made from the models, so that editors complete and check what is written.

A schema knows the shape of a file; what only the records together can tell is for ``load`` to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from policyreport.inputs.raw_data import code_list
from policyreport.inputs.recipients import RecipientsFile
from policyreport.inputs.report_types import ReportFile
from policyreport.inputs.theme import HouseThemeFile
from policyreport.model import Execution, Observation, QuarterReport, Update
from policyreport.model.base import QuarterName
from policyreport.model.code_lists import BUILT_IN, CodeLists
from policyreport.model.dataset import COLLECTIONS, record_in
from policyreport.model.labels import HEADS, SHEETS, ColumnLabel
from policyreport.model.update import FIELDS_OF, STATES_OF, UPDATED, UpdatedCollection
from policyreport.project.settings import Settings

_POINTS = "포인트. 4~72"
_MILLIMETRES = "밀리미터. 20~70"
_COLOUR = "#1B2430처럼 적음"

FILE_WORDS: Mapping[str, ColumnLabel] = {
    "Indicator.formula": ColumnLabel("산식", "다른 지표로 계산하는 지표. 값은 적지 않음"),
    "Settings.name": ColumnLabel("식별자", "영문 소문자, 숫자, 하이픈"),
    "Settings.title": ColumnLabel("이름", "프로젝트의 이름"),
    "Settings.organisation": ColumnLabel("기관", "문서를 내는 기관의 바른 이름"),
    "Settings.licence": ColumnLabel("이용 조건", "문서의 바닥글에 그대로 나옴"),
    "Settings.kogl": ColumnLabel("공공누리 유형", "0~4 또는 ai. 바닥글에 나옴"),
    "Settings.language": ColumnLabel("언어", "ko-KR처럼 적음"),
    "Settings.voice": ColumnLabel("문서의 화자", "office 담당 기관, observer 공개 자료를 살펴보는 곳"),
    "Settings.mark": ColumnLabel("표시", "모든 쪽에 찍는 글. 가상 자료처럼"),
    "Settings.timezone": ColumnLabel("시간대", "Asia/Seoul처럼 적음"),
    "Settings.inputs": ColumnLabel("다른 원천", "data 폴더의 YAML 밖에 있는 엑셀, CSV, 데이터베이스"),
    "Settings.funds": ColumnLabel("재원", "국비, 도비 등 정해진 것에 더하거나 이름을 바꿀 재원"),
    "Settings.display_unit": ColumnLabel("금액의 단위", "표에 나오는 단위. 비우면 자료에 적은 단위"),
    "Fund.code": ColumnLabel("부호", "영문 소문자, 숫자, 하이픈"),
    "Fund.title": ColumnLabel("이름", "국비처럼. 자료에 그대로 적어도 됨"),
    "Fund.order": ColumnLabel("순서", "작은 수가 앞에 나옴. 정해진 재원은 10부터 80까지"),
    "Settings.lists": ColumnLabel("코드 목록", "더할 코드와 바꿀 말"),
    "OwnLists.instruments": ColumnLabel("지원 수단", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.indicator_roles": ColumnLabel("지표 구분", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.legislation_kinds": ColumnLabel("법령 종류", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.legislation_stages": ColumnLabel("법령 단계", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.action_statuses": ColumnLabel("조치 상태", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.sectors": ColumnLabel("위원 구분", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.contact_roles": ColumnLabel("담당 구분", "더할 코드, 바꿀 말, 차례"),
    "OwnLists.source_kinds": ColumnLabel("출처 종류", "더할 코드, 바꿀 말, 차례"),
    "OwnCode.code": ColumnLabel("코드", "영문 소문자, 숫자, 하이픈, 밑줄"),
    "OwnCode.title": ColumnLabel("이름", "문서에 나올 말. 기본 코드는 비워도 됨"),
    "Settings.dimensions": ColumnLabel("구분", "시군, 성별처럼 값을 나누는 구분. 식별자(region) 아래에 적음"),
    "Dimension.title": ColumnLabel("이름", "시군처럼. 표의 머리에 나옴"),
    "Dimension.members": ColumnLabel("항목", "전체를 이루는 모든 항목"),
    "DimensionMember.code": ColumnLabel("부호", "영문 소문자, 숫자, 하이픈. 한번 펴내면 바꾸지 않음"),
    "DimensionMember.title": ColumnLabel("이름", "가람시처럼. 자료에 부호 대신 적어도 됨"),
    "Settings.progress": ColumnLabel("추진상황 기준", "관심필요·부진·완료를 가르는 기준"),
    "ProgressThresholds.late_days": ColumnLabel("지연 일수", "이 날수를 넘겨 늦으면 부진"),
    "ProgressThresholds.execution_attention": ColumnLabel(
        "관심필요 집행(%)", "계획 대비 집행이 이보다 낮으면 관심필요"
    ),
    "ProgressThresholds.execution_behind": ColumnLabel("부진 집행(%)", "계획 대비 집행이 이보다 낮으면 부진"),
    "ProgressThresholds.achievement_behind": ColumnLabel(
        "부진 달성률(%)", "달성하지 못한 목표의 달성률이 이보다 낮으면 부진"
    ),
    "ProgressThresholds.execution_done": ColumnLabel("완료 집행률(%)", "일정을 마치고 집행률이 이 이상이면 완료"),
    "Settings.rules": ColumnLabel("점검 규칙", "끄거나 바꿀 규칙"),
    "Settings.reconcile": ColumnLabel("받은 표", "다른 기관의 표를 우리 수치와 비교할 때 읽는 법"),
    "ReceivedTable.file": ColumnLabel("파일", "파일 이름. *는 아무 글. 비우면 모든 파일"),
    "ReceivedTable.sheet": ColumnLabel("시트", "비우면 머리글이 맞는 시트"),
    "ReceivedTable.head_row": ColumnLabel("머리글 줄", "비우면 columns의 머리글이 모두 있는 첫 줄"),
    "ReceivedTable.collection": ColumnLabel("모음", "programs(지원사업) 또는 indicators(지표)"),
    "ReceivedTable.record": ColumnLabel("대상", "모든 줄이 한 사업이나 지표의 것일 때 그 식별자"),
    "ReceivedTable.columns": ColumnLabel(
        "열", "머리글(또는 D열): record, quarter, year, fund, unit, dimensions.구분, 또는 비교할 항목"
    ),
    "ReceivedTable.unit": ColumnLabel("단위", "표의 금액 단위. 천원처럼"),
    "ReceivedTable.units": ColumnLabel("열의 단위", "머리글: 단위. 열마다 다를 때"),
    "ReceivedTable.encoding": ColumnLabel("문자 부호", "CSV 파일의 인코딩"),
    "ReceivedTable.partial": ColumnLabel("일부만", "true이면 표에 없는 우리 것을 알리지 않음"),
    "Settings.schedule": ColumnLabel("정기 실행", "분기마다 저절로 만들 때와 알릴 곳"),
    "Schedule.first": ColumnLabel("첫 분기", "이 분기부터 만듦. 2025Q1처럼 적음"),
    "Schedule.grace_days": ColumnLabel("말미", "분기가 끝나고 기다리는 날수"),
    "Schedule.at": ColumnLabel("시각", "프로젝트 시간대의 시각. 06:00처럼 적음"),
    "Schedule.notify": ColumnLabel("알림", "만들었거나 실패했을 때"),
    "Notify.command": ColumnLabel("명령", "프로그램과 인자. 한 일을 표준 입력으로 받음"),
    "Notify.mail": ColumnLabel("메일", "메일 주소 하나. mail:에 적은 서버로 보냄"),
    "Settings.mail": ColumnLabel("메일", "보고서를 보내는 메일 서버. 비밀번호는 적지 않음"),
    "MailSettings.host": ColumnLabel("서버", "smtp.example.go.kr처럼 적음"),
    "MailSettings.port": ColumnLabel("포트", "비우면 tls는 465, starttls는 587"),
    "MailSettings.security": ColumnLabel("암호화", "tls 또는 starttls. 암호화하지 않고는 보내지 않음"),
    "MailSettings.ca_file": ColumnLabel(
        "인증기관 파일", "기관 자체 인증서를 쓸 때 그 PEM 파일. 프로젝트 폴더부터의 경로"
    ),
    "MailSettings.user": ColumnLabel("계정", "비밀번호는 환경 변수 POLICYREPORT_SMTP_PASSWORD나 키링에"),
    "MailSettings.sender": ColumnLabel("보내는 주소", "메일 주소 하나"),
    "MailSettings.sender_name": ColumnLabel("보내는 이", "비우면 기관의 이름"),
    "MailSettings.reply_to": ColumnLabel("답장 받을 주소", "메일 주소 하나"),
    "MailSettings.subject": ColumnLabel("제목", "템플릿. 한 줄"),
    "MailSettings.most_megabytes": ColumnLabel("크기 한도(MB)", "메일 한 통. 1~100"),
    "MailSettings.timeout": ColumnLabel("기다리는 시간(초)", "1~600"),
    "RecipientsFile.groups": ColumnLabel("그룹", "여럿에게 같은 것을 보낼 때"),
    "RecipientsFile.recipients": ColumnLabel("수신자", "한 사람 또는 한 기관"),
    "Group.title": ColumnLabel("이름", "그룹의 이름. 알아보기 위한 것"),
    "Group.reports": ColumnLabel("보고서", "보고서 종류의 이름"),
    "Group.formats": ColumnLabel("형식", "pdf, docx처럼 적음. 비우면 그 보고서의 모든 형식"),
    "Group.deliver": ColumnLabel("전달 방법", "비우면 메일에 파일을 붙임"),
    "Recipient.name": ColumnLabel("이름", "받는 이의 이름이나 기관 이름"),
    "Recipient.organisation": ColumnLabel("소속", "인사말에 나옴"),
    "Recipient.address": ColumnLabel("메일 주소", "주소 하나"),
    "Recipient.greeting": ColumnLabel("인사말", "비우면 소속과 이름으로 지음"),
    "Recipient.groups": ColumnLabel("그룹", "그룹의 식별자"),
    "Recipient.reports": ColumnLabel("보고서", "보고서 종류의 이름. 적으면 그룹의 것을 대신함"),
    "Recipient.formats": ColumnLabel("형식", "적으면 그룹의 것을 대신함. 비우면 그 보고서의 모든 형식"),
    "Recipient.deliver": ColumnLabel("전달 방법", "적으면 그룹의 것을 대신함"),
    "DeliveryMethod.mail": ColumnLabel("메일", "attachments는 파일마다, zip은 하나로 묶어 붙임"),
    "DeliveryMethod.folder": ColumnLabel("폴더", "공유 폴더의 경로. 그 안에 분기마다 폴더를 만듦"),
    "DeliveryMethod.command": ColumnLabel("명령", "프로그램과 인자의 목록. 파일의 경로가 뒤에 붙음"),
    "DeliveryMethod.seconds": ColumnLabel("시간 한도(초)", "명령을 이만큼만 기다림. 1~3600"),
    "Input.file": ColumnLabel("파일", "data 폴더부터의 경로"),
    "Input.sheets": ColumnLabel("시트", "시트 이름: 모음 이름"),
    "Input.collection": ColumnLabel("모음", "CSV 파일에 든 모음의 이름"),
    "Input.encoding": ColumnLabel("문자 부호", "CSV 파일의 인코딩"),
    "Input.columns": ColumnLabel("열", "표의 머리: 항목 이름. 쓰지 않는 열은 빈 글"),
    "Input.sql": ColumnLabel("데이터베이스", "SQLAlchemy의 주소"),
    "Input.sql_from": ColumnLabel("데이터베이스 환경 변수", "주소가 든 환경 변수의 이름"),
    "Input.queries": ColumnLabel("질의", "모음 이름: SELECT 문"),
    "RuleSettings.off": ColumnLabel("끈 규칙", "쓰지 않을 규칙과 그 사유"),
    "RuleSettings.freshness": ColumnLabel("자료의 나이", "며칠이 지나면 알릴지"),
    "RuleSettings.longest_item": ColumnLabel("항목 길이", "한 항목의 글자 수 한도"),
    "SwitchedOff.code": ColumnLabel("규칙", "규칙의 부호. policyreport rules가 보여 줌"),
    "SwitchedOff.reason": ColumnLabel("사유", "끄는 사유"),
    "SwitchedOff.record": ColumnLabel("기록", "그 식별자의 기록에만 끔"),
    "SwitchedOff.text": ColumnLabel("글", "이 말이 든 글에만 끔"),
    "Freshness.warn_days": ColumnLabel("주의", "이 날수를 넘기면 주의. 비우면 알리지 않음"),
    "Freshness.error_days": ColumnLabel("오류", "이 날수를 넘기면 오류. 비우면 알리지 않음"),
    "ReportFile.title": ColumnLabel("제목", "템플릿. 줄을 바꾸려면 \\n"),
    "ReportFile.subtitle": ColumnLabel("부제목", "템플릿"),
    "ReportFile.running_title": ColumnLabel("머리말", "템플릿. 쪽마다 위에 나옴"),
    "ReportFile.summary": ColumnLabel("요약", "템플릿. 문서 속성에 들어감"),
    "ReportFile.keywords": ColumnLabel("핵심어", "템플릿의 목록. 문서 속성에 들어감"),
    "ReportFile.formats": ColumnLabel("형식", "pdf, docx, hwpx, xlsx, txt 가운데 하나 이상"),
    "ReportFile.particulars": ColumnLabel("제목 아래 항목", "이름표와 내용"),
    "ReportFile.audience": ColumnLabel("공개 범위", "이 범위에 공개하는 자료만 나옴. 적지 않으면 public"),
    "ReportFile.front": ColumnLabel("첫머리", "head 제목 상자, cover 표지, notice 보도자료처럼 알림"),
    "ReportFile.banner": ColumnLabel("알림 이름", "템플릿. notice의 맨 위에 크게 나옴. 보도자료처럼"),
    "ReportFile.max_pages": ColumnLabel("쪽수 한도", "이 쪽수를 넘기면 줄이기를 차례로 적용"),
    "ReportFile.tighten": ColumnLabel("줄이기", "모양 가운데 바꿀 것만 적음. 쪽수가 맞을 때까지 차례로 겹침"),
    "ReportFile.leave_out": ColumnLabel(
        "뺄 차례", "줄이기로도 넘치면 차례로 뺄 제목이나 표·그림의 제목. 끝의 *는 나머지"
    ),
    "ReportFile.keep": ColumnLabel(
        "남길 것", "쪽수에 맞추어 저절로 뺄 때 빼지 않을 제목이나 표·그림의 제목. 끝의 *는 나머지"
    ),
    "ReportFile.strict_pages": ColumnLabel("쪽수 엄수", "true이면 뺄 차례까지 다 빼도 쪽수 한도를 넘을 때 만들지 않음"),
    "ReportFile.figure_tables": ColumnLabel("그림 자료", "true이면 PDF 끝에 그림마다 자료를 표로 실음"),
    "ReportFile.keep_fields": ColumnLabel(
        "그대로 둘 누름틀", "한글로 그린 템플릿에서 채우지 않고 두는 누름틀과 셀 필드의 이름"
    ),
    "ReportFile.for": ColumnLabel("부마다", "이 모음의 기록마다 한 부씩 만듦. fields, programs, recipients처럼 적음"),
    "ReportFile.name": ColumnLabel("부의 파일 이름", "템플릿. for와 함께 적음. {{ field.title }}처럼"),
    "ReportFile.stem": ColumnLabel("파일 이름", "글자, 숫자, 하이픈, 밑줄. 없으면 폴더 이름"),
    "ReportFile.file_name": ColumnLabel(
        "파일 이름(템플릿)", "stem 대신. {{ quarter }} {{ policy.title }} 보고처럼 적음. 분기는 2025년 2분기로 나옴"
    ),
    "FrontItem.label": ColumnLabel("이름표", "템플릿"),
    "FrontItem.content": ColumnLabel("내용", "템플릿"),
    "Theme.colours": ColumnLabel("색", "모든 형식이 함께 씀"),
    "Theme.sizes": ColumnLabel("글자 크기", _POINTS),
    "Theme.page": ColumnLabel("여백", _MILLIMETRES),
    "Theme.fonts": ColumnLabel("글꼴", "글꼴의 이름. 한글은 templates/house/fonts에 둔 것이면 PDF에도 씀"),
    "Theme.leading": ColumnLabel("줄 간격", "글자 크기의 배수. 1.2~2.5"),
    "Theme.breaking": ColumnLabel("줄 바꿈", "words 어절 단위, letters 글자 단위로 양쪽을 맞춤"),
    "Theme.item_marks": ColumnLabel("항목 기호", "단계마다 하나"),
    "Theme.note_mark": ColumnLabel("주석 기호", "※처럼"),
    "Theme.number_ids": ColumnLabel("파일 속의 수치 이름", "쪽에 보이지 않음. 빼려면 false"),
    "Theme.pdf": ColumnLabel("PDF 파일", "PDF에만 있는 것"),
    "PdfOptions.attach_manifest": ColumnLabel("수치의 근거를 첨부", "true면 PDF마다 manifest.json을 붙임(PDF/A-3)"),
    "Theme.logo": ColumnLabel("로고", "templates/house에 둔 PNG, JPEG, SVG 파일"),
    "Theme.lamps": ColumnLabel("상태 표시", "색 없이도 읽히는 모양과 색"),
    "Colours.ink": ColumnLabel("본문", _COLOUR),
    "Colours.title": ColumnLabel("제목과 굵은 선", _COLOUR),
    "Colours.accent": ColumnLabel("강조와 링크", _COLOUR),
    "Colours.quiet": ColumnLabel("설명과 머리말", _COLOUR),
    "Colours.rule": ColumnLabel("가는 선", _COLOUR),
    "Colours.head_tint": ColumnLabel("표 머리 바탕", _COLOUR),
    "Colours.box_tint": ColumnLabel("요약 상자 바탕", _COLOUR),
    "LampStyle.shape": ColumnLabel("모양", "●처럼 한 글자"),
    "LampStyle.colour": ColumnLabel("색", _COLOUR),
    "Sizes.title": ColumnLabel("제목", _POINTS),
    "Sizes.subtitle": ColumnLabel("부제목", _POINTS),
    "Sizes.heading1": ColumnLabel("장 제목", _POINTS),
    "Sizes.heading2": ColumnLabel("절 제목", _POINTS),
    "Sizes.heading3": ColumnLabel("항 제목", _POINTS),
    "Sizes.body": ColumnLabel("본문", _POINTS),
    "Sizes.table": ColumnLabel("표", _POINTS),
    "Sizes.caption": ColumnLabel("표 제목", _POINTS),
    "Sizes.note": ColumnLabel("주석", _POINTS),
    "Sizes.furniture": ColumnLabel("머리말과 꼬리말", _POINTS),
    "Sizes.card": ColumnLabel("카드의 수치", _POINTS),
    "Page.top": ColumnLabel("위", _MILLIMETRES),
    "Page.bottom": ColumnLabel("아래", _MILLIMETRES),
    "Page.side": ColumnLabel("양옆", _MILLIMETRES),
    "OfficeFonts.latin": ColumnLabel("영문", "글꼴의 이름"),
    "OfficeFonts.korean": ColumnLabel("한글", "글꼴의 이름"),
    "OfficeFonts.fallback": ColumnLabel("대신할 글꼴", "PDF에서 한글 글꼴에 없는 글자를 찍을 글꼴의 이름. 차례대로"),
}
"""What a field is called, by the name of its record and its own."""


Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DECIMAL: Schema = {"type": ["number", "string"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}
_WHOLE: Schema = {"type": ["integer", "string"], "pattern": r"^[0-9]+$"}
_ENGLISH = ("title", "description")
_LIST_NOTE = "목록. 한 줄에 하나씩 '- ' 뒤에 적음"


def schemas(lists: CodeLists = BUILT_IN) -> Mapping[str, object]:
    """Return the JSON Schemas (2020-12) of the project's files by their names, each a value to be written as JSON.

    ``data`` fits any file of collections, ``quarter`` those in ``data/quarters``; ``project``, ``recipients``,
    ``report`` and ``theme`` are the schemas of ``project.yaml``, ``recipients.yaml``, ``report.yaml`` and
    ``theme.yaml``. ``lists`` are the project's code lists; each code may be written by its word as well.
    """
    return {
        "data.schema.json": _of_collections(lists),
        "quarter.schema.json": _of_a_quarter(lists),
        "project.schema.json": _of_a_record(Settings, "프로젝트 설정"),
        "recipients.schema.json": _of_a_record(RecipientsFile, "수신자"),
        "report.schema.json": _without_need(_of_a_record(ReportFile, "보고서 종류"), *_TOLD_BY_THE_FOLDER),
        "theme.schema.json": _of_a_record(HouseThemeFile, "모양"),
    }


def _of_collections(lists: CodeLists) -> Schema:
    records = (collection.record for collection in COLLECTIONS.values())
    definitions = _with_nested_updates(_definitions(*records, lists=lists), lists)
    return _file("자료", {name: _collection(name) for name in COLLECTIONS}, definitions)


def _of_a_quarter(lists: CodeLists) -> Schema:
    own: Schema = {
        "quarter": TypeAdapter(QuarterName).json_schema() | _labels(HEADS["quarter"]),
        "report": {"$ref": f"#/$defs/{QuarterReport.__name__}", "title": SHEETS["quarters"]},
    }
    rest = {name: _collection(name) for name in COLLECTIONS if name != "quarters"}
    records = (collection.record for collection in COLLECTIONS.values())
    definitions = _with_nested_updates(_definitions(*records, lists=lists), lists)
    for record in (Execution, Observation, QuarterReport):
        _without_need(definitions[record.__name__], "quarter")
    return _file("분기 자료", own | rest, definitions) | {"required": ["quarter"]}


def _with_nested_updates(definitions: Schema, lists: CodeLists) -> Schema:
    """Return the schemas of records after those that have updates may hold them, which then name no record."""
    own = definitions[Update.__name__]
    properties = {name: said for name, said in own["properties"].items() if name not in ("kind", "record")}
    required = [name for name in own["required"] if name in properties]
    for collection in UPDATED:
        states: Schema = properties["state"] | {"enum": _state_words(collection, lists)}
        fields = {"audience", "on", "state", "note", "source", *FIELDS_OF[collection]}
        told = {name: said for name, said in (properties | {"state": states}).items() if name in fields}
        update = own | {"properties": told, "required": required}
        held: Schema = {
            "type": ["array", "null"],
            "items": update,
            "title": SHEETS["updates"],
            "description": _LIST_NOTE,
        }
        definitions[COLLECTIONS[collection].record.__name__]["properties"]["updates"] = held
    return definitions


def _state_words(collection: UpdatedCollection, lists: CodeLists) -> list[str]:
    """Return every text by which a state is read that an update of a collection may tell."""
    spellings = lists.spellings("update_states")
    return [text for text in spellings if lists.code("update_states", text) in STATES_OF[collection]]


def _of_a_record(record: type[BaseModel], title: str) -> Schema:
    definitions = _definitions(record)
    own = definitions.pop(record.__name__)
    return {"$schema": DIALECT, **own, "title": title, "$defs": definitions}


def _file(title: str, properties: Schema, definitions: Schema) -> Schema:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"$schema": DIALECT, "title": title, **shape, "$defs": definitions}


def _collection(name: str) -> Schema:
    """Return the schema of a collection in a file, which may say nothing of it."""
    record: Schema = {"$ref": f"#/$defs/{COLLECTIONS[name].record.__name__}"}
    if not COLLECTIONS[name].is_list:
        return {"anyOf": [record, {"type": "null"}], "title": SHEETS[name]}
    return {"type": ["array", "null"], "items": record, "title": SHEETS[name]}


def _definitions(*records: type[BaseModel], lists: CodeLists = BUILT_IN) -> Schema:
    _, generated = models_json_schema([(record, "validation") for record in records], schema_generator=_Generator)
    for record in records:
        _offer_codes(record, generated["$defs"], lists)
    return generated["$defs"]


def _offer_codes(record: type[BaseModel], definitions: Schema, lists: CodeLists) -> None:
    """Put the codes and words of its list into each field of a record that has one, and of the records in it."""
    for name, described in record.model_fields.items():
        inner = record_in(described.annotation)
        if inner is not None:
            _offer_codes(inner, definitions, lists)
        field = definitions[record.__name__]["properties"][name]
        if coded := code_list(record, name):
            offered: Schema = {"enum": list(dict.fromkeys(lists.spellings(coded)))}
            kept = {key: field[key] for key in ("title", "description", "default") if key in field}
            may_be_none = any(part.get("type") == "null" for part in field.get("anyOf", ()))
            field.clear()
            field.update(({"anyOf": [offered, {"type": "null"}]} if may_be_none else offered) | kept)


def _without_need(schema: Schema, *fields: str) -> Schema:
    """Return the schema of a record after it no longer needs some of its fields."""
    schema["required"] = [field for field in schema["required"] if field not in fields]
    return schema


_TOLD_BY_THE_FOLDER = ("stem", "subtitle", "running_title", "summary", "formats")
"""What a report's file may leave out, at least where its template was drawn."""


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with values as our files write them and fields as our tables call them."""

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return super().float_schema(schema) | _DECIMAL

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return super().int_schema(schema) | _WHOLE

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Return the words of a code list; one that is a number need not be quoted."""
        words = cast("list[str]", schema["expected"])
        numbers = [int(word) for word in words if word.isdecimal()]
        return {"enum": [*words, *numbers]} if numbers else super().literal_schema(schema)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        generated = super().model_schema(schema)
        record = schema["cls"]
        for name, field in generated["properties"].items():
            field.update(_labels(_head(record, name)))
            if field.get("type") == "array":  # the note of the head says how a cell of a table holds a list
                field["description"] = _LIST_NOTE
        titles = [collection.title for collection in COLLECTIONS.values() if collection.record is record]
        title = {"title": titles[0]} if titles else {}
        return {name: value for name, value in generated.items() if name not in _ENGLISH} | title


def _head(record: type[BaseModel], field: str) -> ColumnLabel:
    """Return what a field is called; its own name, should nobody have called it anything yet."""
    known = FILE_WORDS.get(f"{record.__name__}.{field}") or HEADS.get(_PREFIXES.get(record, "") + field)
    return known or ColumnLabel(field, "")


def _labels(head: ColumnLabel) -> Schema:
    return {"title": head.title, "description": head.note}


def _prefixes() -> Iterator[tuple[type[BaseModel], str]]:
    for collection in COLLECTIONS.values():
        for name, described in collection.record.model_fields.items():
            inner = record_in(described.annotation)
            if inner is not None:
                yield inner, f"{name}."


_PREFIXES: Mapping[type[BaseModel], str] = dict(_prefixes())
"""What precedes the field's name in a table's head, for records that lie in others: ``formula.``."""
