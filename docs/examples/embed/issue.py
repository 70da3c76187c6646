"""분기를 발행하고, 그 안의 수치 하나를 출처와 함께 꺼냅니다: python issue.py 폴더 2026Q2 indicator.digital-rate."""

from __future__ import annotations

import sys
from pathlib import Path

from policyreport.api import BuildOptions, PolicyReportError, Quarter, build, derive, load, open_project

folder, quarter, wanted = sys.argv[1:]
try:
    project = open_project(Path(folder))
    built = build(project, quarter, reports=["onepager"], options=BuildOptions(issue=True))
    facts = derive(load(project).dataset, Quarter.parse(quarter))
except PolicyReportError as error:  # 잘못된 곳이 모두 한 번에. 아무것도 쓰지 않은 채임
    sys.exit("\n".join(f"{problem.where}: {problem.what.ko}" for problem in error.problems))
fact = facts[wanted]
print(
    f"{built.folder.name} 제{built.number}판: {fact.value}{fact.unit}"
    f" (출처 {', '.join(fact.sources)}, {', '.join(map(str, fact.places))})"
)
