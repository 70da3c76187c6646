"""What a source is called beside a figure and in the list of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count

from policyreport.model.record import Source

_SHORT = re.compile(r"[a-z][0-9]{1,3}", re.ASCII)


def source_labels(sources: Iterable[Source]) -> Mapping[str, str]:
    """Return the label of each source by its id: its own, else a short id such as ``S13``, else a number ``[2]``.

    Numbers go by the order of all sources of the project, whoever may know them, so that a source is called the same
    in every paper. No two sources have one label.
    """
    known = list(sources)
    labels = {source.id: source.label for source in known if source.label}
    for source in known:
        short = source.id.upper()
        if source.id not in labels and _SHORT.fullmatch(source.id) and short not in labels.values():
            labels[source.id] = short
    taken = set(labels.values())
    numbers = (label for number in count(1) if (label := f"[{number}]") not in taken)
    return {source.id: labels.get(source.id) or next(numbers) for source in known}
