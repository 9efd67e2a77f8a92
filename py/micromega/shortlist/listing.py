"""One list in hand: read, checked and picked from step by step, shown a page at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

from micromega.errors import InputError
from micromega.shortlist.checks import Checks, check, read_lines
from micromega.shortlist.creators import Creators
from micromega.shortlist.habits import find_habits
from micromega.shortlist.matching import Match, match_columns
from micromega.shortlist.pick import pick
from micromega.shortlist.plan import Plan
from micromega.shortlist.problem import Chosen, ImpossibleError, Limits, Problem
from micromega.shortlist.questions import BY_ID
from micromega.shortlist.rows import RowReader
from micromega.shortlist.sheet import Sheet
from micromega.shortlist.worth import Worth, rates_by_size, weigh

SLICE = 5_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 1000


class Listing:
    """A list and everything that was worked out from it so far."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        if len(sheet.rows) > MOST_ROWS:
            raise InputError(
                "file", "has more than a million rows; the page on large lists shows how to check it in parts"
            )
        if max(map(len, sheet.rows), default=0) > MOST_COLUMNS:
            raise InputError("text", "has more than a thousand columns; a list has one creator a line")
        self.sheet, self.name = sheet, name
        self.fields: dict[str, object] | None = None
        self.match: Match
        self.reader: RowReader
        self.checks: Checks
        self._checked_for: tuple[object, ...] = ()
        self.worth: Worth | None = None
        self.result: Result | None = None

    @property
    def creators(self) -> Creators:
        """The creators read so far."""
        return self.reader.creators

    def prepare(self, plan: Plan) -> None:
        """Match the columns and settle how numbers are written; anything new in the plan starts the reading again."""
        fields = tuple(sorted((name, str(value)) for name, value in plan.fields.items()))
        key = (fields, plan.platform, plan.today, plan.audience, plan.data)
        if key == self._checked_for:
            return
        if self.fields != plan.fields:
            self.match, self.fields = match_columns(self.sheet.rows, plan.fields), dict(plan.fields)
        habits = find_habits(self.sheet.rows, self.match, plan.platform, plan.data.benchmarks["eur_usd"].typical)
        self.reader = RowReader(self.sheet.rows, self.match, habits, plan.today)
        self.checks = Checks([], [], [], [])
        self._lines = read_lines(plan.data, plan.audience)
        self._checked_for, self.worth, self.result = key, None, None

    def read(self, plan: Plan, count: int = SLICE) -> bool:
        """Read and check some more rows; true when all are done."""
        start = len(self.creators)
        self.reader.read(count)
        more = check(plan.data, self.creators, self._lines, start)
        self.checks.tier += more.tier
        self.checks.flags += more.flags
        self.checks.rate += more.rate
        self.checks.status += more.status
        return self.reader.done

    def weigh(self, plan: Plan) -> Worth:
        """What each creator adds alone and costs."""
        rates = rates_by_size(plan.data, plan.audience)
        self.worth = weigh(self.creators, self.checks, rates, plan.aim, plan.handling)
        return self.worth

    def place(self, line: int, name: str) -> int:
        """The creator in a row of the sheet."""
        place = bisect_left(self.creators.line, line)
        if place == len(self.creators) or self.creators.line[place] != line:
            raise InputError(name, f"row {line} holds no creator of this list")
        return place

    def doubts(self, plan: Plan, place: int) -> list[str]:
        """What the reader's own look found: the questions answered with no."""
        answers = plan.answers.get(self.creators.line[place], {})
        return [BY_ID[question].flag for question, answer in answers.items() if answer == "no"]

    def choose(self, plan: Plan) -> Result:
        """The best set for the plan's budget."""
        worth = self.weigh(plan)
        must = tuple(self.place(line, "must") for line in plan.must)
        out = {self.place(line, "leave_out") for line in plan.leave_out}
        doubted = {self.place(line, "answers") for line in plan.answers if line in self._line_set()}
        doubted = {place for place in doubted if self.doubts(plan, place)}
        flags = self.checks.flags
        barred = plan.leave_flagged
        dearest = plan.dearest + plan.handling
        open_ = [
            place
            for place, cost in enumerate(worth.cost)
            if cost <= dearest and not (barred and (flags[place] or place in doubted)) and place not in out
        ]
        open_ += [place for place in must if worth.value[place] > 0 and place not in set(open_)]
        limits = Limits(plan.budget or 0.0, plan.at_least, plan.at_most, plan.floors, plan.caps, must)
        problem = Problem(worth.value, worth.cost, self.checks.tier, open_, limits)
        problem.shape = (plan.aim.shape, plan.universe, plan.overlap)
        try:
            best, runner_up, single = pick(problem)
        except ImpossibleError as problem_found:
            raise InputError("limits", str(problem_found)) from problem_found
        self.result = Result(plan, problem, best, runner_up, single)
        return self.result

    def _line_set(self) -> set[int]:
        return set(self.creators.line)


class Result:
    """What was picked, with what is needed to say why the others were not."""

    def __init__(self, plan: Plan, problem: Problem, best: Chosen, runner_up: Chosen, single: Chosen) -> None:
        self.plan, self.problem, self.best, self.runner_up, self.single = plan, problem, best, runner_up, single
        self.places = best.places
        self.open = frozenset(problem.open)
        self.bound = problem.bound(best)
        self.after = problem.after(best)
        self.left = problem.limits.budget - best.cost
        self.by_tier = Counter(problem.tiers[place] for place in self.places)
        rates = [step.gain / cost for step in best.steps if (cost := problem.costs[step.place]) > 0]
        self.least = min(rates, default=0.0)


class Shelf:
    """The one list that is held, by the fingerprint of its content."""

    def __init__(self) -> None:
        self.held: tuple[str, Listing] | None = None

    def put(self, content: str, make: Callable[[], Listing]) -> tuple[str, Listing]:
        """The listing of a content: the one that is held, or a new one in its place."""
        key = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if self.held is None or self.held[0] != key:
            self.held = None
            self.held = (key, make())
        return self.held

    def get(self, key: str) -> tuple[str, Listing]:
        """The listing that is held under a fingerprint."""
        if self.held is None or self.held[0] != key:
            raise InputError("list", "is not held any more; paste it or choose the file again")
        return self.held

    def clear(self) -> None:
        """Forget the list."""
        self.held = None


SHELF = Shelf()
