from __future__ import annotations

from workbench.exchange.circle import circle


def test_entry_links_are_left_aside() -> None:
    assert circle([("x", "b"), ("b", "c"), ("c", "a"), ("a", "b"), ("c", "y")]) == ("a", "b", "c")


def test_the_longest_circle_is_the_one_that_was_named() -> None:
    assert circle([("a", "b"), ("b", "a"), ("b", "c"), ("c", "a")]) == ("a", "b", "c")


def test_two_circles_of_one_length_are_nobodys_loop() -> None:
    assert circle([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]) is None


def test_an_open_row_is_no_loop() -> None:
    assert circle([("a", "b"), ("b", "c"), ("c", "c")]) is None
    assert circle([]) is None


def test_a_tangle_is_given_up() -> None:
    names = [f"{n:02}" for n in range(16)]
    assert circle([(a, b) for a in names for b in names]) is None
