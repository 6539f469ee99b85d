"""Two people from the first page to the last, each at a browser of their own, with JavaScript and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hurrying import DRAFT, hurry
from tests.browser.partner import Partner
from tests.whole import RUN, only_whole

pytestmark = pytest.mark.browser

THANKS = "Thank your partner for one exact thing they did today"
LOOK_UP = "Put the phone down when your partner speaks to you"
HELLO = "Stop what you are doing and say hello when your partner comes home"
WALK = "Walk round the block"
BREAKFAST = "Breakfast without the news"
DIARY = "Three lines in my diary"
SPACE = "Our kitchen table"
NOTE = "You made me laugh 🥹👩‍❤️‍👨\n\nin the <queue> & on the tram."


@pytest.mark.parametrize(
    ("adas", "bens"),
    [
        (True, False),
        only_whole(False, False, why="in every run one of two has no JavaScript"),
        only_whole(True, True, why="in every run one of two has JavaScript"),
    ],
    ids=["one with JavaScript", "both without", "both with"],
)
def test_two_people_from_sign_up_to_farewell(meet: Callable[..., Partner], adas: bool, bens: bool) -> None:
    ada, ben = meet("Ada", scripted=adas), meet("Ben", scripted=bens)
    hurry(ada.page, DRAFT)

    they_find_each_other(ada, ben)
    she_says_yes(ada, ben)
    they_plant_and_tick(ada, ben)
    what_is_private_stays_so(ada, ben)
    she_keeps_a_draft_and_seals(ada, ben)
    he_seals_too_and_it_opens(ada, ben)
    they_write_on_the_wall(ada, ben)
    they_pause(ada, ben)
    ben_leaves(ada, ben)


def they_find_each_other(ada: Partner, ben: Partner) -> None:
    ada.open("/")
    ada.follow("Begin")
    ada.sign_up()
    ada.read("Welcome, Ada")
    ada.take_first_steps(THANKS, LOOK_UP, space=SPACE)
    link = ada.make_invitation()

    ben.open(link)
    ben.read("Ada invites you")
    ben.never_see(ada.email, SPACE, THANKS)
    ben.come_by(link)
    ben.follow("Set up my own things")
    ben.take_first_steps(HELLO)
    ben.be_at("/today")
    ben.read(HELLO)
    ben.never_see(SPACE, THANKS)


def she_says_yes(ada: Partner, ben: Partner) -> None:
    ada.open("/")
    ada.read("Ben would like to join your space.")
    ada.follow("Have a look")
    ada.read("Ben")
    ada.never_see(HELLO, ben.email)
    ben.follow("Have a look")
    assert words_seen(ben) == words_seen(ada)
    ada.press("Yes, that is them")
    be_led_on(ben)
    ada.read("What would you like to share with Ben?")
    ada.choose(THANKS)
    ada.press("Share what I chose")
    ada.be_at("/today")
    ben.open("/today")
    expect(ben.page.get_by_role("banner")).to_contain_text(SPACE)
    ben.read(THANKS)
    ben.never_see(LOOK_UP)


def be_led_on(ben: Partner) -> None:
    """Wait until the page has gone on by itself. Without JavaScript it looks every ten seconds, which no run but one with
    `--whole` sits out: there somebody looks sooner."""
    if not (ben.scripted or RUN.whole):
        again = ben.page.locator("meta[http-equiv=refresh]").get_attribute("content") or ""
        assert again.startswith("10;url=/")
        ben.open(again.removeprefix("10;url="))
    expect(ben.page).to_have_url(re.compile("/today$"))


def words_seen(somebody: Partner) -> list[str]:
    """The three words on their screen."""
    words = somebody.page.locator(".words-seen li")
    expect(words).to_have_count(3)
    return words.all_inner_texts()


def they_plant_and_tick(ada: Partner, ben: Partner) -> None:
    ada.plant(WALK, for_whom="Each of us", days_ago=5)
    ben.plant(BREAKFAST, for_whom="Together")
    ada.plant(DIARY, for_whom="Just me", private=True, days_ago=5)

    ada.tick(DIARY)
    ada.untick(DIARY)
    ada.tick(DIARY)
    ada.tick(BREAKFAST)
    for _day in range(3):
        ada.go_back_a_day()
        ada.tick(DIARY)
    ada.open("/today")
    ada.read_in_row(DIARY, "kept 4 times")

    ben.open("/today")
    ben.tick(WALK)
    ben.see_ticked(BREAKFAST)
    ben.untick(BREAKFAST)
    ada.open("/today")
    ada.read_in_row(WALK, "Ben: done")
    expect(ada.row(THANKS)).not_to_contain_text("Ben")
    ada.see_ticked(BREAKFAST, "not yet")
    ada.tick(WALK)
    ada.read("1 day you both tended")


def what_is_private_stays_so(ada: Partner, ben: Partner) -> None:
    ada.follow(DIARY)
    ada.read("4 times")
    hers = ada.page.url

    for path in ("/today", "/habits", "/wall", "/check-in", "/pauses", "/habits/share", "/settings"):
        ben.open(path)
        ben.never_see(DIARY, LOOK_UP)
    ben.open("/today")
    ben.go_back_a_day()
    ben.never_see(DIARY)
    expect(ben.page.locator(".strip [aria-current]")).not_to_have_accessible_name(re.compile("ticked"))
    ben.open(hers)
    ben.read("There is nothing here")
    ben.never_see(DIARY)


def she_keeps_a_draft_and_seals(ada: Partner, ben: Partner) -> None:
    ada.open("/check-in")
    ada.answer(
        appreciated="the tea you brought", went_well="Sunday in the rain\nand after", private_line="ada alone"
    )
    ada.keep_draft("ada alone")
    ada.page.reload()
    expect(ada.page.get_by_label("What went well")).to_have_value("Sunday in the rain\nand after")
    ben.open("/check-in")
    ben.never_see("the tea you brought", "Sunday in the rain", "ada alone")

    ada.seal()
    ada.read("One thing is needed to seal it: how close you feel.")
    ada.say("Overlapping a little")
    statement = ada.page.get_by_role("group", name="I was patient with you and with myself.")
    ada.turn_to(statement)
    statement.locator("label").filter(has_text="Mostly").click()
    ada.seal()
    ada.read("It opens for both of you the moment Ben seals theirs.")


def he_seals_too_and_it_opens(ada: Partner, ben: Partner) -> None:
    ben.open("/today")  # in somebody's first three days here no check-in is asked for
    expect(ben.page.locator("main")).not_to_contain_text("check-in")
    ben.open("/check-in")
    ben.never_see("the tea you brought", "Sunday in the rain", "ada alone")
    ben.answer(went_well="nobody shouted", private_line="ben alone")
    ben.say("Just touching")
    ben.seal()

    ben.read("You have both answered.")
    ben.read("the tea you brought")
    ben.read("Sunday in the rain")
    ben.page.locator("summary").filter(has_text="For myself").click()
    ben.read("ben alone")
    ben.never_see("ada alone")
    ada.page.reload()
    ada.read("nobody shouted")
    ada.read("Just touching")
    ada.never_see("ben alone")


def they_write_on_the_wall(ada: Partner, ben: Partner) -> None:
    ada.open("/wall")
    ada.unfold("A line to Ben")
    ada.write("What do you appreciate about Ben?", NOTE)
    ada.page.get_by_label("About", exact=True).select_option(WALK)
    ada.press("Put it on the wall")
    ada.read("Your note is on the wall.")

    ben.open("/wall")
    expect(ben.page.locator(".note__body")).to_have_text(NOTE, use_inner_text=True)
    ben.press("Touched me")
    expect(ben.page.get_by_role("button", name="Touched me")).to_have_attribute("aria-pressed", "true")

    ada.page.reload()
    ada.read("Touched me")
    ada.unfold("More")
    ada.follow("Change")
    ada.write("What do you appreciate about Ben?", "You made me laugh.")
    ada.press("Save")
    ada.read("changed")
    ada.unfold("More")
    ada.press("Delete")
    ada.read("Your note is deleted.")
    expect(ada.page.locator(".note")).to_have_count(0)
    ben.page.reload()
    expect(ben.page.locator(".note")).to_have_count(0)
    ada.press("Undo")
    ada.read("You made me laugh.")
    ben.page.reload()
    ben.read("You made me laugh.")


def they_pause(ada: Partner, ben: Partner) -> None:
    ada.open("/pauses")
    ada.page.get_by_label("For", exact=True).select_option("Both of us, everything")
    ada.press("Pause these days")
    ada.read("for you")
    ben.open("/today")
    ben.press("Pause too")
    ben.read("A pause. Nothing is asked today.")
    ada.page.reload()
    ada.read("for both of you")

    for either in (ada, ben):
        either.open("/pauses")
        either.page.get_by_role("button", name="Remove this pause").click()
        expect(either.page.get_by_text("for you")).to_have_count(0)
    ben.open("/today")
    ben.read("1 day you both tended")


def ben_leaves(ada: Partner, ben: Partner) -> None:
    ben.open("/settings")
    ben.follow("Leave the space")
    ben.press("Leave now")
    ben.read("You have left.")
    for path in ("/today", "/habits", "/wall", "/check-in"):
        ben.open(path)
        ben.never_see(DIARY, LOOK_UP, "the tea you brought", "Sunday in the rain")

    ada.open("/today")
    ada.read("Ben has left this space. What is yours is still here.")
    ada.read(DIARY)
    ada.press("Put away")
    expect(ada.page.get_by_text("Ben has left")).to_have_count(0)
    for path in ("/today", "/habits", "/wall", "/check-in", "/settings"):
        ada.open(path)
        ada.never_see("Ben", HELLO, "nobody shouted", ben.email)
