"""What each flag can mean and what to ask: both readings, the harmless one and the other."""

from __future__ import annotations

from typing import NamedTuple


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
        "A close circle looks like this. So does one viral post in the average, a contest, or a pod of accounts that "
        "like each other.",
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
        "Tools guess this share and differ from each other. Large accounts collect false followers without any "
        "doing of their own.",
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
