"""Where the files of a set are laid down while they are made: staged, and remembered in the ledger."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from policyreport.ledger import Ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.build_cache import CachedFile
from policyreport.pipeline.manifest import is_tied
from policyreport.pipeline.options import BuildOptions
from policyreport.publish import Staging
from policyreport.publish.staging import writing

_AT_ONCE, _MUCH = 64, 1_000_000
"""Files that are remembered together, for the ledger waits for the disk at each transaction, and the characters of what
is known of them that are held until then at most."""


@dataclass(slots=True)
class BuildSession:
    """The set that is being made, and how far it has come: ``total`` is how many steps there are."""

    ledger: Ledger
    staged: Staging
    options: BuildOptions
    total: int
    _steps: int = 0
    _new: list[tuple[str, CachedFile]] = field(default_factory=list[tuple[str, CachedFile]])

    def begin(self, name: str) -> None:
        """Tell that the next step begins."""
        self._steps += 1
        self.options.progress(self._steps, self.total, name)

    def before(self, name: str) -> CachedFile | None:
        """Return what a file was when it was last made; None where it never was."""
        return self.ledger.cache.file(self._set_name, name)

    def reusable(self, name: str) -> CachedFile | None:
        """Return what a file was, if it need not be made again where it would be made from the same."""
        before = None if self.options.force else self.before(name)
        if before is None or (self.options.tie_out and not is_tied(before)):
            return None  # what was never read back is made again, and then is
        return before if self.ledger.blobs.has(before.sha256) else None

    def lay_again(self, name: str, before: CachedFile) -> bytes:
        """Stage a file as it was, and return what it holds."""
        content = self._standing(name, before) or self.ledger.blobs.load(before.sha256)
        self.staged.add(name, content)
        return content

    def _standing(self, name: str, before: CachedFile) -> bytes:
        """Return what the published set's own file holds where that is the same; it is read sooner than the ledger."""
        try:
            content = (self.staged.target / name).read_bytes()
        except OSError:
            return b""
        return content if sha256(content) == before.sha256 else b""

    def lay_new(self, name: str, written: bytes, made: CachedFile) -> None:
        """Stage a file that was just made, and remember it soon."""
        self.staged.add(name, written)
        self._new.append((name, made))
        if len(self._new) >= _AT_ONCE or sum(len(file.particulars) for _, file in self._new) >= _MUCH:
            self._remember()

    @contextmanager
    def remembering(self) -> Generator[None]:
        """Remember all that is laid down in the body, whatever stops it."""
        try:
            yield
        finally:
            self._remember()

    @property
    def _set_name(self) -> str:
        return self.staged.target.name

    def _remember(self) -> None:
        new, self._new = self._new, []
        with self.ledger.transaction():
            for name, file in new:
                with writing(self.staged.place(name)):
                    self.ledger.blobs.store_file(self.staged.path(name))
                self.ledger.cache.store_file(self._set_name, name, file)
