"""Making sense as sections of a report: what stories say, themes, opinions, patterns, and what comes again below."""

from __future__ import annotations

from typing import Any

from workbench.model import ONE_LIFE
from workbench.reports.account import rows_of
from workbench.reports.case_section import CaseSections
from workbench.reports.section import Section, empty, items, paragraph, said, spoken_day, with_marks

__all__ = ["SenseSections"]

_OPINIONS = ("opinion_groups", "common_ground", "representative_statements")


class SenseSections(CaseSections):
    """The sections about sense made together; those that count many people's words are None in the report of one life.

    Pictures tell what there is today, so a report that ends on an earlier day says so and leaves them out.
    """

    def what_stories_say(self) -> Section | None:
        """Where tellers placed their own stories, by zone."""
        return self._drawn("what_stories_say", "stories_say")

    def themes(self) -> Section | None:
        """Which themes people found in what was told, by team and over time."""
        return self._drawn("themes", "themes_by_team", "themes_over_time")

    def opinions(self) -> Section | None:
        """What people agreed on, and where groups of them differ, if there are groups."""
        return self._drawn("opinions", *_OPINIONS)

    def across_cycles(self) -> Section | None:
        """What comes again in the cycles below, and where."""
        return self._drawn("across_cycles", "across_cycles")

    def patterns(self) -> Section | None:
        """What was noticed and read in at least two ways, each with what speaks for and against it."""
        answer = self.desk.pattern_list(**self._about)
        # for a wider audience than a team only patterns are left; either way nothing else is printed
        found = answer.table[answer.table["printable"]]
        found = found[~(found["noticed_on"].dt.date > self.until)]
        if not len(found):
            return self._nothing("patterns")
        return self._section(
            "patterns", self._explained("patterns"), items(self._pattern(row) for row in rows_of(found)), answer=answer
        )

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _drawn(self, key: str, *questions: str) -> Section | None:
        if self.system.scale == ONE_LIFE:
            return None
        if not self._up_to_now:
            return self._section(key, empty(self._say("not_then")))
        figures = [getattr(self.desk, question)(**self._about).figure() for question in questions]
        drawn = [figure.to_html() for figure in figures if not figure.empty]
        if not drawn:
            return self._section(key, empty(self._say(f"{key}.none")))
        return self._section(key, self._explained(key), *drawn)

    def _pattern(self, row: dict[str, Any]) -> list[str]:
        for_, against = row.get("n_supports_shown", ""), row.get("n_contradicts_shown", "")
        return [
            paragraph(row["title"], kind="name"),
            paragraph(row["text"]),
            with_marks(
                {
                    self._say("patterns.on"): spoken_day(row["noticed_on"], words=self.words),
                    self._say("patterns.theme"): row["theme"],
                    self._say("patterns.supports"): said(for_),
                    self._say("patterns.contradicts"): said(against),
                }
            ),
            self._under(self._say("patterns.could_mean"), items([paragraph(text)] for text in row["interpretations"])),
            self._under(self._say("patterns.ideas"), items([paragraph(text)] for text in row["ideas"]))
            if len(row["ideas"])
            else "",
        ]
