"""The four checks as questions that a person answers by looking, each with what to look for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SMALL = ("nano", "micro")
LARGE = ("macro", "mega")


@dataclass(frozen=True)
class Question:
    """One thing to look at. "No" is what makes it a flag.

    Attributes:
        check: which of the four checks it belongs to.
        look: what to look for.
        tiers: sizes it is asked for; none means all. `platforms` likewise.
        flags: codes of flags that make it the first question of its check.
    """

    id: str
    check: str
    ask: str
    look: str
    flag: str
    tiers: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


CHECKS = {
    "engagement": ("Engagement quality", "check/engagement/"),
    "partnerships": ("Past partnerships", "check/partnerships/"),
    "tone": ("Tone and style", "check/tone/"),
    "audience": ("Audience", "check/audience/"),
}

QUESTIONS = (
    Question(
        "comments_about_post",
        "engagement",
        "Are most comments about the post itself?",
        "Open five posts, two of them ads. “Love it” fits anything; a question about the thing shown does not.",
        "Comments that fit any post",
        flags=("comments_high", "engagement_high"),
    ),
    Question(
        "answers_back",
        "engagement",
        "Does the creator answer people?",
        "Count replies under five posts. At this size there is time for it.",
        "The creator does not answer",
        tiers=SMALL,
    ),
    Question(
        "steady_posts",
        "engagement",
        "Do likes and comments move together from post to post?",
        "Write down twelve posts. One hit is luck; likes that jump while comments stay flat are odd.",
        "Likes and comments do not move together",
        flags=("comments_low", "rates_differ"),
    ),
    Question(
        "ads_get_talk",
        "engagement",
        "Do ads get the same talk as other posts?",
        "Compare the last five ads with the five posts around them.",
        "Ads get less talk",
        tiers=("mid", *LARGE),
    ),
    Question(
        "watched_through",
        "engagement",
        "Do people watch to the end?",
        "Ask for the average time watched of the last ten videos, as a recording of the screen.",
        "Videos are left early",
        platforms=("tiktok", "youtube"),
        flags=("views_high", "views_low"),
    ),
    Question(
        "no_rival",
        "partnerships",
        "Is the last deal with a rival long enough ago?",
        "Search the platform for the name with each of your five rivals.",
        "A rival's ad not long ago",
        flags=("rival_recent",),
    ),
    Question(
        "ads_marked",
        "partnerships",
        "Are past ads marked as ads?",
        "Look for the word at the start of the post, and for the platform's label.",
        "Past ads are not marked",
    ),
    Question(
        "few_ads",
        "partnerships",
        "Is less than half of what they post paid for?",
        "Mark the ads among the last thirty posts.",
        "More than half of the posts are ads",
        tiers=("mid", *LARGE),
    ),
    Question(
        "values_shared",
        "partnerships",
        "Could your strictest customer read their past ads without a frown?",
        "Search the news for the name with “sorry” and “lawsuit”.",
        "Past ads that your customers would mind",
    ),
    Question(
        "voice_fits",
        "tone",
        "Would you post their last three captions without an edit?",
        "Read ten captions aloud. Mark each line that your customers would not say.",
        "The voice does not fit",
    ),
    Question(
        "has_dislikes",
        "tone",
        "Have they ever disliked something in public?",
        "Find the last time. A creator who never says no has no yes to sell.",
        "Everything is praised",
        tiers=SMALL,
    ),
    Question(
        "habits_fit",
        "tone",
        "Can you live with their jokes, politics and filters for a year?",
        "List their habits, and let two people judge alone.",
        "Habits that do not fit the brand",
        tiers=("mid", *LARGE),
    ),
    Question(
        "in_your_country",
        "audience",
        "Do most of the people who comment live where you sell?",
        "Open thirty profiles. Which language do they write, where do they live?",
        "The audience lives elsewhere",
        flags=("match_low",),
    ),
    Question(
        "real_people",
        "audience",
        "Do thirty of the newest followers look like people?",
        "A face, posts of their own, fewer than a thousand accounts followed.",
        "New followers that do not look like people",
        flags=("fakes_high", "follows_many", "engagement_low"),
    ),
    Question(
        "jumps_explained",
        "audience",
        "Does every jump in followers have an event behind it?",
        "Look at a public counter for the last year and ask about each jump.",
        "A jump without an event",
        flags=("growth_jump", "growth_drop"),
    ),
    Question(
        "beyond_followers",
        "audience",
        "Do you know who sees the videos, not only who follows?",
        "Ask for the share of viewers who do not follow. Most views come from them.",
        "Viewers unknown",
        platforms=("tiktok", "youtube"),
    ),
)
BY_ID = {question.id: question for question in QUESTIONS}
ANSWERS = {"yes": "Yes", "no": "No", "unsure": "Cannot tell"}


def questions_for(platform: str, tier: str, flags: Iterable[str]) -> list[dict[str, object]]:
    """The questions of the four checks for one size and platform; what the numbers point at comes first."""
    raised = set(flags)
    found: list[dict[str, object]] = []
    for check, (label, anchor) in CHECKS.items():
        asked = [
            question
            for question in QUESTIONS
            if question.check == check
            and (not question.tiers or not tier or tier in question.tiers)
            and (not question.platforms or platform in question.platforms)
        ]
        asked.sort(key=lambda question: not raised.intersection(question.flags))
        items = [
            {
                "id": question.id,
                "ask": question.ask,
                "look": question.look,
                "pointed": bool(raised.intersection(question.flags)),
            }
            for question in asked
        ]
        found.append({"id": check, "label": label, "anchor": anchor, "questions": items})
    return found
