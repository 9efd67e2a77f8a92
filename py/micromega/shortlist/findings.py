"""Flags in words: what was measured, the ordinary range, what it can mean and what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.amounts import plain, say, say_range
from micromega.shortlist.checks import FLAGS, VIDEO, Checks
from micromega.shortlist.creators import Creators
from micromega.shortlist.fields import PLATFORM_LABELS
from micromega.shortlist.flag_words import WORDS

if TYPE_CHECKING:
    from micromega.records import Dataset

Finding = dict[str, object]


def tell_flags(data: Dataset, creators: Creators, checks: Checks, place: int, audience: str) -> list[Finding]:
    """The flags of one creator, each with its measure, its line, its sources and its question."""
    return [_tell(data, creators, checks, place, code, audience) for code in checks.flags[place]]


def _tell(data: Dataset, creators: Creators, checks: Checks, place: int, code: str, audience: str) -> Finding:
    platform, tier = creators.platform[place], checks.tier[place]
    measured, record, line = MEASURES[code](Account(data, creators, checks, place, audience))
    benchmark = data.benchmarks[record] if record else None
    words = WORDS[code]
    return {
        "id": code,
        "label": FLAGS[code],
        "text": f"{measured} {line}".strip(),
        "meaning": words.meaning,
        "ask": words.ask,
        "anchor": words.anchor,
        "benchmark": record,
        "grade": benchmark.grade if benchmark else None,
        "platform": platform,
        "tier": tier,
    }


def below_line(platform: str) -> str:
    """What an engagement rate is divided by on a platform."""
    return "followers" if platform == "instagram" else "views"


Told = tuple[str, str, str]
"""What was measured in words, the id of the line's record, and the line in words."""


class Account:
    """One creator's numbers, ready to be told."""

    def __init__(self, data: Dataset, creators: Creators, checks: Checks, place: int, audience: str) -> None:
        self.data, self.audience = data, audience
        self.platform, self.tier, self.rate = creators.platform[place], checks.tier[place], checks.rate[place] or 0.0
        self.row = {name: column[place] for name, column in creators.numbers.items()}

    @property
    def where(self) -> str:
        """Accounts like this one."""
        return f"{self.data.tiers[self.tier].label.lower()} accounts on {PLATFORM_LABELS[self.platform]}"

    def number(self, name: str) -> float:
        """A number that the flag rests on, so that it is there."""
        return self.row[name] or 0.0

    def ratio(self, above: str, below: str) -> float:
        """One number as a share of another."""
        return self.number(above) / (self.row[below] or 1.0)

    def engagement(self) -> Told:
        """The rate against the ordinary range of the size."""
        record = f"engagement_spread.{self.platform}.{self.tier}"
        said = f"Engagement is {say(self.rate, 'percent')} of {below_line(self.platform)}."
        return said, record, f"The ordinary range for {self.where} is {_ends(self.data, record)}."

    def two_rates(self) -> Told:
        """The given rate against the counted one."""
        given = say(self.number("engagement_rate"), "percent")
        return f"The list says {given}, its counts give {say(self.rate, 'percent')}.", "", ""

    def comments(self) -> Told:
        """Comments against likes."""
        record = f"vetting_comments_per_like.{self.platform}"
        said = f"There are {plain(100 * self.ratio('comments', 'likes'), 2)} comments for every hundred likes."
        line = self.data.benchmarks[record]
        return said, record, f"Ordinary on {PLATFORM_LABELS[self.platform]} is {line.low:g} to {line.high:g}."

    def views(self) -> Told:
        """Views against followers, with the luck of single accounts around the range of the size."""
        record = f"view_rate.{VIDEO[self.platform]}.{self.tier}"
        line, luck = self.data.benchmarks[record], self.data.benchmarks["creator_luck.views"].typical
        ends = say_range(line.q("low") / luck, line.q("high") * luck, "percent")
        said = f"A post gets views of {say(self.ratio('views', 'followers'), 'percent')} of the followers."
        return said, record, f"Ordinary for {self.where}, luck included, is {ends}."

    def following(self) -> Told:
        """Accounts followed against followers."""
        share = say(self.ratio("following", "followers"), "percent")
        said = f"The account follows {share} as many accounts as follow it."
        return said, "vetting_max_following_ratio", f"The line is {_line(self.data, 'vetting_max_following_ratio')}."

    def growth(self) -> Told:
        """Growth of a month."""
        verb = "grew" if self.number("growth") > 0 else "shrank"
        said = f"The account {verb} by {say(abs(self.number('growth')), 'percent')} in 30 days."
        line = _line(self.data, "vetting_max_growth")
        return said, "vetting_max_growth", f"From {line} on there should be a story."

    def fakes(self) -> Told:
        """Fake followers, beside what is typical for the size."""
        given = self.row["fake_share"]
        fake = say(1 - self.number("real_share") if given is None else given, "percent")
        usual = self.data.benchmarks[f"fake_followers.{self.tier}"].typical
        said = f"{fake} of the followers are given as fake; {usual:g}% is typical for this size."
        return said, "vetting_flag_fake_share", f"From {_line(self.data, 'vetting_flag_fake_share')} on, look closer."

    def match(self) -> Told:
        """The audience in the target."""
        record = f"audience_match.{self.audience}.{self.tier}"
        said = f"{say(self.number('audience_share'), 'percent')} of the audience is in your target."
        return said, record, f"For {self.data.tiers[self.tier].plural} we expect {_ends(self.data, record)}."

    def rival(self) -> Told:
        """Days since a rival paid."""
        days = self.data.benchmarks["vetting_rival_days"].typical
        said = f"The last deal with a rival was {self.number('rival_deal'):g} days ago."
        return said, "vetting_rival_days", f"We suggest to wait {days:g} days."


