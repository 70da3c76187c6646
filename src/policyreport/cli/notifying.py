"""Telling people what a run did: by a command of theirs, and by mail through the project's server."""

from __future__ import annotations

from policyreport.cli.run_summary import run_summary
from policyreport.cli.speech import Speech
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.run import Status, tell_by_command


def tell(project: Project, settings: Settings, status: Status) -> tuple[Problem, ...]:
    """Tell people of a run in each way that the settings name, and return what went wrong."""
    return (*tell_by_command(project, settings, status), *_tell_by_mail(project, settings, status))


def _tell_by_mail(project: Project, settings: Settings, status: Status) -> tuple[Problem, ...]:
    address = settings.schedule.notify.mail
    if address is None:
        return ()
    if settings.mail is None:
        return (_no_server(),)
    from policyreport.deliver import notice  # noqa: PLC0415 - its libraries are needed for mail alone

    speech = Speech(korean=settings.language.startswith("ko"))
    subject, text = _subject(settings, status, speech), _text(status, speech)
    try:
        notice(project, settings.mail, address, subject=subject, text=text, sent_on=status.ended or status.began)
    except PolicyReportError as refusal:
        return refusal.problems
    return ()


def _subject(settings: Settings, status: Status, speech: Speech) -> str:
    if status.exit_code:
        of = f": {', '.join(stopped)}" if (stopped := status.named("failed")) else ""
        said = speech.say(Words(f"a scheduled run failed{of}", f"정기 실행 실패{of}"))
    else:
        quarters = ", ".join(status.named("issued"))
        said = speech.say(Words(f"{quarters} issued", f"{quarters} 펴냄"))
    return f"[{settings.title}] {said}"


def _text(status: Status, speech: Speech) -> str:
    """Return what was done; problems by their codes and places, for their words may hold values of the data."""
    said = [f"{problem.code}  {Place(problem.file or '', problem.line or 0)}".rstrip() for problem in status.problems]
    return "\n".join([run_summary(status, speech), *dict.fromkeys(said)]) + "\n"


def _no_server() -> Problem:
    what = Words("a mail is to be sent, and no mail server is named", "메일로 알리도록 했으나 메일 서버가 없습니다")
    hint = Words("write 'mail:' with host and sender", "'mail:'에 서버(host)와 보내는 주소(sender)를 적으십시오")
    return Problem(Kind.DATA, "run.no-mail-server", what, Place("data/project.yaml"), "schedule › notify › mail", hint)
