"""The prompts of a review, as templates hold them."""

from __future__ import annotations

from workbench.model.prompts import Words, words
from workbench.model.review_prompt import review_prompts


def test_managing_comes_before_governing_and_every_prompt_has_a_key_of_its_own() -> None:
    found = review_prompts(words("en"))
    assert [p.key for p in found][:2] == ["plan", "convening"]
    parts = [p.part for p in found]
    assert parts == sorted(parts, reverse=True)
    assert len({p.key for p in found}) == len(found)
    assert all(p.title and p.ask for p in found)


def test_what_a_group_wrote_badly_is_passed_over_and_the_rest_stays() -> None:
    managing = [
        {"title": "No key", "ask": "Asked without a key?"},
        {"key": "tide", "ask": "Does the tide matter?", "check": "Which tide?"},
        {"key": "tide", "title": "Again", "ask": "The same key?"},
        {"key": "not a key", "ask": "Two words?"},
        {"key": "silent", "title": "Nothing asked"},
    ]
    (only,) = review_prompts(Words("en", {"prompts": {"managing": {"prompt": managing}}}))
    assert (only.part, only.key, only.title, only.check) == (
        "managing",
        "tide",
        "Does the tide matter?",
        ("Which tide?",),
    )


def test_no_prompts_give_none() -> None:
    assert review_prompts(Words("en", {})) == ()
