import errno
import sys
from pathlib import Path

import pytest

from policyreport.publish import swap
from policyreport.publish import swap as exchange_module
from policyreport.publish.swap import exchange, swap_in

needs_exchange = pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such call on this system")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A new folder and the old one that it is to replace; each holds one file with its name."""
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    return tmp_path / "new", tmp_path / "old"


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)


def only_name(folder: Path) -> str:
    (path,) = folder.iterdir()
    return path.name


@needs_exchange
def test_two_folders_change_places(pair: tuple[Path, Path]):
    new, old = pair
    assert exchange(new, old)
    assert (only_name(new), only_name(old)) == ("old", "new")


@needs_exchange
def test_an_exchange_with_nothing_is_an_error(tmp_path: Path):
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "none")


def test_a_file_system_without_exchange_is_told_by_false(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exchange_module, "_system_call", lambda: lambda _one, _other: errno.EINVAL)
    assert not exchange(*pair)


@pytest.mark.usefixtures("without_exchange")
def test_two_renames_do_where_the_system_has_no_exchange(pair: tuple[Path, Path]):
    new, old = pair
    swap_in(new, old)
    assert (only_name(new), only_name(old)) == ("old", "new")
    assert sorted(path.name for path in new.parent.iterdir()) == ["new", "old"]


@pytest.mark.usefixtures("without_exchange")
def test_the_old_folder_comes_back_when_the_second_rename_fails(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    new, old = pair
    rename = Path.rename

    def fails_for_the_new_one(path: Path, goal: Path) -> Path:
        if path == new:
            raise PermissionError
        return rename(path, goal)

    monkeypatch.setattr(Path, "rename", fails_for_the_new_one)
    with pytest.raises(PermissionError):
        swap_in(new, old)
    assert only_name(old) == "old"
