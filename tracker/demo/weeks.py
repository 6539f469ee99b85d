"""What Ada and Ben wrote into their check-ins, week by week, the first week first."""

from dataclasses import dataclass

from tracker.demo.habits import ADA, BEN
from tracker.domain.acknowledgements import CheckInQuestion


@dataclass(frozen=True, slots=True)
class WeekSaid:
    """One person's answers for one week. Empty is unanswered, as on most evenings something is."""

    closeness: int
    appreciated: tuple[str, ...]
    went_well: str = ""
    talk_about: str = ""
    feel_loved: str = ""
    small_thing: str = ""
    private_line: str = ""


ADA_AND_BEN: tuple[tuple[WeekSaid, WeekSaid], ...] = (
    (
        WeekSaid(
            2,
            ("You agreed to try this with me.",),
            went_well="We sat at one table on Tuesday, without the news running.",
            talk_about="I miss you, and I have missed you for a while. I do not want to make it anybody’s fault.",
            feel_loved="Being asked how my day was, and then a second question.",
            private_line="I was afraid you would laugh at the idea. You did not.",
        ),
        WeekSaid(
            3,
            ("You did not push me.", "The soup on Thursday."),
            went_well="Filling in this thing. It took four minutes.",
            small_thing="Leave the phone in the hall at dinner.",
        ),
    ),
    (
        WeekSaid(
            2,
            ("You put your phone in the hall, three evenings out of seven. I counted, in a good way.",),
            went_well="The first walk with Pepper together since I cannot say when.",
            feel_loved="A hand on my shoulder when I am at the stove.",
        ),
        WeekSaid(
            3,
            ("You laughed at the story about the printer.", "You drove me to the station in the rain."),
            talk_about="I come home empty from the new job, and then I have nothing to say. It is not you.",
            private_line="I should have said that months ago.",
        ),
    ),
    (
        WeekSaid(
            3,
            (
                "You told me how tired you really are. It changed the whole evening.",
                "The lamp in the hall works again.",
            ),
            went_well="We said good night to each other every day but one.",
            small_thing="Ask “listen or help?” before I start solving your job.",
        ),
        WeekSaid(
            3,
            ("You listened for twenty minutes and gave no advice at all.",),
            went_well="The talk on Wednesday. I slept well after it.",
            feel_loved="Ten minutes of quiet when I come in. Then I am all yours.",
        ),
    ),
    (
        WeekSaid(
            3,
            ("The ten quiet minutes work: you came to me afterwards by yourself.",),
            went_well="Dinner on the balcony with two coats on.",
            talk_about="Who calls my mother about the operation. I would like not to carry that alone.",
        ),
        WeekSaid(
            4,
            ("You let me have my ten minutes and did not sulk.", "Clean shirts on Monday. A miracle."),
            small_thing="Call your mother on Saturday, the two of us.",
        ),
    ),
    (
        WeekSaid(
            3,
            ("You called Mum with me and made her laugh.", "You remembered which hip it is."),
            feel_loved="That you ask about the operation without me bringing it up.",
            private_line="I am more frightened for her than I say.",
        ),
        WeekSaid(
            3,
            ("You are so patient with her on the phone.",),
            went_well="We walked round the block twice, one of the times in hail.",
            talk_about="The release is in three weeks. I will be a ghost. Tell me how to be a kind one.",
        ),
    ),
    (
        WeekSaid(
            3,
            ("A message at noon that said only: thinking of your feet in those shoes.",),
            went_well="Even this week we hugged when the door opened.",
            feel_loved="One evening that is not about the release.",
        ),
        WeekSaid(
            2,
            ("Dinner in a box, with a note in it.", "You took all the walks with Pepper."),
            talk_about="Nothing this week, please. I am out of words.",
        ),
    ),
    (
        WeekSaid(
            2,
            ("You came home at nine and still asked about Mum.",),
            talk_about="I feel like the one who keeps the house running. I know it will pass. I needed to say it.",
            feel_loved="A thank you for the invisible things.",
            private_line="I cried in the car, just a little, and then it was better.",
        ),
        WeekSaid(
            3,
            ("Everything. The house ran because of you, and I saw it.",),
            went_well="Saturday morning in bed until ten.",
            small_thing="Write down every evening one thing you did that I would not have noticed.",
        ),
    ),
    (
        WeekSaid(
            3,
            ("Your list of seven invisible things. I have read it four times.",),
            went_well="We quarrelled about the dishwasher and stopped before it was about everything.",
            talk_about="What we do when one of us wants to stop and the other cannot yet.",
        ),
        WeekSaid(
            3,
            ("You said sorry first, and then it was easy for me.", "The release is out!"),
            feel_loved="When you come and sit with me although we are not done quarrelling.",
            small_thing="When one says “pause”, we meet in the kitchen half an hour later.",
        ),
    ),
    (
        WeekSaid(
            4,
            ("You cooked three times.", "The word “pause” works.", "Your bass, through the wall."),
            went_well="Mum’s operation went well, and you were there when the call came.",
        ),
        WeekSaid(
            4,
            ("You held my hand in the waiting room, and it was your mother.",),
            went_well="We were a team this week.",
            talk_about="A few days away, the two of us. I have looked at the lake.",
        ),
    ),
    (
        WeekSaid(
            4,
            ("You booked it. You really booked it.",),
            went_well="Making the packing list was more fun than it should be.",
            small_thing="No laptops at the lake. A box by the door for both phones.",
        ),
        WeekSaid(
            4,
            ("You asked what I would like to do there, and wrote all of it down.",),
            feel_loved="When you read to me. Could we take the long book?",
        ),
    ),
    (
        WeekSaid(
            6,
            (
                "Four days, and you were there for all of them.",
                "The rowing boat, in circles.",
                "You read on although I was asleep.",
            ),
            went_well="All of it. Also the rain.",
            private_line="I had forgotten how much I like just looking at you.",
        ),
        WeekSaid(
            6,
            ("Your face in that ice-cold water.", "Cards by candle until midnight."),
            went_well="We talked for hours, and never about the house.",
            talk_about="How we keep a bit of this at home.",
        ),
    ),
    (
        WeekSaid(
            5,
            ("The long book lies beside the bed and you go on reading.",),
            went_well="Coming home was less hard than I thought.",
            small_thing="One evening a week that is “the lake”.",
        ),
        WeekSaid(
            5,
            ("You put the lake stone on my desk.", "Pancakes on a Tuesday."),
            feel_loved="That you believe me when I say I am fine, and look again the day after.",
        ),
    ),
    (
        WeekSaid(
            4,
            ("You noticed that I was quiet, and you let me be quiet.",),
            talk_about="Money, calmly, with the numbers on the table. I keep putting it off.",
            feel_loved="Doing it together and not one checking up on the other.",
        ),
        WeekSaid(
            4,
            ("You told me about the numbers before I asked.",),
            went_well="Lake evening: blanket on the floor, cards, no phones.",
            private_line="The numbers worry me more than I showed.",
        ),
    ),
    (
        WeekSaid(
            5,
            ("We did the numbers in one hour, with cake.", "You did not sigh once."),
            went_well="I was proud of us on Saturday.",
        ),
        WeekSaid(
            5,
            ("The cake was your idea, and it saved the evening.",),
            went_well="It is good to know where we stand. The worry is half as big.",
            small_thing="Ask you for a walk on the day the bills come.",
        ),
    ),
    (
        WeekSaid(
            4,
            ("You brought tea to the desk without a word.",),
            talk_about="I would like us to see somebody, three or four times. Not because it is bad. Because it is going well.",
            feel_loved="That you at least think about it.",
        ),
        WeekSaid(
            4,
            ("You ask the hard things in a soft way.",),
            talk_about="About seeing somebody: I need a few days with that thought.",
            private_line="My father would have laughed at it. I do not want to be like that.",
        ),
    ),
    (
        WeekSaid(
            5,
            ("You found two names and wrote them on the fridge.", "The lullaby you made up for Pepper."),
            went_well="I was not alone with it. That was what I wanted.",
        ),
        WeekSaid(
            5,
            ("You gave me the days I asked for.",),
            went_well="One call, ten minutes, and a kind voice. We have a date for it.",
            feel_loved="When you say: no hurry, and mean it.",
        ),
    ),
    (
        WeekSaid(
            4,
            ("Broth. Clean sheets. Broth again.", "You slept on the sofa so that I could cough."),
            went_well="Nothing went well and you were lovely.",
        ),
        WeekSaid(
            4,
            ("Even with a fever you said thank you.",),
            went_well="We paused everything and nothing fell over.",
            small_thing="You stay in bed one day longer than you think you need.",
        ),
    ),
    (
        WeekSaid(
            5,
            ("You did the shopping for three weeks in one go.", "A hug as soon as I was allowed one."),
            feel_loved="Slow mornings while I get my strength back.",
            private_line="Being looked after is harder for me than looking after. I am learning.",
        ),
        WeekSaid(
            5,
            ("You let me look after you. I know it is not easy for you.",),
            went_well="First walk again, very slowly, once around the block in twenty minutes.",
        ),
    ),
    (
        WeekSaid(
            5,
            ("The first hour with the counsellor: you spoke first.",),
            went_well="We sat in the car afterwards and did not start the engine for a while.",
            talk_about="What she said about taking turns. I want to try it at home.",
        ),
        WeekSaid(
            6,
            ("You did not finish my sentences. I noticed.",),
            went_well="It was not what I had feared. I would go again.",
            small_thing="Three minutes each, on the sofa, on Wednesday.",
        ),
    ),
    (
        WeekSaid(
            5,
            ("Three minutes each became twenty.", "You repeated what I said, and it was what I had meant."),
            feel_loved="When you look up from the screen. It is such a small thing, and it is everything.",
        ),
        WeekSaid(
            5,
            ("You showed me your list of what got easier. I did not know half of it.",),
            went_well="Friends for dinner, and you said something kind about me when I could hear it.",
        ),
    ),
    (
        WeekSaid(
            6,
            ("You danced with me in the kitchen, badly and long.",),
            went_well="A week in which nothing special happened and I was happy in it.",
            private_line="I think we are going to be all right.",
        ),
        WeekSaid(
            5,
            ("The note in my coat pocket.", "You came to hear the band although you had an early shift."),
            talk_about="I would like to see my sister more. Can we look at the weekends?",
        ),
    ),
    (
        WeekSaid(
            5,
            ("You planned the weekends with me and left one of them empty on purpose.",),
            went_well="Your sister. I had forgotten how funny the two of you are.",
            talk_about="I said yes to too much at work again. Help me say no on Monday?",
        ),
        WeekSaid(
            6,
            ("You drove four hours and sang three of them.",),
            feel_loved="When you like my people.",
            small_thing="Practise saying no with you, on the way to the station.",
        ),
    ),
    (
        WeekSaid(
            6,
            ("We practised, and I said no. They were fine with it!", "Fresh bread on Sunday."),
            went_well="I came home before six, three times.",
            small_thing="Look at our first check-in together and see how far it is.",
        ),
        WeekSaid(
            6,
            ("You said no, and I saw you stand up straighter.",),
            went_well="We read the first weeks aloud. We were both quite quiet afterwards.",
            private_line="I would not have believed it, half a year ago.",
        ),
    ),
    (
        WeekSaid(
            6,
            (
                "You asked “how are we?” on the walk, and waited for the whole answer.",
                "You fixed my bike before I knew that it was broken.",
                "Good night, every single day.",
            ),
            went_well="I feel at home with you again.",
            feel_loved="Going on like this. Really only that.",
        ),
        WeekSaid(
            6,
            ("Your whole answer.", "The long book is finished, and you have bought the next one."),
            talk_about="Next time we are at the lake I would like to stay a week.",
            small_thing="Ask at the lake which weeks are free.",
        ),
    ),
)

