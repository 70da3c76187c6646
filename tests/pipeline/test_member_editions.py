"""Editions for the members of a dimension."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.pipeline.build import build
from policyreport.project import Project

from .small_project import small

DIMENSIONS = """
dimensions:
  region:
    title: 시군
    members: [{code: garam, title: 가람시}, {code: byeol, title: 별빛군}]
"""
REPORT = """\
for: EACH
name: "{{ region.title }} 자료"
title: 추진현황
subtitle: "{{ quarter.label }}"
running_title: 추진현황
summary: "{{ region.title }}의 추진현황"
formats: [txt]
"""
BODY = """\
{% for p in programs %}
- {{ p.title }}
{% endfor %}
{% for i in outcomes %}
- {{ i.title }} {{ i.actual }}
{% endfor %}
"""


def project(folder: Path, each: str = "region") -> Project:
    """Return the small project with an edition for each region; the first programme is one region's."""
    made = small(folder)
    settings, kind = made.data / "project.yaml", made.templates / "region"
    settings.write_text(settings.read_text(encoding="utf-8") + DIMENSIONS, encoding="utf-8")
    kind.mkdir()
    (kind / "report.yaml").write_text(REPORT.replace("EACH", each), encoding="utf-8")
    (kind / "body.md.j2").write_text(BODY, encoding="utf-8")
    for path in made.data.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "\nprograms:\n" in text:
            before, _, after = text.partition("\nprograms:\n")
            first, _, rest = after.partition("\n")
            path.write_text(f"{before}\nprograms:\n{first}\n    dimensions: {{시군: 별빛군}}\n{rest}", encoding="utf-8")
    return made


def test_each_member_has_an_edition_that_bears_its_name_and_leaves_others_out(tmp_path: Path):
    folder = build(project(tmp_path.resolve()), reports=("region",)).folder
    garam, byeol = ((folder / "region" / f"{m} 자료.txt").read_text("utf-8-sig") for m in ("가람시", "별빛군"))
    assert "가람시 추진현황" in garam.splitlines()
    assert "별빛군 추진현황" in byeol.splitlines()
    left_out = set(byeol.splitlines()) - set(garam.splitlines())
    assert any(line.startswith("□") for line in left_out)
    assert "(전체)" in garam


def test_the_figures_of_an_edition_are_traced_under_ids_of_their_own(tmp_path: Path):
    folder = build(project(tmp_path.resolve()), reports=("region",)).folder
    numbers = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["numbers"]
    assert numbers
    assert [n["fact"] for n in numbers if not n["fact"].startswith("for.region.")] == []


def test_editions_for_something_that_is_not_there_say_what_there_is(tmp_path: Path):
    with pytest.raises(PolicyReportError) as caught:
        build(project(tmp_path.resolve(), "regions"), reports=("region",))
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where)) == ("data.not-allowed", "templates/region/report.yaml:1:6")
    assert problem.hint is not None
    assert problem.hint.en.endswith("recipients, region")