MEASURES = {
    "engagement_low": Account.engagement,
    "engagement_high": Account.engagement,
    "rates_differ": Account.two_rates,
    "comments_low": Account.comments,
    "comments_high": Account.comments,
    "views_low": Account.views,
    "views_high": Account.views,
    "follows_many": Account.following,
    "growth_jump": Account.growth,
    "growth_drop": Account.growth,
    "fakes_high": Account.fakes,
    "match_low": Account.match,
    "rival_recent": Account.rival,
}
assert list(WORDS) == list(FLAGS) == list(MEASURES)


def _ends(data: Dataset, record: str) -> str:
    benchmark = data.benchmarks[record]
    return say_range(benchmark.q("low"), benchmark.q("high"), benchmark.unit)


def _line(data: Dataset, record: str) -> str:
    benchmark = data.benchmarks[record]
    return say(benchmark.q(), benchmark.unit)


def tell_status(data: Dataset, creators: Creators, checks: Checks, place: int) -> str:
    """The result of the check in a sentence, as plain for the ordinary as for the unusual."""
    flags, tier, platform = checks.flags[place], checks.tier[place], creators.platform[place]
    if flags:
        return "Look at: " + ", ".join(FLAGS[code][0].lower() + FLAGS[code][1:] for code in flags) + "."
    if platform not in PLATFORM_LABELS:
        return "Not checked: we have no benchmarks for this platform."
    followers = creators.numbers["followers"][place]
    if not tier:
        smallest = next(iter(data.tiers.values())).low
        if followers is None:
            return "Not checked: the list gives no followers, so the size is unknown."
        return f"Not checked: below {smallest:,} followers no benchmark applies."
    if checks.rate[place] is None:
        missing = "likes" if platform == "instagram" else "views and likes"
        return f"Engagement not checked: the list gives no {missing} that can be read."
    record = f"engagement_spread.{platform}.{tier}"
    rate = say(checks.rate[place] or 0, "percent")
    return f"Nothing unusual: {rate} of {below_line(platform)} engage, ordinary is {_ends(data, record)}."


def count_flags(checks: Checks) -> Mapping[str, int]:
    """How many creators carry each flag, in the order of `FLAGS`."""
    counts = dict.fromkeys(FLAGS, 0)
    for flags in checks.flags:
        for code in flags:
            counts[code] += 1
    return {code: count for code, count in counts.items() if count}
