"""Where each strategy leads on to: its own tool first, then what else helps with it. The pages translate the names."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.domain.habits import Mode
from tracker.domain.texts import _, searched_by


class Tool(NamedTuple):
    """A page to go to, by its endpoint and what it is given. One that is ``public`` is there for guests too.

    ``does`` names it by what one does there, and stands among the ways; nothing where it stands elsewhere on that page.
    ``words`` are others by which somebody may look for it. What is ``for_two`` is there with a partner alone.
    """

    name: str
    icon: str
    endpoint: str
    given: Mapping[str, Any] = {}
    does: str = ""
    words: str = ""
    public: bool = False
    for_two: bool = False


def to(endpoint: str, name: str, icon: str, does: str = "", words: str = "", **given: Any) -> Tool:
    return Tool(name, icon, endpoint, given, does, words)


TOOLS: Mapping[str, tuple[Tool, ...]] = {
    "understand": (
        to(
            *("reflections.show", _("To your reflections"), "edit", _("Write")),
            searched_by(
                "journal, journaling, diary, reflections, private entries, notebook, thoughts, feelings, think, work, money, "
                "family, health, stress, distance"
            ),
        ),
        to(
            *("reflections.look", _("A look from outside"), "share", _("Look from outside")),
            searched_by("perspective, disagreement, argument, conflict, third person, seven minutes"),
        ),
    ),
    "communicate": (
        to(
            *("talk.show", _("To the talk"), "talk", _("Talk")),
            searched_by(
                "fight, quarrel, argue, argument, conversation, speak, discuss, conflict, timer, turns, row, disagree, "
                "communicate, honest, say it"
            ),
        ),
    ),
    "time": (
        to(
            *("dates.show", _("To your dates"), "calendar", _("Plan")),
            searched_by(
                "date night, dates, evening out, calendar, appointment for two, weekend, trip, together, schedule, time"
            ),
        ),
        to(
            *("ideas.show", _("Ideas"), "spark", _("Ideas")),
            searched_by("what to do, suggestions, inspiration, bored, date ideas, draw one, wishes"),
        ),
        to(
            *("remembered.show", _("Days to remember"), "heart", _("Remember")),
            searched_by("birthday, anniversary, wedding, yearly, reminder, important dates"),
        ),
    ),
    "empathy": (
        to(
            *("checkins.show_now", _("To the check-in"), "heard", _("Answer")),
            searched_by("hear, heard, reply, respond, acknowledge, empathy, understanding, validate"),
        )._replace(for_two=True),
        to(
            *("talk.show", _("To the talk"), "talk", _("Listen")),
            searched_by("say back, attention, hear out, listening"),
        ),
    ),
    "help": (
        to(
            *("help.show", _("Places to turn to"), "phone", _("Help")),
            searched_by(
                "therapy, therapist, counselling, counseling, counsellor, counselor, advice, hotline, helpline, crisis, "
                "phone, emergency, support, divorce, separation"
            ),
        )._replace(public=True),
        to(
            *("appointments.show", _("Appointments"), "calendar", _("Appointments")),
            searched_by("therapist, session, visit, doctor, what to bring, counselling"),
        ),
        to(
            *("summaries.show", _("A summary to take with you"), "print", _("Summary")),
            searched_by("therapist, print, two pages, report, overview, paper, link for a therapist"),
        ),
    ),
    "selfcare": (
        to(
            *("habits.plant", _("Plant one for yourself alone"), "plus", _("Plant your own")),
            searched_by(
                "self care, yourself, private habit, sleep, exercise, sport, meditation, new habit, add, create"
            ),
            strategy=6,
            mode=Mode.ONE,
            private=1,
        ),
        to("habits.list_all", _("To your habits"), "habits", _anchor="strategy-6"),
    ),
    "patience": (
        to("garden.show", _("To the garden"), "streak"),
        to(
            *("pauses.show", _("To the pauses"), "pause", _("Pause")),
            searched_by("break, holiday, vacation, ill, sick, travel, skip, away, rest, days off, hard time"),
        ),
        to("us.show", _("Week by week"), "calendar"),
    ),
    "touch": (
        to(
            *("habits.plant", _("Plant one to do together"), "plus", _("Plant together")),
            searched_by(
                "touch, hug, kiss, cuddle, intimacy, sex, massage, shared habit, together, new habit, add"
            ),
            strategy=8,
            mode=Mode.TOGETHER,
        ),
        to("habits.list_all", _("To your habits"), "habits", _anchor="strategy-8"),
    ),
    "gratitude": (
        to(
            *("wall.show", _("To the wall"), "wall", _("Thank")),
            searched_by(
                "wall, note, message, letter, compliment, praise, gratitude, appreciate, love note, photo, picture, post"
            ),
        ),
        to(
            *("jar.show", _("Rainy-day jar"), "rain", _("Jar")),
            searched_by("rainy day, hard day, bad day, comfort, sad, cheer up, notes for later, surprise"),
        ),
    ),
    "open": (
        to(
            *("checkins.show_now", _("To the check-in"), "check-in", _("Check in")),
            searched_by(
                "check-in, weekly, questions, closeness, how are we, how close, review, sunday, survey, seal"
            ),
        ),
        to("trends.show", _("How the weeks have been"), "trend"),
    ),
}

# What shows how it goes, over all ten.
LOOKING_BACK: tuple[Tool, ...] = (
    to(
        *("habits.list_all", _("Your habits"), "habits", _("Habits")),
        searched_by("edit a habit, archive, order, list, routine, tick, streak, manage, delete a habit"),
    ),
    to(
        *("garden.show", _("The garden"), "streak", _("Garden")),
        searched_by("plants, milestones, growth, strength, progress, achievements, memories, years ago"),
    ),
    to(
        *("us.show", _("Week by week"), "calendar", _("Weeks")),
        searched_by("our weeks, your weeks, history, past, timeline, what happened, review, archive"),
    ),
    to(
        *("trends.show", _("How the weeks have been"), "trend", _("Trends")),
        searched_by(
            "statistics, stats, chart, graph, insights, numbers, over time, progress, closeness, analysis"
        ),
    ),
)

# What helps beside the ten.
BESIDE: tuple[Tool, ...] = (
    to(
        *("guide.show", _("The guide"), "guide", _("Read the guide")),
        searched_by(
            "advice, how to, strategies, questions, reminders, tips, learn, manual, instructions, explain"
        ),
    ),
    to(
        *("guide.show_research", _("What is known from research"), "info", _("Read the research")),
        searched_by("studies, science, evidence, sources, psychology, proof"),
    ),
    to(
        *("calendars.show", _("A calendar feed"), "calendar", _("Show it in your calendar")),
        searched_by("ical, ics, google calendar, apple calendar, outlook, subscribe, sync, phone calendar"),
    ),
)
