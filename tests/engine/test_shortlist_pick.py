"""The pick keeps to its limits, comes close to the best set there is, and says why the others lost."""

import itertools
import random

import pytest

from micromega import answer
from micromega.errors import InputError
from micromega.shortlist.greedy import greedy
from micromega.shortlist.objectives import Union
from micromega.shortlist.pick import A_PRIORI, pick
from micromega.shortlist.problem import ImpossibleError, Limits, Problem

SHAPES = (("union", 100_000.0, 0.15), ("union", 20_000.0, 0.4), ("sum", 1.0, 0.0), ("largest", 1.0, 0.0))


def problem(seed, limits=None, size=9):
    chance = random.Random(seed)  # noqa: S311
    count = chance.randint(1, size)
    values = [chance.lognormvariate(8, 1.4) for _ in range(count)]
    costs = [chance.uniform(100, 4000) for _ in range(count)]
    made = Problem(
        values, costs, [chance.choice(("nano", "micro")) for _ in range(count)], range(count), limits or Limits(5000)
    )
    made.shape = SHAPES[seed % len(SHAPES)]
    return made


def value_of(made, places):
    objective, total = made.objective(), 0.0
    for place in places:
        total += objective.gain(place)
        objective.add(place)
    return total


def keeps(made, places):
    limits, tiers = made.limits, [made.tiers[place] for place in places]
    return (
        sum(made.costs[place] for place in places) <= limits.budget
        and limits.at_least <= len(places) <= limits.at_most
        and all(tiers.count(tier) >= floor for tier, floor in limits.floors.items())
        and all(tiers.count(tier) <= cap for tier, cap in limits.caps.items())
        and set(limits.must) <= set(places)
    )


def best_value(made):
    """The best set of all sets."""
    places = range(len(made.values))
    sets = itertools.chain.from_iterable(itertools.combinations(places, count) for count in range(len(made.values) + 1))
    return max((value_of(made, each) for each in sets if keeps(made, each)), default=None)


@pytest.mark.parametrize("seed", range(120))
def test_no_set_beats_the_bound(seed):
    made = problem(seed)
    best, _, _ = pick(made)
    assert best_value(made) <= made.bound(best) * (1 + 1e-9)


@pytest.mark.parametrize("seed", range(120))
def test_the_pick_is_never_below_the_promise(seed):
    made = problem(seed)
    assert pick(made)[0].value >= A_PRIORI * best_value(made)


def test_small_lists_are_solved_almost_always():
    made = [problem(seed, size=8) for seed in range(200)]
    reached = [pick(each)[0].value / best for each in made if (best := best_value(each))]
    assert (sum(share > 0.999 for share in reached) / len(reached) > 0.85, min(reached) > 0.85) == (True, True)


LIMITED = (
    Limits(6000, at_most=2),
    Limits(9000, at_least=3),
    Limits(9000, floors={"nano": 1, "micro": 1}),
    Limits(9000, caps={"nano": 1}),
    Limits(9000, must=(0,)),
    Limits(9000, at_most=4, floors={"micro": 1}, caps={"nano": 2}, must=(0,)),
)


@pytest.mark.parametrize("limits", LIMITED)
@pytest.mark.parametrize("seed", range(40))
def test_a_set_keeps_to_its_limits_or_none_does(seed, limits):
    made = problem(seed, limits)
    try:
        best, _, _ = pick(made)
    except ImpossibleError:
        assert best_value(made) is None
        return
    assert keeps(made, best.places)


@pytest.mark.parametrize("limits", LIMITED)
@pytest.mark.parametrize("seed", range(40))
def test_no_set_within_limits_beats_the_bound(seed, limits):
    made = problem(seed, limits)
    best = best_value(made)
    assert best is None or best <= made.bound(pick(made)[0]) * (1 + 1e-9)


def eager(made):
    """The same rule without laziness: every creator is looked at in every step."""
    objective, taken, spent = made.objective(), [], 0.0
    while True:
        open_ = [place for place in made.open if place not in taken and spent + made.costs[place] <= made.limits.budget]
        best = max(open_, key=lambda place: (objective.gain(place) / made.costs[place], -place), default=None)
        if best is None or objective.gain(best) <= 0:
            return frozenset(taken)
        objective.add(best)
        taken.append(best)
        spent += made.costs[best]


@pytest.mark.parametrize("seed", range(60))
def test_laziness_changes_nothing(seed):
    made = problem(seed, Limits(12_000), size=40)
    assert greedy(made).places == eager(made)


