"""What a budget buys at every size: the numbers beside the guidance, with a verdict and its doubts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from micromega.amounts import say
from micromega.basis import basis_of, cost_basis
from micromega.casewords import say_case
from micromega.cautions import cautions, notes
from micromega.figures import SPECS, dots_of, main_figures, make_figure, make_figures, shown
from micromega.fit import family_of
from micromega.goals import kpi_of, say_change
from micromega.lenses import compare_lenses
from micromega.options import Case, Option, components, make_case, make_options, risks, say_plan
from micromega.scale import Scale, make_scale, ticks
from micromega.settings import read_settings
from micromega.settings_fields import read_choice
from micromega.settings_list import list_settings
from micromega.stepzero import step_zero
from micromega.turning import turning_points
from micromega.verdict import Verdict, expected, judge, say_detail, say_verdict
from micromega.worlds import LUCK

if TYPE_CHECKING:
    from micromega.records import Dataset

Reply = dict[str, object]


def estimate(data: Dataset, args: Mapping[str, object]) -> Reply:
    """The same budget at every size, on the KPI of the goal.

    Args:
        data: the records.
        args: see `read_settings`; `before`, the KPI of the answer before this one; and `figures`, "main" for those that
            most readers look for, without the others. Everything is optional.

    Raises:
        InputError: an argument that cannot be meant.
    """
    settings = read_settings(data, {name: value for name, value in args.items() if name not in ("before", "figures")})
    extent = read_choice("figures", args.get("figures"), ("all", "main"), "all")
    case = make_case(data, settings, kpi_of(settings))
    options = make_options(case)
    verdict = judge(case, options)
    kpis = {option.id: _kpi_figure(case, option) for option in options if option.feasible}
    main = main_figures(settings, case.kpi.id)
    wanted = main if extent == "main" else shown(settings, case.kpi.id)
    dots = {option.id: dots_of(option.sampled[case.kpi.id]) for option in options if option.feasible}
    scale = make_scale([x for row in dots.values() for x in row])
    lenses = compare_lenses(case, verdict)
    sentence, detail = say_verdict(case, verdict), say_detail(case, verdict)
    changed = say_change(args.get("before"), case.kpi)
    return {
        "kpi": {"id": case.kpi.id, "label": case.kpi.label, "unit": case.kpi.unit, "why": case.kpi.why},
        "changed": changed,
        "verdict": _verdict_reply(verdict) | {"text": sentence, "detail": detail},
        "lenses": lenses,
        "step_zero": step_zero(case, options, verdict, lenses),
        "main_figures": main,
        "options": [_option_reply(case, option, verdict, kpis, dots, scale, wanted) for option in options],
        "flips": turning_points(case, options, verdict) if settings.flips else [],
        "notes": notes(case, options),
        "warnings": cautions(case, options, verdict),
        "settings": list_settings(data, settings, _used(case, options)),
        "scale": _scale_reply(case, scale),
        "args": _args_reply(case),
        "case": say_case(data, settings),
        "spoken": " ".join(text for text in (changed, sentence, detail, str(lenses["text"])) if text),
    }


def _kpi_figure(case: Case, option: Option) -> Reply:
    figure = make_figure(case.data, SPECS[case.kpi.id], option.working(case), option.sampled, case.kpi.label)
    assert figure is not None, "a KPI is an outcome, never a ratio"
    mean = expected(option.sampled[case.kpi.id])
    return figure | {"mean": mean, "mean_text": f"{say(mean, case.kpi.unit, 2)} on average"}


def _used(case: Case, options: list[Option]) -> set[str]:
    """The benchmarks behind any figure: what creators cost, what those in reach do, and luck."""
    settings = case.settings
    names = {name for tier in case.data.tiers for name in cost_basis(settings, tier)}
    feasible = [option for option in options if option.feasible]
    figures = shown(settings, case.kpi.id)
    names.update(name for o in feasible for figure in figures for name in basis_of(figure, settings, o.tiers))
    return names | ({LUCK} if feasible else set())


def _verdict_reply(verdict: Verdict) -> Reply:
    leader, second = verdict.leader, verdict.runner_up
    named = verdict.kind in ("winner", "close_call")
    return {
        "option": leader.id if leader and named else None,
        "label": leader.label if leader and named else None,
        "family": family_of(leader.id) if leader and named else None,
        "kind": verdict.kind,
        "share": verdict.share,
        "against": second.id if second else None,
        "runner_up": second.id if second else None,
        "runner_up_label": second.label if second else None,
        "beats": verdict.beats,
    }


def _option_reply(
    case: Case,
    option: Option,
    verdict: Verdict,
    kpis: Mapping[str, Reply],
    dots: Mapping[str, list[float]],
    scale: Scale,
    wanted: Collection[str],
) -> Reply:
    head: Reply = {"id": option.id, "label": option.label, "feasible": option.feasible, "reason": option.reason}
    if not option.feasible:
        nothing: Reply = {
            "plan": None,
            "figures": {},
            "kpi": None,
            "dots": [],
            "dots_at": [],
            "best_share": 0.0,
            "risks": [],
        }
        return head | nothing
    kpi = kpis[option.id]
    at = {which: scale.at(float(str(kpi[which]))) for which in ("low", "middle", "high")}
    return head | {
        "plan": {
            "text": say_plan(case, option),
            "components": components(case, option),
            "spent": option.typical["cost"][0],
        },
        "figures": make_figures(case.data, option.working(case), option.sampled, kpi, wanted),
        "kpi": kpi | {"at": at, "low_at": at["low"], "middle_at": at["middle"], "high_at": at["high"]},
        "dots": dots[option.id],
        "dots_at": [scale.at(dot) for dot in dots[option.id]],
        "best_share": verdict.best[option.id],
        "risks": risks(case, option),
    }


def _scale_reply(case: Case, scale: Scale) -> Reply:
    zero = scale.at(0.0)
    return {
        "low": scale.low,
        "high": scale.high,
        "log": scale.log,
        "zero_at": zero,
        "ticks": ticks(scale, case.kpi.unit),
    }


def _args_reply(case: Case) -> Reply:
    """What was assumed for everything that the reader may set, so that the page can show it."""
    settings = case.settings
    names = [
        "goal",
        "budget",
        "platform",
        "format",
        "audience",
        "posts",
        "capacity",
        "agency",
        "rush",
        "usage_rights_days",
        "whitelisting_days",
        "exclusivity_days",
        "product_cost",
        "sales_basis",
    ]
    return {name: getattr(settings, name) for name in names} | {"given": sorted(settings.given)}
