"""A Dask cluster of two processes on this machine: prints its address, and ends when its standard input does."""

# ruff: noqa: T201

from __future__ import annotations

import sys
import tempfile

from distributed import LocalCluster


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, local_directory=folder
        ) as cluster,
    ):
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