@pytest.mark.parametrize("seed", range(30))
def test_one_more_creator_never_lowers_the_reach_and_adds_less_later(seed):
    chance = random.Random(seed)  # noqa: S311
    values = [chance.uniform(0, 9000) for _ in range(6)]
    early, late = Union(values, 10_000, 0.3), Union(values, 10_000, 0.3)
    for place in range(4):
        late.add(place)
    assert early.gain(5) >= late.gain(5) >= 0


def test_a_set_of_two_is_the_reach_of_the_calculator():
    union = Union([100.0, 100.0], 1000.0, 0.0)
    first = union.gain(0)
    union.add(0)
    assert round(first + union.gain(1), 9) == 190.0


LIST = """platform,handle,followers,views,likes,price,audience
instagram,big,900000,300000,9000,9000,50%
instagram,one,40000,20000,600,700,50%
instagram,two,40000,19000,600,700,50%
instagram,odd,40000,18000,40,700,50%
instagram,dear,40000,18000,600,90000,50%
threads,else,40000,18000,600,100,50%
instagram,weak,40000,300,600,5000,50%
"""


def picked(**args):
    return answer("shortlist", {"text": LIST, "budget": 10_000, "audience": "broad", "count": 50, **args})


def reasons(**args):
    return {row["name"]: row["why"] for row in picked(**args)["page"]["rows"]}


def names(**args):
    return [step["name"] for step in picked(**args)["pick"]["picked"]]


def test_what_each_adds_sums_up_to_the_whole():
    pick_ = picked()["pick"]
    assert round(sum(step["gain"] for step in pick_["picked"]), 3) == round(pick_["value"], 3)


@pytest.mark.parametrize(
    ("name", "words", "args"),
    [
        ("dear", "more than the whole budget", {}),
        ("else", "No size or platform", {}),
        ("one", "You left them out", {"leave_out": [3]}),
        ("odd", "something to look at", {"flagged": True}),
        ("big", "above your limit", {"dearest": 5000}),
        ("two", "upper limit for micro creators is reached", {"caps": {"micro": 1}, "dearest": 800}),
        ("two", "upper limit of creators is reached", {"at_most": 1, "dearest": 800}),
        ("big", "better than the weakest", {"must": [8], "dearest": 9000}),
        ("weak", "less for the money", {}),
    ],
)
def test_everyone_who_lost_is_told_why(name, words, args):
    assert words in reasons(**args)[name]


def test_a_creator_who_must_be_in_is_in():
    assert "weak" in names(must=[8])


def test_the_runner_up_is_another_set():
    pick_ = picked()["pick"]
    assert (pick_["runner_up"]["value"] <= pick_["value"], bool(pick_["runner_up"]["out"])) == (True, True)


def test_the_set_is_compared_with_the_best_single_creator():
    assert "big" in picked(handling=0)["pick"]["single"]


def test_the_losers_are_all_counted():
    value = picked()
    lost = sum(group["count"] for group in value["pick"]["losers"])
    assert lost + len(value["pick"]["picked"]) == value["summary"]["counts"]["creators"]


def test_for_image_only_the_biggest_counts():
    assert names(goal="image") == ["big"]


@pytest.mark.parametrize(
    "goal", ["awareness", "launch", "engagement", "sales", "trust", "image", "loyalty", "education", "content"]
)
def test_every_goal_has_a_pick(goal):
    assert picked(goal=goal)["pick"]["value"] > 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"at_least": 9}, "too few creators"),
        ({"floors": {"nano": 1}}, "too few nano creators"),
        ({"must": [6]}, "more than the budget"),
        ({"must": [3, 4], "at_most": 1}, "more creators than you allow"),
        ({"must": [1]}, "row 1 holds no creator"),
        ({"floors": {"giga": 1}}, "must be one of"),
        ({"budget": "a lot"}, "must be a number"),
        ({"overlap": 120}, "between 0 and 100"),
        ({"colour": 1}, "is not an input"),
    ],
)
def test_limits_that_cannot_be_kept_are_refused_in_words(args, words):
    with pytest.raises(InputError, match=words):
        picked(**args)


def test_the_readers_own_numbers_replace_ours():
    own = picked(overrides={"overlap.all": 90}, budget=12_000)["pick"]["value"]
    assert own < picked(budget=12_000)["pick"]["value"]
