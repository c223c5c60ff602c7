"""Where do points of a triangle lie densely? A smooth estimate that leaves nothing outside the triangle."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.patterns.cohort_before_after import COMPARED_FROM
from workbench.patterns.resample import Numbers
from workbench.patterns.triangle import to_point

__all__ = ["CELLS", "DENSITY_FROM", "triad_density"]

#: Fewer points than this carry no density.
DENSITY_FROM: Final = COMPARED_FROM["comparison"]
#: Cells along a side of the triangle.
CELLS: Final = 24


def triad_density(x: Numbers, y: Numbers) -> pd.DataFrame:
    """The share of the stories in each small cell of the triangle: x, y (its middle), up, share (together 1).

    Cells are small triangles that fill the large one; ``up`` tells those that stand from those that hang.

    A kernel estimate (normal, Scott's rule, the same width in each direction: the mean of the two), whose part outside
    the triangle is left out and the rest made 1 again, so that edges and corners are not drawn emptier than they are.
    Fewer than :data:`DENSITY_FROM` points, or points that are all in one place, give no rows.
    """
    if len(x) < DENSITY_FROM:
        return pd.DataFrame({"x": [], "y": [], "up": [], "share": []})
    cells, up = _cells()
    width = (np.std(x) + np.std(y)) / 2 * len(x) ** (-1 / 6)
    if not width:
        return pd.DataFrame({"x": [], "y": [], "up": [], "share": []})
    apart = (cells[:, :1] - x) ** 2 + (cells[:, 1:] - y) ** 2
    kernels = np.exp(-apart / (2 * width**2))
    # each story weighs the same: what its kernel would spill over the edge comes back to it
    share = (kernels / kernels.sum(axis=0)).mean(axis=1)
    return pd.DataFrame({"x": cells[:, 0], "y": cells[:, 1], "up": up, "share": share})


def _cells() -> tuple[Numbers, NDArray[np.bool_]]:
    """The middles of the cells, and which of them stand."""
    steps = [
        (t + third, r + third, third < 0.5)
        for third in (1 / 3, 2 / 3)
        for t in range(CELLS)
        for r in range(CELLS - t)
        if t + r + 2 * third < CELLS
    ]
    top, right = (np.array([step[at] for step in steps]) / CELLS for at in (0, 1))
    return np.column_stack(to_point(top, 1 - top - right, right)), np.array([up for *_, up in steps])
