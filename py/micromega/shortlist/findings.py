"""Flags in words: what was measured, the ordinary range, what it can mean and what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from micromega.amounts import plain, say, say_range
from micromega.shortlist.checks import FLAGS, VIDEO, Checks
from micromega.shortlist.creators import Creators
from micromega.shortlist.fields import PLATFORM_LABELS

if TYPE_CHECKING:
    from micromega.records import Dataset

Finding = dict[str, object]


class Words(NamedTuple):
    """How a flag is told: what it can mean, what to ask, and the page that explains the check."""

    meaning: str
    ask: str
    anchor: str


WORDS = {
    "engagement_low": Words(
        "Followers who have gone to sleep or were bought look like this. So does an account that posts far too often.",
        "Ask for the reach of the last ten posts, and open thirty of the newest followers.",
        "check/engagement/#normal",
    ),
    "engagement_high": Words(
        "A close circle looks like this. So does one viral post in the average, a contest, or a pod of accounts that like "
        "each other.",
        "Ask for the middle of the last twelve posts, not the average, and read the comments of five.",
        "check/engagement/#normal",
    ),
    "rates_differ": Words(
        "The rate that the list gives and the one from its counts differ by more than half. Often they divide by "
        "different things.",
        "Ask what the rate was divided by. We use the counts.",
        "check/engagement/#denominators",
    ),
    "comments_low": Words(
        "Bought likes look like this. So do comments that are switched off, and pictures that ask for no answer.",
        "Look whether comments are open, and who likes the posts.",
        "check/engagement/#read-the-comments",
    ),
    "comments_high": Words(
        "A lively circle looks like this. So does a contest that asks for comments, a pod, or a quarrel.",
        "Read fifty comments of two posts. Are they about the post?",
        "check/engagement/#read-the-comments",
    ),
    "views_low": Words(
        "Most followers do not see what is posted. They may have left, or the posts may have changed.",
        "Ask for views of the last ten posts, and when the account last grew.",
        "check/audience/#what-to-ask",
    ),
    "views_high": Words(
        "One viral video in the average looks like this. So does paid promotion.",
        "Ask for the middle of the last ten videos, and whether any was promoted.",
        "check/audience/#what-to-ask",
    ),
    "follows_many": Words(
        "Following many accounts so that they follow back fills an account with people who do not care.",
        "Look at whom the account follows.",
        "check/fake-followers/#signs",
    ),
    "growth_jump": Words(
        "A post that went around, a show or a contest looks like this. So do bought followers.",
        "Ask for the day of the jump and look for the event.",
        "check/fake-followers/#signs",
    ),
    "growth_drop": Words(
        "A platform's clean-up of false accounts looks like this. So does a quarrel, or a change of subject.",
        "Ask what happened, and look at the posts of that month.",
        "check/fake-followers/#signs",
    ),
    "fakes_high": Words(
        "Tools guess this share and differ from each other. Large accounts collect false followers without any doing of "
        "their own.",
        "Ask for the platform's own audience page, and pay by views.",
        "check/fake-followers/",
    ),
    "match_low": Words(
        "Most of the people you would pay for are not the people you want.",
        "Work out the price per person in your target before you drop them.",
        "check/audience/#price-per-target",
    ),
    "rival_recent": Words(
        "Who saw a rival praised last month may take your post for bought praise.",
        "Ask what else is booked, and put exclusivity into the contract.",
        "check/partnerships/#what-to-look-for",
    ),
}
assert list(WORDS) == list(FLAGS)


def tell_flags(data: Dataset, creators: Creators, checks: Checks, place: int, audience: str) -> list[Finding]:
    """The flags of one creator, each with its measure, its line, its sources and its question."""
    return [_tell(data, creators, checks, place, code, audience) for code in checks.flags[place]]


def _tell(data: Dataset, creators: Creators, checks: Checks, place: int, code: str, audience: str) -> Finding:
    platform, tier = creators.platform[place], checks.tier[place]
    measured, record, line = _measure(data, creators, checks, place, code, audience)
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


def _measure(
    data: Dataset, creators: Creators, checks: Checks, place: int, code: str, audience: str
) -> tuple[str, str, str]:
    """What was measured in words, the id of the line's record, and the line in words."""
    platform, tier = creators.platform[place], checks.tier[place]
    row = {name: column[place] for name, column in creators.numbers.items()}
    where = f"{data.tiers[tier].label.lower()} accounts on {PLATFORM_LABELS[platform]}"

    def ratio(above: str, below: str) -> float:
        return (row[above] or 0.0) / (row[below] or 1.0)

    match code:
        case "engagement_low" | "engagement_high":
            record = f"engagement_spread.{platform}.{tier}"
            said = f"Engagement is {say(checks.rate[place] or 0, 'percent')} of {below_line(platform)}."
            return said, record, f"The ordinary range for {where} is {_ends(data, record)}."
        case "rates_differ":
            given, counted = row["engagement_rate"] or 0.0, checks.rate[place] or 0.0
            said = f"The list says {say(given, 'percent')}, its counts give {say(counted, 'percent')}."
            return said, "", ""
        case "comments_low" | "comments_high":
            record = f"vetting_comments_per_like.{platform}"
            said = f"There are {plain(100 * ratio('comments', 'likes'), 2)} comments for every hundred likes."
            low, high = data.benchmarks[record].low, data.benchmarks[record].high
            return said, record, f"Ordinary on {PLATFORM_LABELS[platform]} is {low:g} to {high:g}."
        case "views_low" | "views_high":
            record = f"view_rate.{VIDEO[platform]}.{tier}"
            luck = data.benchmarks["creator_luck.views"].typical
            low, high = data.benchmarks[record].q("low") / luck, data.benchmarks[record].q("high") * luck
            said = f"A post gets views of {say(ratio('views', 'followers'), 'percent')} of the followers."
            return said, record, f"Ordinary for {where}, luck included, is {say_range(low, high, 'percent')}."
        case "follows_many":
            record = "vetting_max_following_ratio"
            said = (
                f"The account follows {say(ratio('following', 'followers'), 'percent')} as many accounts as follow it."
            )
            return said, record, f"The line is {_line(data, record)}."
        case "growth_jump" | "growth_drop":
            record = "vetting_max_growth"
            verb = "grew" if code == "growth_jump" else "shrank"
            said = f"The account {verb} by {say(abs(row['growth'] or 0), 'percent')} in 30 days."
            return said, record, f"From {_line(data, record)} on there should be a story."
        case "fakes_high":
            record = "vetting_flag_fake_share"
            fake = row["fake_share"] if row["fake_share"] is not None else 1 - (row["real_share"] or 0)
            usual = data.benchmarks[f"fake_followers.{tier}"].typical
            said = f"{say(fake, 'percent')} of the followers are given as fake; {usual:g}% is typical for this size."
            return said, record, f"From {_line(data, record)} on, look closer."
        case "match_low":
            record = f"audience_match.{audience}.{tier}"
            said = f"{say(row['audience_share'] or 0, 'percent')} of the audience is in your target."
            return said, record, f"For {data.tiers[tier].plural} we expect {_ends(data, record)}."
        case _:
            record = "vetting_rival_days"
            days = data.benchmarks[record].typical
            return f"The last deal with a rival was {row['rival_deal']:g} days ago.", record, f"Wait {days:g} days."


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
