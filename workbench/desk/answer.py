"""An answer: a released finding, with its table, its picture and the sentences to print beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pandas as pd

from workbench.frames import Audience, Finding, Released
from workbench.model.prompts import Words

if TYPE_CHECKING:
    from workbench.charts import Figure

__all__ = ["Answer"]

F = TypeVar("F", bound=Finding)


@dataclass(frozen=True)
class Answer(Generic[F]):
    """What the desk gives back for a question.

    In a notebook it shows itself as a figure: title, picture, text alternative and the table it was drawn from.
    """

    released: Released[F]
    words: Words = field(repr=False)
    #: The function of ``workbench.charts`` that draws it; None where a table says it best.
    picture: str | None = field(default=None, repr=False)

    @property
    def finding(self) -> F:
        """The released finding; what its audience may not see is not in it."""
        return self.released.finding

    @property
    def table(self) -> pd.DataFrame:
        """The answer as a table; its columns are documented on the finding's class."""
        return self.released.table

    @property
    def audience(self) -> Audience:
        """Who may see it."""
        return self.released.audience

    @property
    def notes(self) -> list[str]:
        """Sentences to print beside it: what is hidden, how totals are made."""
        return [self.words.say(key) for key in self.released.notes]

    def figure(self, **options: Any) -> Figure:
        """The picture with its title, text alternative and table, drawn with no network.

        Raises
        ------
        TypeError
            Where the question has a table only.
        """
        if self.picture is None:
            raise TypeError("this answer is a table; use .table")
        # Altair takes a third of a second to import, which a page that draws no chart need not wait for.
        from workbench import charts  # noqa: PLC0415  see above
        from workbench.charts.theme import checked_once  # noqa: PLC0415  the same

        with checked_once():
            figure: Figure = getattr(charts, self.picture)(self.released, words=self.words, **options)
        return figure

    def chart(self, **options: Any) -> Any:
        """The Altair chart of the figure, to be changed or saved."""
        return self.figure(**options).chart

    def to_html(self) -> str:
        """The figure for a page; the table, where a table says it best."""
        return self.figure().to_html() if self.picture is not None else self.table.to_html(index=False)

    def _repr_html_(self) -> str:
        return self.to_html()
