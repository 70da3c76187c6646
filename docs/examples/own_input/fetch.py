"""업무 시스템이 내주는 JSON을 자료로 옮깁니다: python fetch.py office.json 폴더.

첫 인자가 https:// 주소이면 받아 옵니다. 빌드는 인터넷을 쓰지 않으므로, 받는 일은 이처럼 빌드에 앞서 따로 합니다.
`data/` 아래의 JSON은 YAML처럼 읽히니 따로 적을 것이 없습니다. 다시 받으면 파일이 통째로 바뀝니다.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from policyreport.api import PolicyReportError, load, open_project

PROGRAM = "delivery-pilot"
SOURCE = "delivery-system"


def received(where: str) -> Any:  # noqa: ANN401 - 남의 시스템이 주는 것
    """파일이나 https:// 주소에서 받은 것을 돌려줍니다."""
    if where.startswith("https://"):
        with urlopen(where, timeout=30) as answer:  # noqa: S310 - https만 받음
            return json.load(answer)
    return json.loads(Path(where).read_text(encoding="utf-8"))


def as_records(answer: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """받은 것을 자료의 모음과 항목으로 옮깁니다. 항목은 docs/data.md에 있습니다."""
    records: dict[str, list[dict[str, Any]]] = {"indicators": [], "observations": []}
    for row in answer["통계"]:
        name = f"delivery-{row['코드'].lower()}"
        indicator = {"id": name, "title": row["이름"], "unit": row["단위"], "definition": row["정의"]}
        records["indicators"].append({**indicator, "role": "output", "program": PROGRAM, "aspect": "size"})
        value = {"indicator": name, "quarter": answer["분기"], "value": row["건수"], "as_of": answer["기준일"]}
        records["observations"].append({**value, "source": SOURCE})
    source = {"id": SOURCE, "title": answer["시스템"], "publisher": answer["시스템"], "kind": "dataset"}
    return {**records, "sources": [{**source, "date": answer["기준일"]}]}


def main() -> int:
    """받아서 옮기고, 프로젝트가 그것을 자료로 읽는지 봅니다. 읽지 못하면 앞의 파일로 되돌립니다."""
    project = open_project(Path(sys.argv[2]))
    path = project.data / "collected" / "delivery.json"
    path.parent.mkdir(exist_ok=True)
    before = path.read_bytes() if path.exists() else None
    records = as_records(received(sys.argv[1]))
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        load(project)
    except PolicyReportError as error:
        for problem in error.problems:
            print(f"{problem.where}: {problem.what.ko} [{problem.code}]", file=sys.stderr)
        path.unlink() if before is None else path.write_bytes(before)
        return int(error.exit_code)
    print(f"옮김: {path.name}, 값 {len(records['observations'])}개")
    return 0


if __name__ == "__main__":
    sys.exit(main())
