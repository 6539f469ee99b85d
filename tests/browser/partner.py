"""Somebody who uses Tend: what they do and what they see, in their words. It works the same without JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, Request, expect

PASSWORD = "correct horse"


@dataclass
class Partner:
    """A person at a page of theirs. ``scripted`` says whether their browser runs JavaScript."""

    name: str
    email: str
    page: Page
    zone: str
    scripted: bool = True

    # What anybody does with a page.

    def open(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def unfold(self, words: str) -> None:
        """Open what is folded under some words."""
        self.page.locator("summary").filter(has_text=words).first.click()

    def choose(self, label: str) -> None:
        """Tap what a radio button or a checkbox is called."""
        self.page.locator("label").filter(has_text=label).first.click()

    def read(self, words: str) -> None:
        """Wait until the page says it."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()

    def be_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(rf"^https?://[^/]+{path}([?#].*)?$"))

    def never_see(self, *words: str) -> None:
        """Not in the page, not in its source either."""
        source = self.page.content()
        assert [each for each in words if each in source] == []

    # Coming in.

    def sign_up(self) -> None:
        self.say_who_they_are()
        self.press("Make my account")
        expect(self.page.get_by_label("E-mail address")).to_have_count(0)

    def come_by(self, link: str) -> None:
        """Open an invitation, have a look at it, and ask to join with one screen."""
        self.open(link)
        self.follow("I am new here")
        self.say_who_they_are()
        self.press("Ask to join")
        self.read("Almost there")

    def say_who_they_are(self) -> None:
        self.write("Your name", self.name)
        self.write("E-mail address", self.email)
        self.write("Password", PASSWORD)

    def take_first_steps(self, *habits: str, space: str = "") -> None:
        """Choose these habits and no others."""
        zone = self.page.get_by_label("Your time zone")
        if self.scripted:
            expect(zone).to_have_value(self.zone)
        self.unfold("change")
        zone.select_option(self.zone)
        if space:
            self.unfold("A name for your space")
            self.write("What shall your space be called?", space)
        for each in self.page.locator("label.seed").all():
            each.get_by_role("checkbox").set_checked(each.inner_text().strip() in habits)
        self.press("Go on")

    def make_invitation(self) -> str:
        self.press("Make an invitation")
        self.read("Words to go with it")
        return self.page.locator("#link").input_value()

    # Habits.

    def plant(self, name: str, *, for_whom: str, private: bool = False, days_ago: int = 0) -> None:
        self.open("/habits/new")
        self.write("What will you do?", name)
        self.choose(for_whom)
        if private:
            self.choose("Not for my partner")
        starts_on = self.page.get_by_label("Starts on")
        starts_on.fill(str(date.fromisoformat(starts_on.input_value()) - timedelta(days=days_ago)))
        self.press("Plant it")
        self.read(f"“{name}” is planted.")

    def row(self, habit: str) -> Locator:
        return self.page.locator(".row, .habit").filter(has_text=habit)

    def tick(self, habit: str) -> None:
        self.tick_of(habit).click()
        self.see_ticked(habit)

    def untick(self, habit: str) -> None:
        self.tick_of(habit).click()
        self.see_ticked(habit, "not yet")

    def tick_of(self, habit: str) -> Locator:
        return self.row(habit).locator(".tick")

    def see_ticked(self, habit: str, how: str = "done") -> None:
        expect(self.tick_of(habit)).to_have_accessible_name(re.compile(f"^{re.escape(habit)}: {how}"))
        expect(self.tick_of(habit)).to_have_attribute("aria-pressed", str(how == "done").lower())

    def read_in_row(self, habit: str, words: str) -> None:
        expect(self.row(habit)).to_contain_text(words)

    def go_back_a_day(self) -> None:
        before = self.page.url
        self.page.get_by_role("link", name=re.compile("^The day before")).click()
        expect(self.page).not_to_have_url(before)

    # The check-in.

    def answer(self, **answers: str) -> None:
        for name, answer in answers.items():
            self.turn_to(self.page.get_by_label(QUESTIONS[name], exact=True))
            self.write(QUESTIONS[name], answer)

    def say(self, label: str) -> None:
        """Tap an answer, on whichever card it is."""
        self.turn_to(self.page.locator("label").filter(has_text=label).first)
        self.choose(label)

    def turn_to(self, control: Locator) -> None:
        """Leaf through the cards to the one with a control; without a script all are there."""
        if self.scripted:
            self.page.locator(".cards[data-behaviour] ~ .check-in__end .cards__late").wait_for(
                state="hidden"
            )  # from then on they are cards
        for way in ("Back", "Next"):
            button = self.page.get_by_role("button", name=way, exact=True)
            while not control.is_visible() and button.is_visible():
                button.click()

    def seal(self, name: str = "Seal it") -> None:
        """Press what seals, which stands right after the circles, and once more at the end where there is no script."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def keep_draft(self, last: str) -> None:
        """Let a draft be saved that holds what was written last: one without it may have been before."""
        if self.scripted:
            with self.page.expect_response(lambda answer: holds(answer.request, last)):
                self.page.get_by_label(QUESTIONS["private_line"], exact=True).dispatch_event("input")
            self.read("Saved as a draft")
        else:
            self.press("Go on later")
            self.read("Your draft is saved.")


def holds(request: Request, words: str) -> bool:
    """Whether a form sends some words, by itself or not."""
    return request.method == "POST" and words in (request.post_data or "")


def move_in_together(ada: Partner, ben: Partner) -> None:
    """Let two people who are new share a space, with nothing in it yet."""
    for somebody in (ada, ben):
        somebody.open("/register")
        somebody.sign_up()
        somebody.take_first_steps()
    ada.open("/invite")
    link = ada.make_invitation()
    ben.open(link)
    ben.press("Accept")
    ada.open("/invite")
    ada.press("Yes, that is them")


QUESTIONS = {
    "appreciated": "Something I appreciated, 1",
    "went_well": "What went well",
    "talk_about": "One thing I would like to talk about, gently",
    "small_thing": "One small thing for the coming week",
    "private_line": "For myself",
}
