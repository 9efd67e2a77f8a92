"""Every mix as a row of figures that open, each with its range, its formula and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.amounts import say, say_range
from micromega.basis import basis_of, cost_basis
from micromega.booking import AgreedPart
from micromega.figures import HIGH_AT, LOW_AT, SPECS, WEAK_GRADES, origin_of, quantile
from micromega.formulas import FORMULAS
from micromega.outcomes import Campaign
from micromega.working import Working

if TYPE_CHECKING:
    from micromega.creator import Creator
    from micromega.finder import Tried
    from micromega.situation import Reply, Situation

ANYBODYS = frozenset({"hours_per_creator", "hourly_cost", "agency_fee"})
"""What a creator with an agreed price costs besides the price."""


class MixCampaign(Campaign):
    """A campaign at typical values in which creators with an agreed price go by their own name."""

    def __init__(self, campaign: Campaign, own: Mapping[str, AgreedPart]) -> None:
        super().__init__(campaign.settings, campaign.worlds)
        self._creators, self._own = campaign._creators, own

    def creator(self, tier: str) -> Creator:
        """One creator of a tier, or the one of that name."""
        return self._own[tier].creator if tier in self._own else super().creator(tier)


@dataclass(frozen=True)
class MixWorking(Working):
    """A mix at typical values; a creator with an agreed price has its own followers and its tier's rates."""

    own: Mapping[str, AgreedPart]

    def number(self, name: str) -> float:
        """A benchmark's typical value in natural units, or that of the creator who is named at its end."""
        for label, part in self.own.items():
            if name.endswith(f".{label}"):
                return part.worlds.range(name.removesuffix(label) + part.creator.tier).typical
        return super().number(name)


def working_of(situation: Situation, mix: Tried) -> MixWorking:
    """A mix as the formulas read it."""
    own: dict[str, AgreedPart] = {}
    plan = []
    for part in mix.parts:
        name = part.creator.tier
        if isinstance(part, AgreedPart):
            name = _unique(part.label, {*own, *situation.case.data.tiers})
            own[name] = part
        if part.booked[0]:
            plan.append((name, part.booked))
    return MixWorking(MixCampaign(situation.case.typical, own), tuple(plan), mix.typical, own)


def _unique(label: str, taken: set[str]) -> str:
    return label if label not in taken else _unique(f"{label} *", taken)


def figure_of(situation: Situation, mix: Tried, name: str) -> Reply:
    """One figure of a mix.

    Args:
        situation: the case.
        mix: the mix, worked out.
        name: an outcome.
    """
    data, settings, spec = situation.case.data, situation.case.settings, SPECS[name]
    middle, ordered = mix.typical[name][0], sorted(mix.sampled[name])
    low, high = min(quantile(ordered, LOW_AT), middle), max(quantile(ordered, HIGH_AT), middle)
    basis = mix_basis(situation, mix, name)
    ours = [one for one in basis if one not in settings.overrides]
    text = say(middle, spec.unit)
    return {
        "id": name,
        "label": situation.kpi.label if name == situation.kpi.id else spec.label,
        "unit": spec.unit,
        "low": low,
        "middle": middle,
        "high": high,
        "text": text,
        "range_text": say_range(low, high, spec.unit),
        "formula": f"{FORMULAS[name](working_of(situation, mix))}\n= {text}",
        "basis": basis,
        "weak": any(data.benchmarks[one].grade in WEAK_GRADES for one in ours),
        "origin": origin_of(data, ours),
    }


def mix_basis(situation: Situation, mix: Tried, name: str) -> list[str]:
    """The records behind a figure; the price and size of a creator who is booked already are the reader's own."""
    settings = situation.case.settings
    booked = [part for part in mix.parts if part.booked[0]]
    tiers = tuple(dict.fromkeys(p.creator.tier for p in booked if not isinstance(p, AgreedPart)))
    names = list(basis_of(name, settings, tiers)) if tiers else []
    for tier in dict.fromkeys(p.creator.tier for p in booked if isinstance(p, AgreedPart)):
        asked = {*cost_basis(settings, tier), f"followers.{tier}"} - ANYBODYS
        names += [one for one in basis_of(name, settings, (tier,)) if one not in asked]
    return list(dict.fromkeys(names))
