"""“We noticed …”: an observation is written down together with what it was seen in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.desk.record_work import RecordWork
from workbench.errors import Refused
from workbench.model import Case, EvidenceLink, Observation, Stance

__all__ = ["MOST_CASES", "NoticingWork"]

#: More case files than this are not laid beside one observation; which they were is then only said in words.
MOST_CASES = 200


class NoticingWork(RecordWork):
    """What a group notices in its case files, in one cycle."""

    def notice(self, values: Mapping[str, Any], *, cases: Sequence[str] = ()) -> Observation:
        """Write an observation down, with the case files it was seen in as evidence for it: one step, one undo.

        The first ``MOST_CASES`` case files are laid beside it. Where nobody says when or who, it is today and whoever
        sits here.

        Raises
        ------
        Problems
            Where anything cannot be kept; nothing was.
        Refused
            Where a case file is another group's.
        Gone
            Where a case file is no longer there.
        """
        if not all(isinstance(case, str) for case in cases):
            raise Refused(self._words.say("noticing.no_cases"), field="cases")
        given = dict(values)
        given["noticed_on"] = given.get("noticed_on") or self._today().isoformat()
        given["noticed_by"] = given.get("noticed_by") or self._by()
        new = self._new(Observation.kind, given)
        laid = [self._of_ours(Case.kind, case) for case in dict.fromkeys(cases[:MOST_CASES])]
        with self._step("forms.added.observation") as step:
            made = Observation.model_validate(step.add(new).model_dump())
            for case in laid:
                step.add(
                    EvidenceLink(
                        cycle=self.cycle,
                        source_kind=case.kind,
                        source=case.id,
                        target_kind=made.kind,
                        target=made.id,
                        stance=Stance.supports,
                    )
                )
        return made
