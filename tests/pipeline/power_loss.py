"""What a disk may hold after the power failed in the midst of what a program changed in a folder.

A change is sure to last once the file, or the folder whose list of names it is, was synced after it. Of the others any
may be lost whichever came first: what was written to a file, half of it, and each name that was entered or taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

Tree = Mapping[str, bytes | None]
"""What stands below a folder: the content of each file by its path, None for a folder."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that changed the folder: its name, its paths from the folder, and what was written where."""

    name: str
    path: str
    goal: str
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class State:
    """What the disk may hold when the power fails after ``at`` calls, and what of them is lost then."""

    at: int
    lost: str
    tree: Tree

    @property
    def name(self) -> str:
        """How the state is named where it is found wrong."""
        return f"after call {self.at}: {self.lost}"


def read_calls(log: bytes, root: Path) -> list[Call]:
    """Return the calls that ``recorded_disk.c`` wrote down, their paths from a folder; those elsewhere are left out."""
    calls: list[Call] = []
    while log:
        line, _, log = log.partition(b"\n")
        name, path, goal, offset, length = line.decode().split("\t")
        content, log = log[: int(length)], log[int(length) :]
        ways = [PurePosixPath(each) for each in (path, goal or path)]
        if all(each.is_relative_to(root) for each in ways):
            there, then = (each.relative_to(root).as_posix() for each in ways)
            calls.append(Call(name, there, then, int(offset), content))
    return calls


@dataclass(eq=False, slots=True)
class _Change:
    """One change that may last or be lost: of a file's content, or entries of folders, each with what is entered."""

    call: Call
    of: _Node
    entries: tuple[tuple[_Node, str, _Node | None], ...] = ()

    def enter(self) -> None:
        for folder, name, node in self.entries:
            folder.names.pop(name, None)
            if node is not None:
                folder.names[name] = node

    def changed(self, content: bytes, *, half: bool) -> bytes:
        start = self.call.offset
        if self.call.name == "truncate":
            return content[:start].ljust(start, b"\0")
        written = self.call.content[: len(self.call.content) // 2] if half else self.call.content
        return content[:start].ljust(start, b"\0") + written + content[start + len(written) :]


@dataclass(eq=False, slots=True)
class _Node:
    """A file or a folder, whatever its name is, with the changes of its content that were not synced yet."""

    is_folder: bool
    synced: bytes = b""
    pending: list[_Change] = field(default_factory=list["_Change"])
    names: dict[str, _Node] = field(default_factory=dict["str", "_Node"])
    first: dict[str, _Node] = field(default_factory=dict["str", "_Node"])

    def content(self, lost: Collection[_Change], half: _Change | None) -> bytes:
        content = self.synced
        for change in self.pending:
            if change not in lost:
                content = change.changed(content, half=change is half)
        return content


class Disk:
    """A folder's disk, which is played what a program changed in it, call by call."""

    def __init__(self, tree: Tree) -> None:
        self._root = _Node(is_folder=True)
        self._folders = [self._root]
        self._entered: list[_Change] = []
        self._unsure: list[_Change] = []
        for path, content in sorted(tree.items()):
            folder, name = self._folder_of(path)
            folder.names[name] = folder.first[name] = self._new(is_folder=content is None)
            folder.names[name].synced = content or b""

    def play(self, call: Call) -> None:
        """Change what a call changed, or let last what it synced."""
        if call.name == "sync":
            node = self._at(call.path)
            self._unsure = [change for change in self._unsure if change.of is not node]
            if node is not None:
                node.synced = node.content((), None)
                node.pending.clear()
        elif call.name in {"write", "truncate"}:
            node = self._at(call.path)
            if node is not None:  # what was removed meanwhile is written to by nobody who will read it
                change = _Change(call, node)
                node.pending.append(change)
                self._unsure.append(change)
        else:
            change = self._entering(call)
            change.enter()
            self._entered.append(change)
            self._unsure.append(change)

    def states(self, at: int) -> Iterator[State]:
        """Yield what the disk may hold if the power fails now; ``at`` is the number of calls that were played."""
        unsure = self._unsure
        yield self._state(at, "nothing")
        yield self._state(at, "all that was not synced", unsure)
        yield self._state(at, "names that were not synced", [each for each in unsure if each.entries])
        yield self._state(at, "contents that were not synced", [each for each in unsure if not each.entries])
        for change in unsure:
            said = f"{change.call.name} {change.call.path}"
            yield self._state(at, said, [change])
            yield self._state(at, f"all but {said}", [each for each in unsure if each is not change])
            if change.call.name == "write":
                yield self._state(at, f"half of {said}", half=change)
        self._enter_all_but(())

    def _entering(self, call: Call) -> _Change:
        (folder, name), (there, goal) = self._folder_of(call.path), self._folder_of(call.goal)
        if call.name in {"create", "mkdir"}:
            return _Change(call, folder, ((folder, name, self._new(is_folder=call.name == "mkdir")),))
        if call.name == "unlink":
            return _Change(call, folder, ((folder, name, None),))
        node, other = folder.names[name], there.names.get(goal)
        left = {"rename": None, "exchange": other, "link": node}[call.name]
        return _Change(call, there, ((folder, name, left), (there, goal, node)))

    def _new(self, *, is_folder: bool) -> _Node:
        node = _Node(is_folder)
        if is_folder:
            self._folders.append(node)
        return node

    def _at(self, path: str) -> _Node | None:
        node: _Node | None = self._root
        for part in PurePosixPath(path).parts:
            node = node.names.get(part) if node is not None else None
        return node

    def _folder_of(self, path: str) -> tuple[_Node, str]:
        folder = self._at(str(PurePosixPath(path).parent))
        assert folder is not None, path
        return folder, PurePosixPath(path).name

    def _state(self, at: int, what: str, lost: Collection[_Change] = (), half: _Change | None = None) -> State:
        self._enter_all_but(lost)
        return State(at, what, dict(_below(self._root, "", lost, half)))

    def _enter_all_but(self, lost: Collection[_Change]) -> None:
        for folder in self._folders:
            folder.names = dict(folder.first)
        for change in self._entered:
            if change not in lost:
                change.enter()


def _below(
    folder: _Node, place: str, lost: Collection[_Change], half: _Change | None
) -> Iterator[tuple[str, bytes | None]]:
    for name, node in folder.names.items():
        yield place + name, None if node.is_folder else node.content(lost, half)
        yield from _below(node, f"{place}{name}/", lost, half)


def states_of(before: Tree, calls: list[Call]) -> list[State]:
    """Return each state, once, in which the disk may be if the power fails before, between or after the calls."""
    disk, found = Disk(before), dict[frozenset[tuple[str, bytes | None]], State]()
    for at in range(len(calls) + 1):
        if at:
            disk.play(calls[at - 1])
        for state in disk.states(at):
            found.setdefault(frozenset(state.tree.items()), state)
    return list(found.values())


def tree_of(root: Path, folder: Path) -> Tree:
    """Return what stands in a folder below ``root``, by paths from there; nothing where there is no such folder."""
    paths = [folder, *folder.rglob("*")] if folder.is_dir() else []
    return {path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes() for path in paths}


def write_tree(root: Path, tree: Tree) -> None:
    """Write what a disk holds into a folder."""
    for path, content in sorted(tree.items()):
        if content is None:
            (root / path).mkdir(parents=True)
        else:
            (root / path).write_bytes(content)
