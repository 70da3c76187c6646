"""A Dask cluster on this machine: prints its address, and ends when its standard input does.

``python -m tests.local_cluster [WORKERS]`` starts two processes that work, or as many as it is told to.
"""

# ruff: noqa: T201

from __future__ import annotations

import sys
import tempfile

from distributed import LocalCluster


def main() -> None:
    workers = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, local_directory=folder
        ) as cluster,
    ):
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
