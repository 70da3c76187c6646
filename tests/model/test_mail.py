"""How mail leaves the office: encrypted always, and by the usual port unless another is written."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from policyreport.model.delivery import MailSettings


def settings(**more: object) -> MailSettings:
    return MailSettings.model_validate({"host": "smtp.example.go.kr", "sender": "report@example.go.kr", **more})


@pytest.mark.parametrize(("said", "port"), [({}, 587), ({"security": "tls"}, 465), ({"port": "2525"}, 2525)])
def test_the_port_is_the_usual_one_unless_it_is_written(said: dict[str, object], port: int):
    assert settings(**said).server_port == port


@pytest.mark.parametrize(
    "said",
    [
        {"security": "none"},
        {"security": ""},
        {"port": "0"},
        {"port": "70000"},
        {"host": "https://smtp.example.go.kr"},
        {"host": "a b"},
        {"sender": "홍길동 <report@example.go.kr>"},
        {"reply_to": "a@b.example, c@d.example"},
        {"sender_name": "창업정책과\nBcc: x@y.example"},
        {"subject": "제목\r\nBcc: x@y.example"},
        {"password": "geheim"},
        {"most_megabytes": "0"},
    ],
)
def test_what_would_send_in_clear_or_to_others_is_refused(said: dict[str, object]):
    with pytest.raises(ValidationError):
        settings(**said)
