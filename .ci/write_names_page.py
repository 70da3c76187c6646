"""Write the page of all names that templates can use, ``docs/names.md``, as ``policyreport names --all`` lists them.

.venv/bin/python .ci/write_names_page.py
"""

from __future__ import annotations

from pathlib import Path

from policyreport.pipeline.name_reference import name_sections, names_page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "names.md"
HEAD = """\
# 템플릿에 쓸 수 있는 이름

`.ci/write_names_page.py`가 코드에서 만든 쪽입니다. 고쳐 쓰지 마십시오. 프로젝트의 자료로 된 예까지 보려면:

```
policyreport names             # 맨 위의 이름, 함수, 필터, 검사
policyreport names programs    # 지원사업 하나에 든 것. names 지원사업, names programs.money도
policyreport names 집행률      # 낱말로 찾기
```

표의 `p.title`은 그 위에 적은 반복 안에서 씁니다. `→`는 거기에 든 것을 보일 이름입니다.
쓰는 법은 [템플릿 쓰기](templates.md)에 있습니다.

"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """Return the page as the code says it."""
    return HEAD + names_page(name_sections())


if __name__ == "__main__":
    main()
