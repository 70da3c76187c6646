"""The one-page report of an office's data comes out, however many programmes it has and however long their titles."""

from __future__ import annotations

from pathlib import Path

from tests.young_farmers import young_farmers

from policyreport.pipeline.build import build


def test_a_one_pager_of_forty_programmes_with_long_titles_comes_out_and_says_what_it_lacks(tmp_path: Path):
    project = young_farmers(tmp_path)
    long = "청년농업인의 안정적인 영농 정착과 지역 정주 여건 개선을 위한 종합 지원 및 단계별 성장 촉진 사업"
    made_up = [
        f"  - {{id: m{n}, title: {long} {n}권역, content: 지원, lead: 가람도, measures: [housing], sources: [plan]}}"
        for n in range(40)
    ]
    money = [
        f"  - {{id: b{n}, program: m{n}, year: 2026, unit: 백만원, current: {900 + n}, executed: 9, "
        "executed_as_of: 2026-12, source: plan}"
        for n in range(40)
    ]
    text = "\n".join(["programs:", *made_up, "budgets:", *money])
    (project.data / "more.yaml").write_text(text, encoding="utf-8")
    built = build(project, reports=["onepager"], formats=["pdf"])
    assert [output.extent for output in built.outputs] == [1]
    assert [w.code for w in built.warnings if w.code == "render.too-many-pages"] == []
    (note,) = [one for one in built.notes if one.code == "render.left-out"]
    assert "지원사업 추진현황 중 " in note.what.ko
