"""The one kernel."""

from __future__ import annotations

import sys

from workbench.server.kernelspec import OneKernel


def test_every_name_is_answered_with_the_workbenchs_own_kernel() -> None:
    kernels = OneKernel()
    expected = [sys.executable, "-P", "-m", "workbench.server.kernel", "-f", "{connection_file}"]
    assert [kernels.get_kernel_spec(name).argv for name in ("python3", "conda-env-old-py")] == [expected, expected]
    assert list(kernels.get_all_specs()) == ["python3"]
