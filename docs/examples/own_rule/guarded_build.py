"""기관만의 규칙까지 지킨 자료로만 펴냅니다: python guarded_build.py 폴더.

규칙: 정책 성과 지표에는 자료원(`measured_by`)을 적는다. 어긴 곳은 파일과 줄, 고칠 방법까지 알립니다.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from policyreport.api import (
    BuildOptions,
    Dataset,
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    Project,
    build,
    check,
    load,
    open_project,
)


def outcomes_without_statistic(dataset: Dataset) -> Iterator[Problem]:
    """정책 성과 지표 가운데 자료원이 없는 것을 모두 알립니다."""
    for position, indicator in enumerate(dataset.indicators):
        if indicator.role == "outcome" and indicator.measured_by is None:
            yield Problem(
                ErrorKind.DATA,
                "office.measured-by",
                Message(
                    f"'{indicator.id}' does not say what it is measured by", f"'{indicator.id}'의 자료원이 없습니다"
                ),
                dataset.places.find(("indicators", position)),
                f"indicators › {indicator.id} › measured_by",
                Message("write the statistic's name", "'measured_by'에 통계나 시스템의 이름을 적으십시오"),
            )


def issue(project: Project) -> None:
    """policyreport의 규칙과 이 규칙을 모두 지켰으면 최신 분기를 펴내고, 아니면 어긴 곳을 모두 알립니다."""
    wrong = [one.problem for one in check(project) if one.severity == "error" and not one.excuse]
    wrong = wrong or list(outcomes_without_statistic(load(project).dataset))
    if wrong:
        raise PolicyReportError(wrong)
    print(f"펴냄: {build(project, options=BuildOptions(issue=True)).folder.name}")


def main() -> int:
    """끝냄 값은 policyreport의 것과 같습니다."""
    try:
        issue(open_project(Path(sys.argv[1])))
    except PolicyReportError as error:
        for problem in error.problems:
            hint = f" {problem.hint.ko}" if problem.hint else ""
            print(f"{problem.where}: {problem.what.ko} [{problem.code}]{hint}", file=sys.stderr)
        return int(error.exit_code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
