"""Take out what a group tagged, as a REFI-QDA project: for the group itself, and only words that may leave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from workbench.errors import NotAllowed, Refused
from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.patterns.coded_text import KINDS, coded_texts, open_codings

if TYPE_CHECKING:
    from workbench.desk.desk import Desk
    from workbench.frames import Evidence

__all__ = ["CodingFile", "coding_file", "take_out_coding"]


class CodingFile(NamedTuple):
    """The bytes of a ``.qdpx`` project, and how many tagged stories had to stay."""

    content: bytes
    n_left_out: int


def coding_file(desk: Desk, *, system: str) -> CodingFile:
    """What a group has tagged in texts it may read, apart from rounds that are still blind.

    Stories go along only where their tellers let their words leave.

    Raises
    ------
    NotAllowed
        For a wider audience than the group itself.
    Refused
        Where nothing is tagged yet.
    """
    from workbench.exchange.refi_qda_out import qdpx_of  # noqa: PLC0415  seldom needed

    if desk.said_audience is not None:
        raise NotAllowed(desk.words.say("coding_files.group_only"))
    evidence = desk.evidence(*KINDS, system=system, own=True)
    tagged = open_codings(evidence)
    tagged = tagged[~tagged["lost"]]
    if tagged.empty:
        raise Refused(desk.words.say("coding_files.none_out"))
    stories = evidence["story"]
    stay = set(stories.loc[~stories["may_leave"], "id"]) & set(tagged.loc[tagged["of_kind"] == "story", "of"])
    tagged = tagged[~((tagged["of_kind"] == "story") & tagged["of"].isin(stay))]
    draft = _draft(evidence, tagged, system=system, name=desk.structure.system(system).name)
    return CodingFile(qdpx_of(draft, at=desk.now()), len(stay))


def take_out_coding(desk: Desk, out: str | None = None, *, system: str | None = None) -> Path:
    """Write the project into a file; returns the file.

    Raises
    ------
    NotAllowed
        For a wider audience than the group itself.
    Refused
        Where there is nothing to take out, no such system, or the file cannot be written.
    """
    from workbench.exchange.whole_file import put  # noqa: PLC0415  seldom needed

    chosen = desk.choice(system=system or "").system
    if chosen is None:
        raise Refused(desk.words.say("home.no_systems"), field="system")
    made = coding_file(desk, system=chosen.id)
    path = Path(out or f"coding-{chosen.id}.qdpx")
    put(path, made.content, words=desk.words)
    return path


def _draft(evidence: Evidence, tagged: pd.DataFrame, *, system: str, name: str) -> CodingDraft:
    keys = tagged["of_kind"] + ":" + tagged["of"] + ":" + tagged["field"]
    texts = coded_texts(evidence)
    texts = texts.assign(key=texts["of_kind"] + ":" + texts["of"] + ":" + texts["field"])
    whole = {str(row["of"]): str(row["key"]) for row in texts.drop_duplicates("of").to_dict("records")}
    words = dict(zip(texts["key"], texts["text"], strict=True))
    # what is said of a whole record lies on the first of its texts
    keys = keys.where(keys.isin(texts["key"]), tagged["of"].map(whole))
    wanted = texts[texts["key"].isin(keys)]
    themes = evidence["theme"]
    # of the groups within ours only the themes that lie on these texts
    themes = themes[(themes["system"] == system) | themes["id"].isin(tagged["theme"])]
    own = dict(zip(themes["id"], themes["source_key"].fillna(""), strict=True))
    key_of = {id: own[id] or id for id in themes["id"]}
    return CodingDraft(
        name=name,
        codes=[
            CodeDraft(
                key=key_of[row["id"]],
                name=row["name"],
                definition=row["definition"],
                part_of=key_of.get(row["part_of"], "") if isinstance(row["part_of"], str) else "",
            )
            for row in themes.to_dict("records")
        ],
        texts=[
            TextDraft(key=row["key"], title=row["title"] or row["key"], text=row["text"])
            for row in wanted.to_dict("records")
        ],
        passages=[
            PassageDraft(
                code=key_of[row["theme"]],
                text=key,
                coder=row["coder"],
                starts=None if _missing(row["starts"]) else int(row["starts"]),
                ends=None if _missing(row["ends"]) else int(row["ends"]),
                quote="" if _missing(row["starts"]) else words[key][int(row["starts"]) : int(row["ends"])],
                note=row["note"] or "",
                on="" if _missing(row["coded_on"]) else f"{row['coded_on']:%Y-%m-%d}",
            )
            for key, row in zip(keys, tagged.to_dict("records"), strict=True)
        ],
    )


def _missing(value: Any) -> bool:
    return bool(pd.isna(value))
