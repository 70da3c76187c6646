"""What the disk refuses, said as problems that name only places below the project."""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words

_REASONS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), Words("the disk is full", "디스크에 빈 곳이 없습니다")),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS), Words("there is no permission to write", "쓸 권한이 없습니다")
    ),
    errno.EFBIG: Words("the file is larger than allowed here", "이곳에 허용된 크기를 넘는 파일입니다"),
    errno.ENOTDIR: Words("a file stands where a folder belongs", "폴더가 있어야 할 곳에 파일이 있습니다"),
    errno.EEXIST: Words("a file stands where a folder belongs", "폴더가 있어야 할 곳에 파일이 있습니다"),
}
_HINTS = {
    errno.ENOSPC: Words("free some space and build again", "공간을 비우고 다시 빌드하십시오"),
    errno.EACCES: Words(
        "close the file if a program has it open, or have the right to write there given to you",
        "열려 있는 파일을 닫거나 쓰기 권한을 받으십시오",
    ),
}


@contextmanager
def writing(place: str) -> Generator[None]:
    """Turn an ``OSError`` of the body into an OUTPUT problem at ``place``, a path from the output folder's parent."""
    try:
        yield
    except OSError as error:
        raise PolicyReportError([_refused(place, error)]) from error


def _refused(place: str, error: OSError) -> Problem:
    said = error.strerror or type(error).__name__
    why = _REASONS.get(error.errno or 0, Words(said, said))
    what = Words(f"'{place}' cannot be written: {why.en}", f"'{place}'에 쓸 수 없습니다: {why.ko}")
    return Problem(Kind.OUTPUT, "output-refused", what, Place(place), hint=_HINTS.get(error.errno or 0))
