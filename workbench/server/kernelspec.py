"""The one kernel our servers know: it answers to ``python3``, the name every notebook carries."""

from __future__ import annotations

import sys
from typing import Any

from ipykernel.kernelspec import RESOURCES
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

__all__ = ["OneKernel"]

_NAME = "python3"


class OneKernel(KernelSpecManager):
    """Our kernel under every name: a notebook saved elsewhere, with another kernel's name, still opens."""

    def find_kernel_specs(self) -> dict[str, str]:
        """The only name, and the folder of its pictures."""
        return {_NAME: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002  the parent's parameter
        """How the kernel is started; ``-P`` so that no file beside a notebook can stand in for a library."""
        return KernelSpec(
            argv=[sys.executable, "-P", "-m", "workbench.server.kernel", "-f", "{connection_file}"],
            display_name="Workbench",
            language="python",
            interrupt_mode="signal",
            resource_dir=RESOURCES,
            metadata={"debugger": False},
        )

    def get_all_specs(self) -> dict[str, Any]:
        """The same, as the browser wants it."""
        return {_NAME: {"resource_dir": RESOURCES, "spec": self.get_kernel_spec(_NAME).to_dict()}}
