"""What every question about case files begins with: contacts counted by the store, for the people that were picked."""

from __future__ import annotations

from workbench.desk.question import Questions
from workbench.frames import Evidence, Picked, Tally
from workbench.patterns.people_sharing import refuse_picking

__all__ = ["CaseQuestions"]


class CaseQuestions(Questions):
    """Questions about people's contacts with services.

    ``system`` takes in the systems that lie within it; ``cycle`` asks as that cycle's own group, about its system's
    case files (a case goes on from round to round); ``picked`` narrows to some people and some of their contacts.
    """

    def _tallied(
        self, *by: tuple[str, ...], system: str | None, cycle: str | None, picked: Picked | None = None
    ) -> Evidence:
        """The case files this audience may see, and their contacts counted by each of these groups of columns.

        Raises
        ------
        NotAllowed
            Where an audience wider than the group picks people.
        """
        evidence = self._of("case", *(Tally(columns) for columns in by), system=system, cycle=cycle, picked=picked)
        refuse_picking(evidence, picks=picked is not None and picked.cases is not None)
        return evidence
