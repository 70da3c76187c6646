"""Taking up a build that was not finished."""

from __future__ import annotations

import json
from dataclasses import replace

from policyreport.build.manner import Manner
from policyreport.build.whole_set import Built, build
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.ledger import LEDGER, open_ledger, unfinished
from policyreport.project import Project


def build_unfinished(project: Project, manner: Manner) -> Built:
    """Build what the newest build was asked for that failed or was broken off; what it had made is not made again.

    Of ``manner`` counts what is not about which files there are. Raises ``PolicyReportError``: USAGE where no build
    was left unfinished.
    """
    asked = _asked(project)
    if not asked:
        what = Words("no build was left unfinished", "끝나지 않은 빌드가 없습니다")
        hint = Words("build with: policyreport build", "policyreport build로 빌드하십시오")
        raise PolicyReportError([Problem(Kind.USAGE, "build.nothing-to-retry", what, field="--retry", hint=hint)])
    quarter, reports, formats, large_print, draft = json.loads(asked)
    return build(project, quarter, reports, formats, replace(manner, large_print=large_print, draft=draft))


def _asked(project: Project) -> str:
    if not (project.out / LEDGER).exists():
        return ""
    with open_ledger(project.out) as ledger:
        return unfinished.unfinished(ledger)
