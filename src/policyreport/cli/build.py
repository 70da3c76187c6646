"""The commands that make documents: build, and inspect, which shows what they say."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policyreport.cli.messages import Printer, ReportedError, columns
from policyreport.cli.progress import ProgressLine
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.edited_files import edited_files_notice
from policyreport.pipeline.numbering import how_to_issue
from policyreport.pipeline.options import BuildOptions, available_cores
from policyreport.project import Project, open_project

if TYPE_CHECKING:
    from policyreport.pipeline.manifest import Output
    from policyreport.pipeline.tie_out_check import TiedNumbers


def build_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Build a set and say where it is, what is in it, and what was noted while it was made."""
    project = open_project(arguments.project)
    if arguments.watch and arguments.issue:
        what = Message("a set that is built again and again is never issued", "--watch로 만드는 것은 발행하지 않습니다")
        hint = Message(
            "end the watch, then build with --issue",
            "다 고친 다음 --watch 없이 policyreport build --issue로 발행하십시오",
        )
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.watch", what, field="--issue", hint=hint)])
    if arguments.watch:
        from policyreport.cli.watch import watch  # noqa: PLC0415 - its library is needed for nothing else

        watch(project, lambda: _build(project, arguments, printer), printer)
    else:
        _build(project, arguments, printer)


def _build(project: Project, arguments: argparse.Namespace, printer: Printer) -> None:
    line = ProgressLine(printer, shown=not arguments.verbose)
    options = BuildOptions(
        arguments.large_print,
        arguments.draft,
        arguments.force,
        line.making,
        jobs=arguments.jobs or available_cores(),
        cluster=arguments.cluster,
        restate=arguments.restate,
        strict=arguments.strict,
        composing=line.composing,
        issue=arguments.issue,
        tie_out=not arguments.no_tie_out,
    )
    with line.following():
        built = _built(project, arguments, options)
    warnings = [*built.warnings, *edited_files_notice(built.aside)]
    if arguments.json:
        severities = [*["error"] * len(built.problems), *["warning"] * len(warnings), *["note"] * len(built.notes)]
        print(printer.records([*built.problems, *warnings, *built.notes], severities))
    else:
        _print_result(built, warnings, printer, arguments)
    if built.problems:
        raise ReportedError(built.problems)


def _built(project: Project, arguments: argparse.Namespace, options: BuildOptions) -> Built:
    request = (arguments.quarter, arguments.report, arguments.format)
    if arguments.strict and arguments.draft:
        what = Message(
            "a draft goes on where a strict build stops", "초안은 문제가 있어도 만들고, --strict는 경고에도 멈춥니다"
        )
        hint = Message("leave out --strict or --draft", "--strict와 --draft 가운데 하나만 적으십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.strict", what, field="--strict", hint=hint)])
    if not arguments.retry:
        return build(project, *request, options)
    if any(request) or arguments.large_print or arguments.draft:
        what = Message("--retry builds what was asked for before", "--retry는 앞서 시킨 것을 다시 만듭니다")
        hint = Message("leave out what else is asked for", "보고서, 형식, 분기 등은 적지 마십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.retry", what, field="--retry", hint=hint)])
    from policyreport.pipeline.build import resume_build  # noqa: PLC0415 - for --retry alone

    return resume_build(project, options)


def inspect_command(arguments: argparse.Namespace, _printer: Printer) -> None:
    """Print what a report says, as the tree that its formats are made of."""
    from policyreport.document.dump import dump  # noqa: PLC0415 - as above
    from policyreport.pipeline.edition_worker import documents  # noqa: PLC0415 - a build with nothing to do does without
    from policyreport.pipeline.project_data import read_project  # noqa: PLC0415 - a build with nothing to do does without

    project = open_project(arguments.project)
    for _, document in documents(read_project(project, arguments.quarter, [arguments.report])):
        print(dump(document), end="")


def _print_result(built: Built, warnings: Iterable[Problem], printer: Printer, arguments: argparse.Namespace) -> None:
    for warning in warnings:
        print(printer.problem(warning, label=printer.say(Message("warning", "경고"))), file=sys.stderr)
    print(_head(built, printer))
    if built.outputs and (built.changed or arguments.explain):
        print(_files(built, printer, explained=arguments.explain))
    for note in built.notes:
        print(printer.problem(note, label=printer.say(Message("note", "참고"))))
    if built.tied and built.tied.agreeing and not built.problems:
        print(printer.say(_tied(built.tied)))
    if built.problems:
        _print_lacking(built, printer)
    elif built.number is None and not arguments.watch:
        command = how_to_issue(built.folder.name, restate=arguments.restate)
        print(printer.say(Message(f"not issued yet. To issue it: {command}", f"발행 전입니다. 발행하려면: {command}")))


