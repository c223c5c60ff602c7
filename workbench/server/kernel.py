"""``python -m workbench.server.kernel -f FILE``: a Python kernel that begins by importing the workbench.

The package's first lines save up to two seconds in every kernel, and must run before anything imports jsonschema.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main(argv: list[str] | None = None) -> None:
    """Run the kernel until its server or its page goes."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  the kernel's own import, after the workbench's

    # IPython would keep every line typed, stories among them, in a database of its own that no erasure reaches.
    IPKernelApp.launch_instance(argv=[*(argv or sys.argv[1:]), "--HistoryManager.enabled=False"])


if __name__ == "__main__":
    main()
