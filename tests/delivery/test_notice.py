"""One plain message, on the same terms as all mail."""

from __future__ import annotations

import pytest
from tests.delivery.conftest import Home, Serve, clock
from tests.delivery.mail_server import AFTER_ACCEPTING, Plan, mail_server

from policyreport.delivery import notice
from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.inputs import settings

ADDRESS = "clerk@office.example"


def send_notice(home: Home) -> None:
    mail = settings(home.project).mail
    assert mail is not None
    notice(home.project, mail, ADDRESS, subject="2025Q2\n실행", text="빌드하지 못했습니다.\n", sent_on=clock())


def kinds(home: Home) -> list[ErrorKind]:
    with pytest.raises(PolicyReportError) as caught:
        send_notice(home)
    return [problem.kind for problem in caught.value.problems]


def test_it_is_sent_to_the_one_address_in_plain_text(home: Home, serve: Serve):
    with serve() as plan:
        send_notice(home)
    (message,) = plan.messages
    assert (message["Subject"], message["To"]) == ("2025Q2 실행", ADDRESS)
    assert message.get_content_type() == "text/plain"
    assert message.get_content().strip() == "빌드하지 못했습니다."


@pytest.mark.parametrize(
    "plan",
    [Plan(refused={ADDRESS: "550 5.1.1 no"}), Plan(breaks=(AFTER_ACCEPTING, 1)), Plan(breaks=("EHLO", 1))],
    ids=["refused", "unknown", "broken"],
)
def test_where_it_is_not_known_to_be_taken_that_is_told(home: Home, serve: Serve, plan: Plan):
    with serve(plan=plan):
        assert kinds(home) == [ErrorKind.DELIVERY]


def test_it_is_not_sent_in_clear(home: Home):
    plan = Plan()
    with mail_server(plan, "none", None, auth_require_tls=False) as port:
        home.mail(port)
        assert kinds(home) == [ErrorKind.SECURITY]
    assert plan.accepted == []
