"""What is noted while an answer is taken over."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyreport.errors import Kind, Place, Problem, Words


@dataclass(slots=True)
class Notes:
    """What keeps rows from being taken over, and what of them is left out."""

    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])

    def missing(self, name: str, place: Place) -> None:
        """Note that a row lacks a field that every record needs."""
        what = Words(f"'{name}' is missing", f"'{name}' 항목이 없습니다")
        hint = Words("check that this is the right portal's answer", "알맞은 포털의 응답인지 확인하십시오")
        self.problems.append(Problem(Kind.DATA, "import.missing-field", what, place, name, hint))

    def not_accepted(self, name: str, said: str, place: Place) -> None:
        """Note that a value which is needed is not what its field holds."""
        what = Words(f"'{said}' cannot stand in '{name}'", f"'{said}'은(는) '{name}'에 쓸 수 없습니다")
        hint = Words("mend it in the file", "파일에서 고치십시오")
        self.problems.append(Problem(Kind.DATA, "import.not-accepted", what, place, name, hint))

    def left_out(self, name: str, said: str, place: Place) -> None:
        """Note that a value is not taken over, since it is not what its field holds."""
        what = Words(f"'{said}' in '{name}' is not taken over", f"'{name}'의 '{said}'은(는) 옮기지 않았습니다")
        hint = Words("write it by hand where it belongs", "알맞은 곳에 직접 적으십시오")
        self.warnings.append(Problem(Kind.DATA, "import.left-out", what, place, name, hint))

    def repeated(self, name: str, place: Place) -> None:
        """Note that a row tells of a record once more; the first one counts."""
        what = Words(f"'{name}' comes more than once", f"'{name}'이(가) 여러 번 나옵니다")
        hint = Words("the first one is taken", "처음 것만 옮겼습니다")
        self.warnings.append(Problem(Kind.DATA, "import.repeated", what, place, hint=hint))

    def supposed(self, field_name: str, said: str, place: Place) -> None:
        """Note, once for each text, that a field is filled with something else, for the portal does not tell it."""
        what = Words(
            f"the portal does not tell '{field_name}': '{said}' is written",
            f"포털에 '{field_name}' 항목이 없어 '{said}'(으)로 적었습니다",
        )
        hint = Words("check it", "확인하십시오")
        if all(warning.what != what for warning in self.warnings):
            self.warnings.append(Problem(Kind.DATA, "import.supposed", what, place, field_name, hint))
