"""Which texts were read, which theme lies on which of them: what counting themes begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from workbench.frames import Evidence
from workbench.patterns.blind_round import told_rounds
from workbench.patterns.circle import rows_of
from workbench.patterns.coded_text import coded_texts, open_codings, themes_in_order

__all__ = ["COUNTS", "SameName", "ThemeTexts", "counted_texts", "texts_with", "theme_texts"]

#: The counts of :func:`counted_texts`.
COUNTS: Final = ("n_texts", "n_people", "n_read", "n_people_read")


@dataclass(frozen=True)
class ThemeTexts:
    """Texts, themes and what lies on what, of some circle and not of blind rounds.

    ``texts`` has a row a text that somebody read to its end or tagged: text (kind:id), person, happened_on, system,
    read_on (the last day somebody read or tagged it; missing where nobody says). ``themes`` has a row a theme: id,
    name, system, from_on (the day it was first written down or used). ``on`` has a row for each theme on a text: text,
    theme.
    Themes and texts are those of the systems asked about; a theme belongs to one of them. One that is no longer used
    counts where it lies on a text.
    """

    texts: pd.DataFrame
    themes: pd.DataFrame
    on: pd.DataFrame

    def by_name(self) -> list[SameName]:
        """The themes gathered by their names, letter case aside, in the order of the alphabet."""
        gathered = self.themes.groupby(self.themes["name"].str.casefold())
        return [SameName(str(rows["id"].iloc[0]), str(rows["name"].iloc[0]), rows) for _, rows in gathered]


@dataclass(frozen=True)
class SameName:
    """A theme as several teams have it: the id and name of the first, and the rows of all of them."""

    id: str
    name: str
    rows: pd.DataFrame


def theme_texts(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> ThemeTexts:
    """The texts of one cycle, one system and those inside it, or all, and the themes on them."""
    inside = {kind: rows_of(evidence, kind, system=system) for kind in ("theme", "coding_unit")}
    fields = coded_texts(evidence)
    texts = fields.drop_duplicates(["of_kind", "of"])
    if cycle is not None:
        texts = texts[texts["cycle"] == cycle]
    texts = texts.assign(text=_key(texts))
    themes = themes_in_order(evidence)
    themes = themes[themes["id"].isin(inside["theme"]["id"])]
    codings = open_codings(evidence, texts=fields)
    codings = codings[codings["theme"].isin(themes["id"])]
    themes = themes[themes["ended_on"].isna() | themes["id"].isin(codings["theme"])]
    codings = codings.assign(text=_key(codings))
    codings = codings[codings["text"].isin(texts["text"])]
    read = pd.concat(
        [_read(evidence, inside["coding_unit"]), codings.rename(columns={"coded_on": "on"})[["text", "on"]]]
    )
    last = read.groupby("text", sort=False)["on"].max()
    texts = texts[texts["text"].isin(read["text"])]
    written = themes["created_at"].dt.tz_localize(None).dt.normalize()
    used = themes["id"].map(codings.groupby("theme")["coded_on"].min())
    kept = ["text", "person", "happened_on", "system", "read_on"]
    return ThemeTexts(
        texts=texts.assign(read_on=texts["text"].map(last))[kept].reset_index(drop=True),
        # a theme that was brought in from elsewhere may have been used before it was written down here
        themes=themes.assign(from_on=pd.concat([written, used], axis=1).min(axis=1))[
            ["id", "name", "system", "from_on"]
        ].reset_index(drop=True),
        on=codings[["text", "theme"]].drop_duplicates().reset_index(drop=True),
    )


def _key(rows: pd.DataFrame) -> pd.Series[str]:
    return rows["of_kind"] + ":" + rows["of"]


def _read(evidence: Evidence, units: pd.DataFrame) -> pd.DataFrame:
    """Texts that were read to their end in rounds that are not blind: text, on."""
    units = units[units["coding_round"].isin(told_rounds(evidence["coding_round"]))]
    done = evidence["coding_done"].merge(units[["id", "of_kind", "of"]], left_on="coding_unit", right_on="id")
    return pd.DataFrame({"text": _key(done), "on": done["done_on"]})


def texts_with(texts: pd.DataFrame, on: pd.DataFrame, themes: pd.DataFrame) -> pd.Series[bool]:
    """For each of some texts whether any of these themes lies on it."""
    return texts["text"].isin(on.loc[on["theme"].isin(themes["id"]), "text"])


def counted_texts(texts: pd.DataFrame, on: pd.DataFrame, themes: pd.DataFrame) -> dict[str, Any]:
    """How many of some texts have any of some themes (of one name), and how many were read for it.

    n_texts, n_people: texts it lies on and the people who told them; n_read, n_people_read: texts that were read since
    their own team has the theme, or that it lies on; share: n_texts ÷ n_read, None where that is 0. A text nobody read
    since says nothing about the theme.
    """
    having = texts_with(texts, on, themes)
    looked = having.copy()
    for theme in themes.to_dict("records"):
        since = texts["read_on"].isna() | pd.isna(theme["from_on"]) | (texts["read_on"] >= theme["from_on"])
        looked |= since & (texts["system"] == theme["system"])
    n_texts, n_read = int(having.sum()), int(looked.sum())
    return {
        "n_texts": n_texts,
        "n_people": int(texts.loc[having, "person"].nunique()),
        "n_read": n_read,
        "n_people_read": int(texts.loc[looked, "person"].nunique()),
        "share": n_texts / n_read if n_read else None,
    }
