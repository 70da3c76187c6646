"""What can be wrong with a workbook's sheets, in words for whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyreport.errors import Kind, Place, Problem, Words, did_you_mean
from policyreport.load.excel.cell_text import Untold
from policyreport.model.words import SHEETS

_UNTOLD = {
    Untold.NOT_RECKONED: (
        "excel.not-reckoned",
        Words("this formula has not been reckoned", "계산되지 않은 수식입니다"),
        Words(
            "open the workbook in Excel and save it, or write the value",
            "엑셀에서 열어 저장하거나 값을 직접 적으십시오",
        ),
    ),
    Untold.ERROR: (
        "excel.error",
        Words("this cell shows an error such as #REF!", "#REF! 같은 오류가 난 칸입니다"),
        Words("mend the formula, or write the value", "수식을 고치거나 값을 직접 적으십시오"),
    ),
}


def untold(why: Untold, place: Place, field: str) -> Problem:
    """Return the problem of a cell of which nothing can be told."""
    code, what, hint = _UNTOLD[why]
    return Problem(Kind.DATA, code, what, place, field, hint)


def merged_down(place: Place, collection: str) -> Problem:
    """Return the problem of cells merged over several rows: only one of the rows has the value."""
    what = Words("cells of several rows are merged: only the first has the value", "여러 줄의 칸이 병합되어 있습니다")
    hint = Words("unmerge them and write the value in each row", "병합을 풀고 줄마다 값을 적으십시오")
    return Problem(Kind.DATA, "excel.merged", what, place, collection, hint)


def merged_across(place: Place, collection: str) -> Problem:
    """Return the warning of cells merged within one row."""
    what = Words("cells are merged: only the first has the value", "병합된 칸에서는 첫째 칸의 값만 읽었습니다")
    hint = Words("unmerge them", "병합을 푸십시오")
    return Problem(Kind.DATA, "excel.merged", what, place, collection, hint)


def hidden_rows(count: int, place: Place, collection: str, *, filtered: bool) -> Problem:
    """Return the warning of rows that were read though nobody sees them."""
    why = Words("filtered out or hidden", "필터나 숨기기로 보이지 않는") if filtered else Words("hidden", "숨긴")
    what = Words(f"{count} rows are {why.en}; they were read", f"{why.ko} 행 {count}개도 읽었습니다")
    hint = Words("show them, and delete those that do not belong", "다시 표시해 보고 필요 없는 행은 지우십시오")
    return Problem(Kind.DATA, "excel.hidden-rows", what, place, collection, hint)


def hidden_sheet(state: str, place: Place, collection: str) -> Problem:
    """Return the warning of a sheet that was read though nobody sees it."""
    how = Words("very hidden", "완전히 숨긴") if state == "veryHidden" else Words("hidden", "숨긴")
    what = Words(f"this sheet is {how.en}; it was read", f"{how.ko} 시트도 읽었습니다")
    hint = Words("show it, or delete it", "다시 표시하거나 지우십시오")
    return Problem(Kind.DATA, "excel.hidden-sheet", what, place, collection, hint)


def no_head(place: Place, collection: str, there: Iterable[str], known: Iterable[str]) -> Problem:
    """Return the problem of a sheet of which no row has the heads of a collection's fields."""
    what = Words("no row has the heads of the columns", "열의 머리글이 있는 줄을 찾을 수 없습니다")
    found, wanted = ", ".join(there), ", ".join(known)
    hint = Words(f"there is: {found}; write heads such as: {wanted}", f"있는 것: {found}. 쓸 머리글: {wanted}")
    return Problem(Kind.DATA, "excel.no-head", what, place, collection, hint)


def missing_sheet(name: str, file: str, there: Iterable[str]) -> Problem:
    """Return the problem of a sheet that the project names and the workbook lacks."""
    what = Words(f"there is no sheet '{name}'", f"'{name}' 시트가 없습니다")
    return Problem(Kind.DATA, "excel.missing-sheet", what, Place(file), name, did_you_mean(name, there))


def unknown_collection(collection: str, name: str, file: str) -> Problem:
    """Return the problem of a sheet that the project declares to hold something unheard of."""
    what = Words(
        f"the sheet '{name}' cannot hold '{collection}'", f"'{name}' 시트의 '{collection}'은(는) 없는 모음입니다"
    )
    return Problem(Kind.DATA, "data.unknown-field", what, Place(file), name, did_you_mean(collection, SHEETS))


def no_known_sheet(file: str, there: Iterable[str]) -> Problem:
    """Return the problem of a workbook in which no sheet is that of a collection."""
    what = Words("no sheet bears the name of a collection", "이름을 아는 시트가 하나도 없습니다")
    found, wanted = ", ".join(there), ", ".join(SHEETS.values())
    hint = Words(f"there is: {found}; name them: {wanted}", f"있는 시트: {found}. 쓸 이름: {wanted}")
    return Problem(Kind.DATA, "excel.missing-sheet", what, Place(file), hint=hint)


def unread_sheet(collections: Sequence[str], place: Place) -> Problem:
    """Return the problem of a sheet that is not read under its name, though it has the heads of a collection."""
    titles = ", ".join(f"'{SHEETS[collection]}'" for collection in collections)
    what = Words(
        f"this sheet is not read under its name, though it has the heads of {titles}",
        f"{titles} 자료의 머리글이 있으나, 이 이름으로는 읽지 않는 시트입니다",
    )
    hint = Words(
        f"rename the sheet to {titles}, or move its rows into that sheet; hide or delete what is not to be read; or "
        "name the sheet under 'sheets:' in data/project.yaml",
        f"시트 이름을 {titles}(으)로 바꾸거나 그 시트로 줄을 옮기십시오. 읽지 않을 시트는 숨기거나 삭제하십시오. "
        "이름을 그대로 두려면 data/project.yaml의 'sheets:'에 적으십시오",
    )
    return Problem(Kind.DATA, "excel.unread-sheet", what, place, ", ".join(collections), hint)


def ignored_sheet(name: str, near: Sequence[str], place: Place) -> Problem:
    """Return the warning of a sheet that was left alone; its name may be ``near`` to a known one."""
    what = Words(f"the sheet '{name}' was not read", f"'{name}' 시트는 읽지 않았습니다")
    hint = Words(
        f"hide it, or write under 'sheets:' in data/project.yaml: '{name}': ''",
        f"시트를 숨기거나, data/project.yaml의 'sheets:'에 이렇게 적으십시오. '{name}': ''",
    )
    return Problem(Kind.DATA, "excel.ignored-sheet", what, place, name, did_you_mean(name, near) if near else hint)


def no_rows(file: str) -> Problem:
    """Return the warning of a workbook that has heads and nothing below them."""
    what = Words("the workbook holds no records", "자료가 한 줄도 없는 통합 문서입니다")
    hint = Words("fill it or remove it", "자료를 적거나 파일을 지우십시오")
    return Problem(Kind.DATA, "table.header-only", what, Place(file), hint=hint)
