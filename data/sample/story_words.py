"""The words that the made part of stories, coding and opinions is put together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["CODERS", "STATEMENTS", "THEMES", "TUG"]

#: Which poles a team's tellers lean to: signifier → weights of top, left, right. What people feel shaped things differs
#: between the valley and the town; what made a difference does not.
TUG: Mapping[str, Mapping[str, Sequence[float]]] = {
    "what_helped": {"town": (5, 3, 2), "valley": (5, 3, 2)},
    "who_decided": {"town": (2, 3, 5), "valley": (5, 3, 2)},
    "what_was_needed": {"town": (4, 4, 2), "valley": (5, 2, 3)},
}

#: Who codes, and how often each sees a theme where its words are, and where they are not.
CODERS: Mapping[str, tuple[float, float]] = {"Joss": (0.92, 0.002), "Leonie": (0.85, 0.006), "Yusra": (0.8, 0.004)}

#: Theme → name, what it means, what belongs, what does not, and the words that a passage about it has.
THEMES: Mapping[str, tuple[str, str, str, str, Sequence[str]]] = {
    "theme-somebody-stays": (
        "Somebody stays",
        "One person keeps coming, whatever happens.",
        "Coming back after a bad week; being rung without a reason",
        "A single kind visit",
        (
            "stayed",
            "came back",
            "every wednesday",
            "every week",
            "rang",
            "kept",
            "again",
            "still",
            "tuesday",
            "thursday",
        ),
    ),
    "theme-told-again": (
        "Telling it again",
        "The same thing has to be told to one office after the other.",
        "Queues, floors, forms that ask what was answered before",
        "Being asked a new question",
        ("form", "queue", "letter", "number", "screen", "list", "office", "forms", "letters"),
    ),
    "theme-not-a-number": (
        "Seen as a person",
        "Somebody looks at the life and not at the case.",
        "Being asked what one is proud of; a worker who sits down",
        "Politeness",
        ("asked", "laughed", "looked", "said", "listened", "name", "sat"),
    ),
    "theme-the-practical-thing": (
        "The practical thing",
        "Something plain changes what can be talked about.",
        "Cookers, lamps, boots, a lift to town",
        "Advice",
        ("cooker", "bed", "boots", "lamp", "van", "kettle", "chair", "bread", "dog", "flask", "towel", "card"),
    ),
    "theme-made-by-rules": (
        "Rules in the way",
        "A rule that nobody in the room made decides.",
        "Signatures, times, boundaries between services",
        "A principle people chose themselves",
        ("rule", "policy", "allowed", "signature", "sign", "authorise", "minutes", "target", "form wants", "system"),
    ),
    "theme-being-of-use": (
        "Being of use",
        "People do better once somebody needs them.",
        "Work, visiting, giving things on",
        "Being kept busy",
        ("give", "carry", "mended", "made", "drive", "choir", "ring them", "swept", "proud"),
    ),
    "theme-on-our-own": (
        "On our own",
        "Nobody comes, or nobody would know.",
        "Nights, stairs, weekends, being the only one awake",
        "Wanting to be left alone",
        ("alone", "quiet", "nobody", "night", "waited", "waiting", "lonely"),
    ),
    "theme-said-for-me": (
        "Said over my head",
        "Others speak and decide, and the person hears of it.",
        "Letters to the wrong person, meetings without them",
        "Being spoken for at one’s own wish",
        ("they’d", "they have", "they put", "decides", "meeting", "wrote", "told me", "said over"),
    ),
}

#: The forty statements: who would rather agree (a shared one, one side, the other side), whether a group began with it,
#: and the words. One (the last but one) was taken out.
STATEMENTS: Sequence[tuple[str, bool, str]] = (
    ("all", True, "Asking for help should take one phone call."),
    ("all", True, "People should not have to tell their story more than once."),
    ("stay", True, "A worker should stay with somebody for as long as it takes."),
    ("fair", True, "Everybody should get the same amount of time."),
    ("all", True, "Those who use a service should help to decide how it works."),
    ("fair", True, "Clear rules protect people better than good intentions."),
    ("stay", True, "It is right to buy somebody a cooker if that is what they need."),
    ("fair", True, "Public money needs a receipt for every pound."),
    ("all", True, "Nights and weekends are when help is needed most."),
    ("stay", True, "Workers should be free to decide on the spot."),
    ("all", False, "A letter should say who wrote it and how to reach them."),
    ("stay", False, "I would rather have one worker I know than five experts."),
    ("fair", False, "Some people get a lot of help because they shout."),
    ("all", False, "Nobody should leave hospital without somewhere to go."),
    ("stay", False, "You cannot plan somebody else’s life in a meeting."),
    ("fair", False, "If we make an exception for one, we must for all."),
    ("split", False, "Neighbours do more for people than services do."),
    ("all", False, "Children should be fed before anybody asks questions."),
    ("split", False, "The town gets looked after and the valley does not."),
    ("stay", False, "Trust is built with small things, not with assessments."),
    ("fair", False, "Volunteers need checks, however long they take."),
    ("stay", False, "If a thing goes wrong it is better to say so than to write it up."),
    ("all", False, "I want to know what became of what I told you."),
    ("fair", False, "A waiting list is fairer than knowing the right person."),
    ("split", False, "It should be possible to do everything by telephone."),
    ("stay", False, "People who come back have not failed."),
    ("all", False, "The same building would help: one door for all of it."),
    ("fair", False, "Someone has to say no sometimes."),
    ("split", False, "Charities should not have to compete with each other."),
    ("stay", False, "Measuring us has made nothing better here."),
    ("fair", False, "Without numbers nobody would know what the money does."),
    ("all", False, "Rules should have a date on which somebody looks at them again."),
    ("stay", False, "Being listened to was the help."),
    ("split", False, "I would give up an hour a week to sit with somebody."),
    ("fair", False, "Records keep people safe; they should be full."),
    ("all", False, "Whoever makes a rule should meet the people it is for."),
    ("split", False, "Buses matter more than clinics."),
    ("stay", False, "A good week should be talked about as much as a bad one."),
    ("out", False, "The woman at desk four is useless."),
    ("all", False, "It should be as easy to say thank you as to complain."),
)
