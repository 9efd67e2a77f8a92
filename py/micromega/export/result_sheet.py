"""Every figure of every option as a spreadsheet formula: the same lines as `outcomes`, `reach` and `figures`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.export.cells import COUNT, HEAD, MONEY, PLAIN, Cell, Sheet, Workbook, cell_name, letter
from micromega.figures import SPECS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from micromega.options import Option
    from micromega.situation import Situation

Places = dict[tuple[str, str], str]
EXTRA = (("first", "Creators of the first tier booked"), ("second", "Creators of the second tier booked"))
HELP = (*EXTRA, ("people", "People reached, added up"), ("matched", "Those of them who are your audience"))
SUMS = {
    "impressions": "views",
    "people": "people",
    "engagements": "engagements",
    "minutes": "minutes",
    "clicks": "clicks",
    "tracked_revenue": "tracked",
}
MATCHED = {"matched": "people", "target_engagements": "engagements", "target_minutes": "minutes"}
UNIONS = {"target_reach": "people", "repeat_reach": "repeated", "first_week_reach": "first_week"}
SLACK = "(1+1E-12)"
TOP = "0.999999999"


def result_sheet(book: Workbook, situation: Situation, creators: Places, code: str) -> Sheet:
    """Add the sheet with a column an option that is in reach."""
    options = situation.feasible
    sheet = Sheet("Results", (44, *(18 for _ in options)))
    book.sheets.append(sheet)
    sheet.add(Cell("At typical values", HEAD), *(Cell(option.label, HEAD) for option in options))
    rows = [*HELP, *((spec.id, spec.label) for spec in SPECS.values())]
    at = {
        (option.id, name): f"${letter(column)}${row}"
        for column, option in enumerate(options, 1)
        for row, (name, _) in enumerate(rows, 2)
    }
    lines = {option.id: Column(option, creators, at, situation.case.settings.audience).lines() for option in options}
    for name, label in rows:
        cells = [Cell(_now(option, name), _style(name), lines[option.id][name]) for option in options]
        sheet.add(Cell(label if code == "USD" else label.replace("dollar", code)), *cells)
    for option in options:
        for name, _ in rows:
            book.name(f"{option.id}_{name}", sheet, options.index(option) + 1, _row(rows, name))
    return sheet


def _row(rows: list[tuple[str, str]], name: str) -> int:
    return next(number for number, (found, _) in enumerate(rows, 2) if found == name)


def _style(name: str) -> int:
    if name in SPECS and SPECS[name].unit == "usd":
        return MONEY
    return PLAIN if name in ("frequency", "roas", "tracked_roas", "orders") else COUNT


def _now(option: Option, name: str) -> float | None:
    """The engine's own value, so that a viewer that does not calculate shows it too."""
    typical: Mapping[str, list[float]] = option.typical
    if name in SPECS:
        values = SPECS[name].vector(typical)
        return values[0] * SPECS[name].factor if values else None
    booked = [float(each[0]) for _, each in option.plan]
    own = {"first": booked[0], "second": booked[1] if len(booked) > 1 else 0.0}
    return own[name] if name in own else typical[name][0]


@dataclass(frozen=True)
class Column:
    """The formulas of one option."""

    option: Option
    creators: Places
    at: Places
    audience: str

    def lines(self) -> dict[str, str]:
        """Every figure's formula."""
        here = {name: place for (option, name), place in self.at.items() if option == self.option.id}
        counts = self._counts()
        found = {"first": counts[0], "second": counts[1] if len(counts) > 1 else "0"}
        found |= {name: self._sum(of) for name, of in SUMS.items()}
        found |= {name: self._sum(of, "match") for name, of in MATCHED.items()}
        found |= {name: self._union(of, name == "first_week_reach") for name, of in UNIONS.items()}
        found |= {
            "creators": f"{here['first']}+{here['second']}",
            "delivered": "+".join(self._delivered(n) for n in range(len(self.option.tiers))),
            "cost": "+".join(f"{self._booked(n)}*{self._one(n, 'cost')}" for n in range(len(self.option.tiers))),
            "orders": f"{cell_name('selling_share')}*({self._sum('orders')})",
            "pieces": f"{here['delivered']}*posts",
            "hours": f"{here['creators']}*{cell_name('hours_per_creator')}",
            "reach": f"IF({here['matched']}>0,{here['target_reach']}*{here['people']}/{here['matched']},0)",
            "biggest_reach": f"{self._one(0, 'people')}*MIN(1,{self._delivered(0)})",
            "revenue": f"{here['orders']}*{cell_name('order_value')}",
            "contribution": f"{here['revenue']}*{cell_name('margin')}-{here['cost']}",
            "tracked_orders": f"{here['tracked_revenue']}/{cell_name('order_value')}",
            "tracked_contribution": f"{here['tracked_revenue']}*{cell_name('margin')}-{here['cost']}",
        }
        ratios = [spec for spec in SPECS.values() if spec.below]
        return found | {
            spec.id: f'IF({here[spec.below]}>0,{here[spec.above]}/{here[spec.below]}*{spec.factor!r},"")'
            for spec in ratios
        }

    def _one(self, number: int, name: str) -> str:
        """A line of the sheet of one creator."""
        return self.creators[self.option.tiers[number], name]

    def _booked(self, number: int) -> str:
        return self.at[self.option.id, ("first", "second")[number]]

    def _counts(self) -> list[str]:
        """Whole creators that the budget buys; a hybrid books its sparks first."""
        cost = [self._one(n, "cost") for n in range(len(self.option.tiers))]
        first = f"INT(budget/{cost[0]}*{SLACK})"
        if len(cost) == 1:
            return [first]
        rest = f"MAX(0,budget-{self._booked(0)}*{cost[0]})"
        return [f"MIN(sparks,{first})", f"INT({rest}/{cost[1]}*{SLACK})"]

    def _delivered(self, number: int) -> str:
        return f"{self._booked(number)}*{cell_name(f'delivery_rate.{self.option.tiers[number]}')}"

    def _sum(self, name: str, *more: str) -> str:
        """A figure of one creator times those who post, over all tiers."""
        tiers = range(len(self.option.tiers))
        return "+".join("*".join([self._delivered(n), *(self._one(n, each) for each in (name, *more))]) for n in tiers)

    def _union(self, name: str, live: bool) -> str:
        """Different people in the target whom all reach together (Sainsbury), shared ones taken off."""
        universe, shared = cell_name(f"universe.{self.audience}"), cell_name("overlap.all")
        parts, missed, largest = [], [], []
        for n in range(len(self.option.tiers)):
            count = self._live(n) if live else self._delivered(n)
            part = f"MIN({self._one(n, name)}*{self._one(n, 'match')}/{universe},{TOP})"
            parts.append(part)
            missed.append(f"({count})*LN(1-{part})")
            largest.append(f"{part}*MIN(1,{count})")
        most = largest[0] if len(largest) == 1 else f"MAX({','.join(largest)})"
        return f"{universe}*({most}-(1-{shared})*(EXP({'+'.join(missed)})-1+{most}))"

    def _live(self, number: int) -> str:
        """Those who post in week one: the team's places go to the first tier first."""
        room = "capacity" if number == 0 else f"MAX(0,capacity-{self._booked(0)})"
        booked = self._booked(number)
        return f"IF({booked}<={room},{self._delivered(number)},{self._delivered(number)}*{room}/MAX(1,{booked}))"
