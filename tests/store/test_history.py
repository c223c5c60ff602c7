"""Which step undo and redo take, as a walk that holds for any sequence of moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.store.history import next_to_undo


@given(st.lists(st.sampled_from(["new", "undo", "redo"]), max_size=40))
def test_undo_and_redo_behave_as_in_every_editor(moves: list[str]) -> None:
    """A plain editor keeps two stacks; the history keeps only steps and what each undid."""
    steps: list[tuple[str, str | None]] = []
    meaning: dict[str, str] = {}
    done: list[str] = []
    undone: list[str] = []
    for number, move in enumerate(moves):
        to_undo, to_redo = next_to_undo(steps)
        assert meaning.get(to_undo or "") == (done[-1] if done else None)
        assert meaning.get(to_redo or "") == (undone[-1] if undone else None)
        name = f"step {number}"
        if move == "new":
            steps.append((name, None))
            meaning[name] = name
            done.append(name)
            undone.clear()
        elif move == "undo" and to_undo is not None:
            steps.append((name, to_undo))
            meaning[name] = meaning[to_undo]
            undone.append(done.pop())
        elif move == "redo" and to_redo is not None:
            steps.append((name, to_redo))
            meaning[name] = meaning[to_redo]
            done.append(undone.pop())
