"""The desk's tables: one row a record, as far as its audience may see."""

from __future__ import annotations

import pandas as pd

from workbench.desk.reading import Reading
from workbench.frames import table
from workbench.patterns.blind_round import told_rounds

__all__ = ["Tables"]


class Tables(Reading):
    """The tables a desk gives.

    ``system`` takes in the systems that lie within it. Without a system and without an audience, every group's material
    comes as that group itself sees it.
    """

    def _own(self, kind: str, *, system: str | None = None) -> pd.DataFrame:
        """The rows of one kind: of one system and what lies within it, or of every system."""
        if system is not None or self.said_audience:
            return self.evidence(kind, system=system)[kind]
        # No audience was named: every group as it sees its own material.
        parts = [self.evidence(kind, system=s.id, below=False)[kind] for s in self.structure.systems]
        return pd.concat(parts, ignore_index=True) if parts else table(kind, [])

    def scales(self) -> pd.DataFrame:
        """The scales, smallest first: id, name, position, note."""
        return self.structure.scale_table.copy()

    def systems(self) -> pd.DataFrame:
        """The systems, largest scale first: id, name, scale, part_of, note, synthetic."""
        return self.structure.system_table.copy()

    def cycles(self, *, system: str | None = None) -> pd.DataFrame:
        """The learning cycles: id, system, name, round, stewards, opened_on, closed_on, note."""
        return table("cycle", (c for c in self.structure.cycles if system in (None, c.system)))

    def cycle_links(self) -> pd.DataFrame:
        """How cycles are connected: source, target, relation (learns_from, enables, peer)."""
        return table("cycle_link", self.structure.cycle_links)

    def purposes(self, *, system: str | None = None) -> pd.DataFrame:
        """Every wording of every purpose: wording, proposed_by, proposed_on, agreed_by, agreed_on, follows."""
        return self._own("purpose", system=system)

    def maps(self, *, system: str | None = None) -> pd.DataFrame:
        """The maps: id, name, map_kind (actor, factor), scope, cycle, system."""
        return self._own("map", system=system)

    def things(self, *, system: str | None = None) -> pd.DataFrame:
        """The register of actors and factors: name, thing_kind, actor_kind, role, markers, effect, belief_from."""
        return self._own("thing", system=system)

    def links(self, *, system: str | None = None) -> pd.DataFrame:
        """Relations and causal links: map, source, target, link_kind, polarity, delay, strength (1-3), quality."""
        return self._own("link", system=system)

    def stories(self, *, system: str | None = None) -> pd.DataFrame:
        """The stories whose tellers let this audience see them: title, text, teller (a pseudonym), consent fields."""
        return self._own("story", system=system)

    def issues(self, *, system: str | None = None) -> pd.DataFrame:
        """The issue log: description, level, status, owner, countermeasure, system_change."""
        return self._own("issue", system=system)

    def experiments(self, *, system: str | None = None) -> pd.DataFrame:
        """The experiments: title, question, experiment_kind, hypothesis, status, touches, dates, what_happened ..."""
        return self._own("experiment", system=system)

    def rules(self, *, system: str | None = None) -> pd.DataFrame:
        """Rules and principles: wording, rule_kind (rule, principle), came_from, since, ended_on."""
        return self._own("rule", system=system)

    def data_plans(self, *, system: str | None = None) -> pd.DataFrame:
        """The lines of data plans: experiment, what, data_kind, gathers, analyses, every, form, starts_on, ends_on."""
        return self._own("data_plan", system=system)

    def countermeasures(self, *, system: str | None = None) -> pd.DataFrame:
        """The countermeasure register: what, shields_from, experiment, agreed_by, from_on, review_on, ended_on."""
        return self._own("countermeasure", system=system)

    def debriefs(self, *, system: str | None = None) -> pd.DataFrame:
        """The debriefs: held_on, debrief_kind (planned, hot), about, called_by, recorder, present, experiment."""
        return self._own("debrief", system=system)

    def debrief_entries(self, *, system: str | None = None) -> pd.DataFrame:
        """What was said in debriefs: debrief, slice, prompt, text, said_by, learning_about, can_act, beliefs."""
        return self._own("debrief_entry", system=system)

    def pod_entries(self, *, system: str | None = None) -> pd.DataFrame:
        """What pairs brought from learning pods: held_on, pair, did_differently, learnt, enabled, went_wrong."""
        return self._own("pod_entry", system=system)

    def capture_entries(self, *, system: str | None = None) -> pd.DataFrame:
        """Filled-in forms of a group's own: capture_form, happened_on, said_by, own_answers."""
        return self._own("capture_entry", system=system)

    def spending(self, *, system: str | None = None) -> pd.DataFrame:
        """The spending record: spent_on, worker, amount_pence, what, category, need, and the four PLAN answers."""
        return self._own("spend", system=system)

    def tasks(self, *, system: str | None = None) -> pd.DataFrame:
        """The tasks done in the work: name, effective, note; where each stands is in task_moves()."""
        return self._own("task", system=system)

    def task_moves(self, *, system: str | None = None) -> pd.DataFrame:
        """Tasks put on the matrix: task, moved_on, complexity (1-5), often (1-5), times, acting, why."""
        return self._own("task_move", system=system)

    def goals(self, *, system: str | None = None) -> pd.DataFrame:
        """Goals in a person's own words: person (a pseudonym), wording, stated_on, position, ended_on."""
        return self._own("goal", system=system)

    def goal_scores(self, *, system: str | None = None) -> pd.DataFrame:
        """Where people put themselves: goal, scored_on, score (0-10), said."""
        return self._own("goal_score", system=system)

    def measures(self, *, system: str | None = None) -> pd.DataFrame:
        """The measures of the framework: name, reader (team, leadership), theme, how."""
        return self._own("measure", system=system)

    def series(self, *, system: str | None = None) -> pd.DataFrame:
        """Numbers over time: name, unit, per, measure, source; their values are in points()."""
        return self._own("series", system=system)

    def points(self, *, system: str | None = None) -> pd.DataFrame:
        """The values of series: series, happened_on, value, note."""
        return self._own("point", system=system)

    def series_changes(self, *, system: str | None = None) -> pd.DataFrame:
        """Changes people marked on series: series, changed_on, what, recalculate."""
        return self._own("series_change", system=system)

    def cases(self, *, system: str | None = None) -> pd.DataFrame:
        """The case files: pseudonym, what_matters, tags, chosen, way_from, referred_on, observed_from/_until ..."""
        return self._own("case", system=system)

    def contacts(self, *, system: str | None = None) -> pd.DataFrame:
        """Contacts with services: case, happened_on, agency, activity, does, urgency, demand, cost_pence ..."""
        return self._own("contact", system=system)

    def risks(self, *, system: str | None = None) -> pd.DataFrame:
        """Risks in people's lives: case, name, before and after (none, +, ++; after is missing where nobody knows)."""
        return self._own("risk", system=system)

    def unit_costs(self, *, system: str | None = None) -> pd.DataFrame:
        """What one unit costs: activity, agency (empty: any), year, each_pence, unit, source."""
        return self._own("unit_cost", system=system)

    def intakes(self, *, system: str | None = None) -> pd.DataFrame:
        """Imports of contacts: file, source, state, covers_from/_until, and how many rows became what."""
        return self._own("intake", system=system)

    def import_mappings(self, *, system: str | None = None) -> pd.DataFrame:
        """How the files of a source are read: name, source, headers, columns, day_first, encoding, sheet."""
        return self._own("import_mapping", system=system)

    def forum_cases(self, *, system: str | None = None) -> pd.DataFrame:
        """Cases presented to a creative solutions forum: case, forum, presented_on, plan, avoidable, lost_on."""
        return self._own("forum_case", system=system)

    def refusals(self, *, system: str | None = None) -> pd.DataFrame:
        """Hand-offs that were refused: case, from_agency, to_agency, refused_on, why."""
        return self._own("refusal", system=system)

    def grants(self, *, system: str | None = None) -> pd.DataFrame:
        """Learning-based grants: title, organisation, aim, estimate_pence, state, awarded_pence, grantee_cycle."""
        return self._own("grant", system=system)

    def outcomes(self, *, system: str | None = None) -> pd.DataFrame:
        """Outcomes of grants: grant, wording, state (provisional, agreed, set_aside), proposed_on, agreed_on."""
        return self._own("outcome", system=system)

    def outcome_talks(self, *, system: str | None = None) -> pd.DataFrame:
        """What was said about outcomes: outcome, held_on, people, said, wording_then."""
        return self._own("outcome_talk", system=system)

    def multipliers(self, *, system: str | None = None) -> pd.DataFrame:
        """The three rounds of local multipliers: grant, stage (predicted, actual), round_1_pence to round_3_pence."""
        return self._own("multiplier", system=system)

    def observations(self, *, system: str | None = None) -> pd.DataFrame:
        """What people noticed: title, text, strength, noticed_on, noticed_by, seen_in, looked_at."""
        return self._own("observation", system=system)

    def inquiries(self, *, system: str | None = None) -> pd.DataFrame:
        """Rounds of appreciative inquiry: name, about, pairs, stage, opened_on, closed_on, follows."""
        return self._own("inquiry", system=system)

    def inquiry_notes(self, *, system: str | None = None) -> pd.DataFrame:
        """What was said at the stages of inquiries: inquiry, stage, text, noted_by, noted_on."""
        return self._own("inquiry_note", system=system)

    def opening_questions(self, *, system: str | None = None) -> pd.DataFrame:
        """Wordings of opening questions: wording, made_with, language, inquiry, follows, agreed_on, ended_on."""
        return self._own("opening_question", system=system)

    def signifier_sets(self, *, system: str | None = None) -> pd.DataFrame:
        """What tellers were asked about their stories: name, signifiers (mappings), language, template, follows."""
        return self._own("signifier_set", system=system)

    def significations(self, *, system: str | None = None) -> pd.DataFrame:
        """Where stories were placed: story, signifier_set, signifier, item, placing, top, left, right, x, y, chosen."""
        return self._own("signification", system=system)

    def comparisons(self, *, system: str | None = None) -> pd.DataFrame:
        """Comparisons somebody looked at: seen_in, compared, split_by, first, second, n_first, n_second, effect, p."""
        return self._own("comparison", system=system)

    def themes(self, *, system: str | None = None) -> pd.DataFrame:
        """The themes: name, definition, belongs, not_this, part_of, ended_on."""
        return self._own("theme", system=system)

    def coding_rounds(self, *, system: str | None = None) -> pd.DataFrame:
        """Rounds of coding: name, coders, unit (whole, passage), state (blind, revealed, closed)."""
        return self._own("coding_round", system=system)

    def coding_units(self, *, system: str | None = None) -> pd.DataFrame:
        """The texts of coding rounds: coding_round, of_kind, of, position."""
        return self._own("coding_unit", system=system)

    def codings(self, *, system: str | None = None) -> pd.DataFrame:
        """What was tagged: theme, coder, of_kind, of, field, starts, ends (characters), quote, coding_round.

        Of a round that is still blind, or is not to be seen here, nothing.
        """
        found, rounds = self._own("coding", system=system), self._own("coding_round", system=system)
        return found[found["coding_round"].isna() | found["coding_round"].isin(told_rounds(rounds))].reset_index(
            drop=True
        )

    def conversations(self, *, system: str | None = None) -> pd.DataFrame:
        """Conversations of statements: name, question, opened_on, closed_on."""
        return self._own("conversation", system=system)

    def statements(self, *, system: str | None = None) -> pd.DataFrame:
        """What people said: conversation, number, text, written_by (a pseudonym), seed, moderation."""
        return self._own("statement", system=system)

    def votes(self, *, system: str | None = None) -> pd.DataFrame:
        """What voters think of statements: statement, voter (a pseudonym), vote (1 agrees, -1 disagrees, 0 passes)."""
        return self._own("vote", system=system)

    def sense_sessions(self, *, system: str | None = None) -> pd.DataFrame:
        """Sessions to make sense: name, question, held_on, minutes, lens, facilitator, people, phase."""
        return self._own("sense_session", system=system)

    def sense_notes(self, *, system: str | None = None) -> pd.DataFrame:
        """What people wrote alone and have shown since: sense_session, text, written_by, revealed_on."""
        found = self._own("sense_note", system=system)
        return found[found["revealed_on"].notna()].reset_index(drop=True)

    def perspectives(self, *, system: str | None = None) -> pd.DataFrame:
        """Ways of looking under which interpretations are gathered: name, note."""
        return self._own("perspective", system=system)

    def interpretations(self, *, system: str | None = None) -> pd.DataFrame:
        """What observations could mean: observation, text, written_by, perspective."""
        return self._own("interpretation", system=system)

    def ideas(self, *, system: str | None = None) -> pd.DataFrame:
        """What could be done: observation, interpretation, text, written_by."""
        return self._own("idea", system=system)

    def attachments(self, *, system: str | None = None) -> pd.DataFrame:
        """Photos, sounds and videos: of_kind, of, name, media_kind, media_type, size_bytes, and their consent."""
        return self._own("attachment", system=system)

    def evidence_links(self, *, system: str | None = None) -> pd.DataFrame:
        """What is laid beside what: source_kind, source, target_kind, target, stance (supports ...)."""
        return self._own("evidence_link", system=system)