BEN_NOW = WeekSaid(
    6,
    (
        "You remembered the name of my new colleague, and asked about her dog.",
        "Breakfast on the balcony, with one coat each.",
    ),
    went_well="The lake has a week for us. I have not told you yet: surprise.",
    feel_loved="When you fall asleep while I read. I always go on for a page.",
    small_thing="Put the stone from the lake on the breakfast table, and wait until you ask.",
    private_line="I want to write you a real letter for the anniversary. With ink.",
)


@dataclass(frozen=True, slots=True)
class Hears:
    """That somebody heard an answer of the other's, so many weeks before the latest that has opened."""

    weeks_ago: int
    by: str
    question: CheckInQuestion
    line: str = ""


HEARD = (
    Hears(23, BEN, CheckInQuestion.TALK_ABOUT, "I have missed you too. I did not know how to say it."),
    Hears(23, ADA, CheckInQuestion.WENT_WELL),
    Hears(
        22,
        ADA,
        CheckInQuestion.TALK_ABOUT,
        "Thank you for telling me. No wonder you are quiet when you come home.",
    ),
    Hears(2, BEN, CheckInQuestion.TALK_ABOUT, "Yes. We practise on Sunday, and I play your boss."),
    Hears(0, ADA, CheckInQuestion.TALK_ABOUT, "A whole week. I would love that."),
    Hears(0, BEN, CheckInQuestion.WENT_WELL, "Me too. I noticed it on the stairs on Thursday."),
    Hears(0, BEN, CheckInQuestion.FEEL_LOVED),
)