def _tied(tied: TiedNumbers) -> Message:
    """Return what came of reading all files back."""
    unread = Message(
        f" ({tied.unread:,} more are worked out only when the file is opened)",
        f"(그 밖에 파일을 열 때 계산되는 {tied.unread:,}개는 대조하지 못함)",
    )
    more = unread if tied.unread else Message("", "")
    return Message(
        f"all {tied.agreeing:,} numbers agree with what they stand on{more.en}",
        f"수치 {tied.agreeing:,}개 모두 근거와 맞음{more.ko}",
    )


def _print_lacking(built: Built, printer: Printer) -> None:
    for problem in built.problems:
        print(printer.problem(problem), file=sys.stderr)
    names, number = ", ".join(built.not_made), len(built.problems)
    said = Message(
        f"{number} problem(s); the draft has what could be made, and lacks: {names}",
        f"문제 {number}건. 만들 수 있는 것만 초안에 넣었습니다. 빠진 파일: {names}",
    )
    print(printer.say(said), file=sys.stderr)


def _head(built: Built, printer: Printer) -> str:
    folder, number = built.folder, built.number
    if number is None:
        return printer.say(_unissued_head(built))
    if built.changed:
        return printer.say(Message(f"published issue {number} in {folder}", f"제{number}판을 펴낸 곳: {folder}"))
    if built.aside or built.restored:
        return printer.say(Message(f"put issue {number} back in {folder}", f"제{number}판을 되돌려 놓은 곳: {folder}"))
    nothing = Message(f"nothing has changed: issue {number} in {folder}", f"바뀐 것이 없습니다: 제{number}판, {folder}")
    return printer.say(nothing)


def _unissued_head(built: Built) -> Message:
    folder = built.folder
    if built.changed:
        return Message(f"built {folder}", f"만든 곳: {folder}")
    if built.aside:
        return Message(f"put what was built back in {folder}", f"만든 그대로 되돌려 놓은 곳: {folder}")
    return Message(f"nothing has changed: {folder}", f"바뀐 것이 없습니다: {folder}")


def _files(built: Built, printer: Printer, *, explained: bool) -> str:
    """Return the lines of what was made: each file, and the editions of a report in each format together."""
    groups = _together(built.outputs)
    lines = columns([_row(group, printer) for group in groups]).splitlines()
    if not explained:
        return "\n".join(lines)
    return "\n".join(f"{line}\n{_why(group, printer)}" for line, group in zip(lines, groups, strict=True))


def _together(outputs: Iterable[Output]) -> list[list[Output]]:
    groups: dict[object, list[Output]] = {}
    for output in outputs:
        groups.setdefault((output.report, output.variant) if output.record else output.name, []).append(output)
    return list(groups.values())


def _why(group: Sequence[Output], printer: Printer) -> str:
    """Return the lines of why files were made, or not; of editions those that were made are named."""
    if not group[0].record:
        return "\n".join(f"      {printer.say(reason)}" for reason in group[0].reasons)
    made = [output for output in group if not output.reused]
    kept = len(group) - len(made)
    lines = [f"      {output.name}: {'; '.join(map(printer.say, output.reasons))}" for output in made]
    return "\n".join([*lines, f"      {printer.say(Message(f'{kept} as they were', f'{kept}부는 그대로'))}"])


def _row(group: Sequence[Output], printer: Printer) -> tuple[str, str, str]:
    first, size = group[0], f"{sum(output.size for output in group) / 1024:,.0f} KiB"
    if not first.record:
        return f"  {first.name}", _extent(first.form, first.extent, printer), size
    number = printer.say(Message(f"{len(group)} editions", f"{len(group)}부"))
    return f"  {first.name.partition('/')[0]}/*{first.variant.file_name('')}", number, size


def _extent(form: str, extent: int | None, printer: Printer) -> str:
    if extent is None:
        return "-"
    if form == "xlsx":
        return printer.say(Message(f"{extent} sheets", f"시트 {extent}개"))
    return printer.say(Message(f"{extent} pages", f"{extent}쪽"))
