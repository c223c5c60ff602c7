"""The issue log: what gets in the way, at which level, who can act, what is done now and for good."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbench.desk.log_work import LogWork
from workbench.desk.structure import Structure
from workbench.model import Countermeasure, EvidenceLink, Issue, IssueStatus, Stance
from workbench.panels.handing_over import WithHandingOver
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.panels.spoken_span import spoken_span

__all__ = ["IssuesPanel"]

_LONGEST_QUOTE = 300


class IssuesPanel(WithHandingOver):
    """The issue log of one cycle in the template's columns, its level × owner map, and each issue on a page of its own.

    What other cycles sent to this one stands below it, with room for the answer.
    """

    _esm = script("picture.js", "issue_map.js", "answering.js", "handing_over.js", "issue_page.js", "issues.js")
    _css = style("issues.css", "picture.css", "answering.css")
    sections = ("issues", "inbox")
    follows = frozenset({"issue", "countermeasure", "evidence_link", "influence", "cycle", "cycle_link", "system"})
    work = LogWork
    _work: LogWork
    kinds = frozenset({"issue"})
    looks = WithHandingOver.looks | {"picture"}

    def load(self) -> dict[str, Any]:
        """The issues newest first, each with its age, what was said before, its countermeasures and where it went."""
        known = self._desk.structure
        own = [issue for c in known.cycles_of(self._system) for issue in self._desk.store.all(Issue, cycle=c.id)]
        here = sorted((i for i in own if i.cycle == self._cycle), key=_newest, reverse=True)
        said = self._said_before({i.id: i for i in own}, known)
        first = {issue["id"]: id for id, group in said.items() for issue in group["issues"]}
        shields: dict[str, list[dict[str, Any]]] = {}
        for found in self._desk.store.all(Countermeasure, cycle=self._cycle):
            shields.setdefault(found.issue or "", []).append(self._shield(found))
        came_from = self._came_from()
        ways = self._ways.sendings()
        sent: dict[str, list[dict[str, Any]]] = {}
        for one in ways.sent(of_kind=Issue.kind):
            sent.setdefault(one["of"], []).append(one)
        return {
            "may_edit": self._may_edit,
            "rows": [
                {
                    **self.values(issue),
                    "age": self._age(issue),
                    "sent": sent.get(issue.id, []),
                    "said_before": first.get(issue.id),
                    "shields": shields.get(issue.id, []),
                    "came_from": came_from.get(issue.id, []),
                }
                for issue in here
            ],
            "said": said,
            "cycles": self._ways.cycles(known),
            "handed_here": ways.received(of_kind=Issue.kind),
        }

    # -- what stands beside an issue ----------------------------------------------------------------------------------
    def _age(self, issue: Issue) -> str:
        since = issue.raised_on or (issue.created_at.date() if issue.created_at else None)
        if since is None:
            return ""
        if issue.status is IssueStatus.open:
            return self.words.say("issues.open_for", time=spoken_span((self._desk.today() - since).days, self.words))
        if issue.closed_on is None:
            return self.words.say("issues.closed")
        time = spoken_span((issue.closed_on - since).days, self.words)
        return self.words.say("issues.closed_after", on=spoken(issue.closed_on, self.words), time=time)

    def _shield(self, found: Countermeasure) -> dict[str, Any]:
        ended = spoken(found.ended_on, self.words) if found.ended_on else ""
        since = spoken(found.from_on, self.words) if found.from_on else ""
        key = "ended" if ended else "since" if since else "stands"
        said = self.words.say(f"issues.shield_{key}", on=ended or since)
        return {"id": found.id, "what": found.what, "stands": not ended, "said": said}

    def _said_before(self, own: dict[str, Issue], known: Structure) -> dict[str, dict[str, Any]]:
        """By id of the first of them: issues in nearly the same words, earliest first, and which are said to be one."""
        names = {cycle.id: cycle.name for cycle in known.cycles}
        marked = self._desk.store.all(EvidenceLink, source_kind="issue", target_kind="issue", stance=Stance.led_to)
        made: dict[str, dict[str, Any]] = {}
        for row in self._desk.issues_said_before(system=self._system).table.to_dict("records"):
            ids = [id for id in row["issues"] if id in own]
            made[ids[0]] = {
                "n_cycles": int(row["n_cycles"]),
                "issues": [self._quoted(own[id], names) for id in ids],
                "same": [
                    [m.source, m.target] for m in marked if m.source in row["issues"] and m.target in row["issues"]
                ],
            }
        return made

    def _quoted(self, issue: Issue, names: dict[str, str]) -> dict[str, Any]:
        return {
            "id": issue.id,
            "description": issue.description[:_LONGEST_QUOTE],
            "where": self._where(issue, names),
            "here": issue.cycle == self._cycle,
        }

    def _where(self, issue: Issue, names: dict[str, str]) -> str:
        if issue.raised_on is None:
            return names.get(issue.cycle, "")
        return self.words.say("issues.where", cycle=names.get(issue.cycle, ""), on=spoken(issue.raised_on, self.words))

    def _came_from(self) -> dict[str, list[dict[str, str]]]:
        """By id of an issue: what it was made from, as far as this group may see it."""
        links = self._desk.evidence("evidence_link", system=self._system, below=False, own=True)["evidence_link"]
        links = links[(links["stance"] == Stance.led_to) & (links["target_kind"] == "issue")]
        made: dict[str, list[dict[str, str]]] = {}
        for row in links[links["source_kind"] != "issue"].to_dict("records"):
            found = self._desk.store.find(row["source_kind"], row["source"])
            fields = ("description", "what", "text", "title", "wording", "learnt", "system_learning", "why")
            text = next((str(getattr(found, field)) for field in fields if getattr(found, field, "")), "")
            kind = self.words.say(f"issues.made_from.{row['source_kind']}")
            made.setdefault(row["target"], []).append({"kind": kind, "text": text[:_LONGEST_QUOTE]})
        return made

    # -- commands ------------------------------------------------------------------------------------------
    def do_shield(self, issue: str) -> None:
        """Put an issue's countermeasure into the register."""
        self._sit()
        self._work.shield(issue)

    def do_same(self, pair: list[str], same: bool) -> None:
        """Say, or no longer say, that two issues are the same; nothing is merged."""
        self._sit()
        (self._work.same if same else self._work.not_same)(pair[0], pair[1])

    def do_picture(self) -> dict[str, Any]:
        """How long issues have been open, drawn."""
        return picture_of(self._desk.issue_age(system=self._system, cycle=self._cycle).figure())


def _newest(issue: Issue) -> tuple[date, str]:
    return (issue.raised_on or date.min, issue.id)
