"""Kernels and their pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from traitlets.config import Config

from workbench.server.kernelspec import OneKernel
from workbench.server.page_kernel import PageKernels, transport
from workbench.server.session import begun


def _kernels(folder: Path, root: Path, specs: KernelSpecManager) -> PageKernels:
    made: Config = transport()
    made.PageKernels.grace_seconds = 0.5
    return PageKernels(config=made, connection_dir=str(folder), root_dir=str(root), kernel_spec_manager=specs)


@pytest.mark.slow
def test_a_kernel_goes_when_its_page_went_without_a_word_and_stays_when_it_comes_back(tmp_path: Path) -> None:
    async def story(folder: Path) -> list[bool]:
        kernels = _kernels(folder, tmp_path, OneKernel())
        one = await kernels.start_kernel(kernel_name="python3")
        there = []
        kernels.notify_connect(one)
        kernels.notify_disconnect(one)  # the network failed for a moment
        kernels.notify_connect(one)
        await asyncio.sleep(1)
        there.append(one in kernels)
        kernels.notify_disconnect(one)  # the browser crashed
        await asyncio.sleep(3.5)
        there.append(one in kernels)
        await kernels.shutdown_all()
        return there

    with begun() as session:
        assert asyncio.run(story(session.folder)) == [True, False]
