"""Strategy 5: for those who are stuck, and for those who are not safe."""

from tracker.catalogue.works.help import (
    BRADBURY_2020,
    CHRISTENSEN_2010,
    DOSS_2016,
    LE_2023,
    OWEN_2023,
    RODDY_2020,
)
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

HELP = Strategy(
    number=5,
    slug="help",
    name=_("Ask for professional help"),
    essence=_("Some knots need a third pair of hands, and you need not wait until it is unbearable."),
    why=(
        _(
            "A good therapist is not a judge and does not decide who is right. They see to it that both of "
            "you are heard, and they have met other couples in the same place. You can go with a small "
            "question, and you can go just once."
        ),
        _(
            "You can also go alone. If your partner does not want to come, talking to someone can still help "
            "you to think and to sleep."
        ),
    ),
    exception=_(
        "One case is different. If you are afraid of your partner, if they hurt you, or if they decide "
        "about your money, your phone or whom you meet, then closeness exercises and sessions for two "
        "are not the answer. It is not your fault. Talk, on your own, to people who know about this: a "
        "helpline, a doctor, a friend you trust. If your partner checks your phone, use another one. In "
        "danger, call the emergency number."
    ),
    how=(
        Step(
            name=_("Say what you hope for"),
            text=_("What should be different in three months? One sentence from each of you is enough."),
        ),
        Step(
            name=_("Choose the kind of help"),
            text=_(
                "A couples therapist, a family advice service, a doctor for sleep or low mood, someone who "
                "knows about debt. It depends on what weighs most."
            ),
        ),
        Step(
            name=_("Find two or three names"),
            text=_(
                "Ask about the cost, the waiting time, and whether you can meet online. A doctor or an "
                "advice service can name places to start. A habit you add for this can be private."
            ),
        ),
        Step(
            name=_("Try one meeting"),
            text=_(
                "The first one is for getting to know each other. If it does not feel right to one of you, "
                "try someone else. That is normal."
            ),
        ),
        Step(
            name=_("Take something with you"),
            text=_(
                "A page of notes: what you tried, what helped, what you want. You choose what goes into it."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("Your partner thinks therapy is for hopeless cases."),
            say=_(
                "I don’t think we’re hopeless. I think we’re stuck, and I’d like someone who is good at this "
                "to look at it with us. Just once, to see."
            ),
        ),
        HardMoment(
            when=_("They do not want to come."),
            say=_(
                "That’s all right. I’m going to talk to someone for myself. If you’d like to join one day, "
                "you’re welcome."
            ),
        ),
        HardMoment(
            when=_("You are on the phone and do not know how to begin."),
            say=_(
                "Hello. We’d like to be closer again, and we don’t know where to start. Do you have time for "
                "a first talk?"
            ),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="one-question",
            name=_("Write down one question you would ask a therapist"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("When something stays on your mind"),
            minutes=3,
        ),
        Suggestion(
            slug="one-name",
            name=_("Look up one place that offers help, and note how to reach it"),
            mode=Mode.ONE,
            schedule=TimesAWeek(1),
            cue=_("On your lunch hour"),
            minutes=5,
        ),
        Suggestion(
            slug="hopes-for-help",
            name=_("Talk for five minutes about what you would want from help"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(1),
            cue=_("On a quiet evening, on the sofa"),
            minutes=5,
        ),
        Suggestion(
            slug="someone-i-trust",
            name=_("Tell one person you trust how you really are"),
            mode=Mode.ONE,
            schedule=TimesAWeek(1),
            cue="",
            minutes=9,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "Couple therapy helps six to eight in ten of the couples who take part in studies, and on "
                "average a lot. Those on waiting lists hardly change by themselves."
            ),
            sources=(RODDY_2020, BRADBURY_2020),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "In everyday practice it helps less: about half as much, in 48 studies that compared it with nobody. "
                "How long it lasts is disputed: one review says that for about half of the couples it wears off "
                "again, another that most of it stays. Going back for a few meetings is no step backwards."
            ),
            sources=(BRADBURY_2020, OWEN_2023),
            against=(RODDY_2020,),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "Of 134 couples in serious and lasting trouble, about half were clearly better off five years after "
                "therapy. About one in four had parted. All of them had therapy, so nobody knows how they would have "
                "fared without."
            ),
            sources=(CHRISTENSEN_2010,),
        ),
        ResearchFinding(
            text=_(
                "A course on the internet, with a few calls from a coach, helped couples in trouble more than waiting "
                "did, in two experiments; in the newer one also without the calls. It can be a way for those who live "
                "far from everything."
            ),
            sources=(DOSS_2016, LE_2023),
            helps=True,
        ),
    ),
)
