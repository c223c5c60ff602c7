"""Sending what a group knows to other cycles, and answering what came from them; each act is one step."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, cast

from workbench.desk.record_work import RecordWork
from workbench.desk.structure import Structure
from workbench.errors import Refused, Stale
from workbench.model import PUBLIC, Captured, Cycle, Influence, InfluenceState, Issue, IssueStatus, Record, System
from workbench.store.reading import PARTS

__all__ = ["MAY_BE_SENT", "MOST_AT_ONCE", "InfluenceWork", "circle_of_both"]

#: What can be sent to another cycle.
MAY_BE_SENT: Final = ("issue", "observation", "interpretation", "idea", "experiment", "embedding")
#: More cycles than this are not sent to at once; nothing is rolled out.
MOST_AT_ONCE: Final = 40
#: What was said of these is told as a chain on the pattern board, which follows the links.
_IN_A_CHAIN = frozenset({"observation", "interpretation", "idea"})
#: An answer that needs to say why.
_WITH_A_REASON = frozenset({InfluenceState.adapted, InfluenceState.left})


def circle_of_both(known: Structure, one: str, other: str) -> System | None:
    """The smallest system that two systems are part of (each is part of itself); None where there is none."""
    round_other = _upwards(known, other)
    return next((system for system in _upwards(known, one) if system in round_other), None)


def _upwards(known: Structure, system: str) -> list[System]:
    by_id = {s.id: s for s in known.systems}
    found: list[System] = []
    at = by_id.get(system)
    while at is not None and at not in found:
        found.append(at)
        at = by_id.get(at.part_of or "")
    return found


class InfluenceWork(RecordWork):
    """What one cycle sends to others, and what it says to what came to it: one way for everything that is sent."""

    # -- sending ------------------------------------------------------------------------------------------------------
    def send(
        self, of: tuple[str, str], *, to: Sequence[str], why: str = "", scope: str | None = None
    ) -> list[Influence]:
        """Send a record (kind, id) of this group to other cycles, where it waits to be taken up, adapted or left.

        The record, and what is said why, can be read from then on as far as the other groups need to read them; or as
        far as ``scope`` says, where that is wider.

        Raises
        ------
        Refused
            Where it cannot be sent, nobody or this cycle itself is named, two cycles have no system in common, or it
            was sent there already.
        """
        if of[0] not in MAY_BE_SENT:
            raise Refused(self._words.say("inbox.problem.kind"), field="of")
        found = self._of_ours(*of)
        held, sent = self._ready(found, to=to, why=why, scope=scope)
        with self._step("inbox.step.sent", n=len(sent)) as step:
            if held is not None:
                step.revise(held)
            made = [step.add(one) for one in sent]
            for one in made if found.kind in _IN_A_CHAIN else ():
                step.add(self._led_to(found, one))
            return made

    def _ready(
        self, found: Record, *, to: Sequence[str], why: str = "", scope: str | None = None
    ) -> tuple[Captured | None, list[Influence]]:
        """What is to be written so that a record of ours is sent: whatever must be seen more widely, and the sendings.

        Nothing is written yet.
        """
        if scope and scope not in self.scopes():
            raise Refused(self._words.say("inbox.problem.no_scope"), field="scope")
        known = Structure.read(self._store)
        others = self._others(to, of=(found.kind, found.id))
        held = self._holder(found)
        least = [scope] if scope else []
        scopes = [self._widest(known, [*least, self._scope_with(known, held, [one.system])]) for one in others]
        wider = self._widest(known, [held.scope, *scopes])
        sent = [self._sent(found, one, why=why, scope=at) for one, at in zip(others, scopes, strict=True)]
        return (held.model_copy(update={"scope": wider}) if wider != held.scope else None), sent

    def send_on(self, id: str, *, to: Sequence[str], why: str = "") -> list[Influence]:
        """Send what came to this group on to further cycles; the answer finds its way back to those who raised it.

        Who may read the record itself stays for those to say whose it is: where the further cycle may not, it reads
        why it is sent.

        Raises
        ------
        Refused
            Where it did not come to this group, it would go back to where it came from, or as ``send``.
        """
        came = self._came(id)
        way = self._way(came)
        behind = {self._store.get(Cycle, one.cycle).system for one in way}
        others = self._others(to, of=(came.of_kind, came.of), but=behind)
        known = Structure.read(self._store)
        found = self._store.get(came.of_kind, came.of)
        if not why.strip() and not all(self._reads(known, found, other) for other in others):
            raise Refused(self._words.say("inbox.problem.say_why"), field="why")
        sent = [
            self._sent(found, one, why=why, scope=self._scope_with(known, None, [one.system, *behind]), after=id)
            for one in others
        ]
        with self._step("inbox.step.sent_on", n=len(sent)) as step:
            return [step.add(one) for one in sent]

    def may_read(self, id: str, *, cycle: str) -> bool:
        """Whether the group of another cycle may read what came here in its own words."""
        came = self._came(id)
        found = self._store.get(came.of_kind, came.of)
        return self._reads(Structure.read(self._store), found, cast(Cycle, self._found(Cycle.kind, cycle)))

    def take_back(self, id: str) -> None:
        """Take back what was sent and waits; who may see the record stays as it is.

        Raises
        ------
        Refused
            Where another group sent it, or it was answered or sent on meanwhile.
        """
        found = cast(Influence, self._found(Influence.kind, id))
        if self.system_of(found) != self.system_of():
            raise Refused(self._words.say("inbox.problem.not_ours"))
        if found.state is not InfluenceState.waiting:
            raise Refused(self._words.say("inbox.problem.answered_meanwhile"))
        if self._store.all(Influence, after=id):
            raise Refused(self._words.say("inbox.problem.sent_on_meanwhile"))
        with self._step("inbox.step.taken_back") as step:
            step.remove(Influence.kind, id)

    # -- answering ----------------------------------------------------------------------------------------------------
    def answer(self, id: str, *, state: str, reason: str, was: Mapping[str, Any]) -> Influence:
        """Say what became of something that came here: taken_up, adapted or left; those who raised it see it.

        ``was`` is the answer (state, reason) that was read before.

        Raises
        ------
        Refused
            Where it did not come to this group, or a reason is needed and there is none.
        Stale
            Where somebody else answered meanwhile; both wordings are in the exception.
        """
        found = self._came(id)
        said = InfluenceState(state) if state in set(InfluenceState) else InfluenceState.waiting
        if said is InfluenceState.waiting:
            raise Refused(self._words.say("inbox.problem.choose"), field="state")
        if said in _WITH_A_REASON and not reason.strip():
            raise Refused(self._words.say(f"inbox.problem.why_{said}"), field="reason")
        now = {"state": found.state.value, "reason": found.reason}
        mine = {"state": said.value, "reason": reason}
        if now not in ({"state": was.get("state"), "reason": was.get("reason") or ""}, mine):
            told = self._words.say("issues.answered_meanwhile")
            raise Stale(told, kind=found.kind, id=id, yours=mine, theirs=now)
        with self._step(f"inbox.step.{said}") as step:
            return step.revise(self._answered(found, said, reason))

    def say_done(self, id: str, *, done: bool) -> Issue:
        """Say of an issue that came here that it is done and can be closed, or that it is open again."""
        came = self._came(id)
        if came.of_kind != Issue.kind:
            raise Refused(self._words.say("inbox.problem.kind"))
        found = self._store.get(Issue, came.of)
        status = IssueStatus.closed if done else IssueStatus.open
        closed_on = self._today() if done else None
        with self._step("inbox.step.done" if done else "inbox.step.not_done") as step:
            return step.revise(found.model_copy(update={"status": status, "closed_on": closed_on}))

    def _answered(self, found: Influence, state: InfluenceState, reason: str) -> Influence:
        """What was sent here with an answer to it, signed; nothing is written yet."""
        said = {"state": state, "reason": reason, "answered_on": self._today(), "answered_by": self._by()}
        return Influence.model_validate({**found.model_dump(), **said})

    # -- who may do what ----------------------------------------------------------------------------------------------
    def _came(self, id: str) -> Influence:
        """A sending that came to this group, in this round or an earlier one."""
        found = cast(Influence, self._found(Influence.kind, id))
        if self._store.get(Cycle, found.to_cycle).system != self.system_of():
            raise Refused(self._words.say("inbox.problem.not_here"))
        return found

    def _source(self, made_from: Sequence[str]) -> Record:
        """What came here may lead to something of ours, though another group sent it."""
        if made_from[0] == Influence.kind:
            return self._came(made_from[1])
        return super()._source(made_from)

    def _way(self, came: Influence) -> list[Influence]:
        """The sendings through which something came here, the last one first."""
        way = [came]
        while way[-1].after and (before := self._store.find(Influence, way[-1].after)) and before not in way:
            way.append(before)
        return way

    def _others(self, to: Sequence[str], *, of: tuple[str, str], but: Collection[str] = ()) -> list[Cycle]:
        """The cycles to send something to, each once."""
        named = list(dict.fromkeys(to))
        if not named or not all(isinstance(id, str) for id in named):
            raise Refused(self._words.say("inbox.problem.nobody"), field="to_cycle")
        if len(named) > MOST_AT_ONCE:
            raise Refused(self._words.say("inbox.problem.too_many", most=MOST_AT_ONCE), field="to_cycle")
        there = {one.to_cycle for one in self._store.all(Influence, of=of[1]) if one.of_kind == of[0]}
        others = [cast(Cycle, self._found(Cycle.kind, id)) for id in named]
        for other in others:
            if other.id == self.cycle:
                raise Refused(self._words.say("inbox.problem.own_cycle"), field="to_cycle")
            if other.system in but:
                raise Refused(self._words.say("inbox.problem.came_from", cycle=other.name), field="to_cycle")
            if other.id in there:
                raise Refused(self._words.say("inbox.problem.sent_already", cycle=other.name), field="to_cycle")
        return others

    # -- who may read it ----------------------------------------------------------------------------------------------
    def _holder(self, found: Record) -> Captured:
        """The record whose scope says who sees this one: itself, or what it is a part of."""
        if found.kind in PARTS:
            field, kind = PARTS[found.kind]
            return cast(Captured, self._store.get(kind, getattr(found, field)))
        return cast(Captured, found)

    def _reads(self, known: Structure, found: Record, other: Cycle) -> bool:
        """Whether another group may read a record as it is."""
        held = self._holder(found)
        if held.scope == PUBLIC:
            return True
        circle = circle_of_both(known, self._store.get(Cycle, held.cycle).system, other.system)
        return circle is not None and self._widest(known, [held.scope, circle.scale]) == held.scope

    def _scope_with(self, known: Structure, held: Captured | None, others: Sequence[str]) -> str:
        """The circle in which this group and others can read."""
        if held is not None and held.scope == PUBLIC:
            return PUBLIC
        own = self.system_of() or ""
        circles = [circle_of_both(known, own, other) for other in others]
        if None in circles:
            raise Refused(self._words.say("issues.nothing_in_common"), field="to_cycle")
        return self._widest(known, [circle.scale for circle in circles if circle is not None])

    @staticmethod
    def _widest(known: Structure, scopes: Sequence[str]) -> str:
        position = {s.id: s.position for s in known.scales} | {PUBLIC: 10**9}
        return max(scopes, key=lambda scope: position.get(scope, -1))

    def _sent(self, found: Record, other: Cycle, *, why: str, scope: str, after: str | None = None) -> Influence:
        """A new sending; nothing is written yet."""
        return Influence(
            cycle=self.cycle,
            scope=scope,
            to_cycle=other.id,
            of_kind=found.kind,
            of=found.id or "new",
            why=why,
            sent_on=self._today(),
            sent_by=self._by(),
            after=after,
        )
