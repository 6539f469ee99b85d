"""Both screens of a joining show the same three words, and the yes is to a name and to these."""

import re
from itertools import combinations

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept, rows
from tests.world import CLEOS_WAITING, NOW, SECRET, couple, email, involve, person
from tracker.catalogue.plain_words import PLAIN_WORDS
from tracker.extensions import db
from tracker.jar import actions as jar
from tracker.models import Invitation, JarNote, Note, Person
from tracker.spaces import actions
from tracker.spaces.asking import SeenAsking, carried, carried_back, seen_of
from tracker.spaces.queries import asking, awaited_by
from tracker.spaces.waiting import notes_waiting
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either(
    "each says and answers three words by the same statements as the one beside it"
)

WAITING = "/join/waiting"
FOR_A_HARD_DAY = "Breathe, I am there soon"


def by_one_letter(one, other):
    """Whether two words differ in a letter that is another, or that one of them has too many."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) == len(shorter):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def test_there_are_many_words_and_none_is_taken_for_another():
    assert len(PLAIN_WORDS) == len({*PLAIN_WORDS}) >= 256
    assert [each for each in PLAIN_WORDS if not re.fullmatch("[a-z]{3,8}", each)] == []
    assert [pair for pair in combinations(PLAIN_WORDS, 2) if by_one_letter(*pair)] == []


@pytest.fixture
def path(world):
    involve("cleo")
    return f"/join/{world.cleos_key.token}"


@pytest.fixture
def yes(world):
    return f"/invite/{world.cleos_invitation}/welcome"


def words_of(app):
    """The words of all who wait for a yes."""
    waits = (
        Invitation.guest_id.is_not(None),
        Invitation.welcomed_at.is_(None),
        Invitation.declined_at.is_(None),
    )
    return kept(app, select(Invitation.words).where(*waits))


def words_on(page):
    """The three words on a page."""
    return " ".join(re.findall(r"<li>([a-z]+)</li>", page.source)[:3])


def home(app, name):
    return kept(app, select(Person.space_id).where(Person.email == email(name)))[0]


@pytest.mark.sql
def test_both_see_the_same_three_words_until_there_is_an_answer(app, cleo, dan, path):
    dan.send(path)

    (words,) = words_of(app)
    assert len({*words.split()} & {*PLAIN_WORDS}) == 3
    assert {words_on(page) for page in (dan.page(path), dan.page(WAITING), cleo.page("/invite"))} == {words}
    dan.send(path)
    assert (words_of(app), words_on(cleo.page("/invite"))) == ([words], words)


def test_the_words_are_left_alone_by_browsers_that_translate(cleo, dan, path):
    dan.send(path)

    for page in (dan.page(path), cleo.page("/invite")):
        assert ("ul", {"class": "words-seen", "lang": "en", "translate": "no"}) in page.tags


def test_another_asking_has_other_words(app, cleo, dan, path):
    dan.send(path)
    (first,) = words_of(app)
    dan.send("/join/withdraw")
    with acting(app):
        key = actions.invite(by=person("cleo"), now=NOW, secret=SECRET)
    dan.send(f"/join/{key.token}")

    (second,) = words_of(app)
    assert second not in ("", first)


def test_nobody_else_sees_them(app, world, ada, guest, dan, path):
    dan.send(path)
    (words,) = words_of(app)

    for visitor in (ada, guest):
        assert not re.search(rf"\b{words.split()[0]}\b", visitor.get(path).text)
        assert visitor.get(WAITING).status_code == 303


@pytest.mark.sql
def test_a_yes_from_before_is_not_one_for_whoever_asks_by_now(app, world, cleo, dan, path, yes):
    dan.send(path)
    form = cleo.page("/invite").form(yes)
    with acting(app):
        anew = update(Invitation).where(Invitation.id == world.cleos_invitation)
        db.session.execute(anew.values(words="three others now"))

    answer = cleo.send(yes, **form.values, came_from="/invite")

    assert (answer.status_code, answer.location, home(app, "dan")) == (303, "/invite", world.spaces["dan"])
    page = cleo.page("/invite")
    assert "Something has changed" in page.text
    assert words_on(page) == "three others now"


def test_a_yes_is_to_the_name_that_was_seen(app, world, cleo, dan, path, yes):
    dan.send(path)
    form = cleo.page("/invite").form(yes)
    with acting(app):
        person("dan").name = "Ben, really"

    assert cleo.send(yes, **form.values).status_code == 303
    assert home(app, "dan") == world.spaces["dan"]


@pytest.mark.parametrize("forged", [{}, {"seen": ""}, {"seen": "x"}, {"seen": "WzEsIkRhbiIsIiJd.abc"}])
def test_a_yes_to_nothing_that_was_seen_lets_nobody_in(app, world, cleo, dan, path, yes, forged):
    dan.send(path)

    assert cleo.send(yes, **forged).status_code == 303
    assert home(app, "dan") == world.spaces["dan"]


def test_whoever_asks_after_somebody_who_went_is_not_let_in_by_their_yes(
    app, world, cleo, dan, ben, path, yes
):
    dan.send(path)
    form = cleo.page("/invite").form(yes)
    with acting(app):
        actions.erase(by=person("dan"), now=NOW)
        actions.leave(by=person("ben"), now=NOW)
    ben.send(path)

    assert cleo.send(yes, **form.values).status_code == 303
    assert home(app, "ben") != world.spaces["cleo"]


@pytest.mark.sql
def test_the_notes_that_wait_are_listed_and_can_be_held_back(app, cleo, dan, path, yes):
    with acting(app):
        kept_back = wall.write("Not yet\nthe rest of it", by=person("cleo"), now=NOW).id
        jar.put_in(FOR_A_HARD_DAY, by=person("cleo"), now=NOW)
        deleted = wall.write("Deleted by then", by=person("cleo"), now=NOW)
        wall.remove(deleted, now=NOW)
    dan.send(path)

    page = cleo.page("/invite")
    assert [each in page.text for each in (CLEOS_WAITING, "Not yet", FOR_A_HARD_DAY)] == [True] * 3
    assert [each in page.text for each in ("the rest of it", "Deleted by then")] == [False] * 2
    assert "3 notes of yours wait for them" in page.text
    values = page.form(yes).values
    chosen = [each for each in values["note"] if each != str(kept_back)]
    assert cleo.send(yes, **(values | {"note": chosen})).location == "/habits/share"

    dans = dan.page("/wall").text
    assert [CLEOS_WAITING in dans, "Not yet" in dans, "Deleted by then" in dans] == [True, False, False]
    assert "Not yet" in cleo.page("/wall").text
    assert rows(app, select(Note.waiting, Note.recipient_id).where(Note.id == kept_back)) == [(True, None)]
    assert kept(app, select(JarNote.waiting).where(JarNote.body == FOR_A_HARD_DAY)) == [False]


def test_of_very_many_notes_that_wait_the_newest_two_hundred_are_listed(inside):
    cleo = person("cleo")
    theirs = {"space_id": cleo.space_id, "author_id": cleo.id, "waiting": True, "body": "Again"}
    db.session.add_all(Note(**theirs, written_at=NOW) for _note in range(201))

    found = notes_waiting(cleo)

    assert {each.line for each in found.listed} == {"Again"}
    assert (len(found.listed), found.count) == (200, 202)


def test_notes_of_others_are_delivered_by_no_form(app, world, cleo, dan, path, yes):
    dan.send(path)
    values = cleo.page("/invite").form(yes).values
    before = rows(
        app, select(Note.id, Note.waiting, Note.recipient_id).where(Note.space_id == world.spaces["ada"])
    )
    others = [str(note_id) for note_id, *_ in before]

    cleo.send(yes, **(values | {"note": [*others, "x", "-1", "9" * 40]}))

    assert (
        rows(
            app, select(Note.id, Note.waiting, Note.recipient_id).where(Note.space_id == world.spaces["ada"])
        )
        == before
    )
    assert CLEOS_WAITING not in dan.page("/wall").text


@pytest.mark.sql
def test_a_note_that_was_held_back_can_be_handed_over_later(app, cleo, dan, path, yes):
    dan.send(path)
    values = cleo.page("/invite").form(yes).values
    cleo.send(yes, **(values | {"note": []}))
    note_id = kept(app, select(Note.id).where(Note.body == CLEOS_WAITING))[0]
    assert dan.send(f"/wall/{note_id}/deliver").status_code == 404

    assert cleo.submit("/wall", to=f"/wall/{note_id}/deliver").status_code == 303

    assert CLEOS_WAITING in dan.page("/wall").text
    assert cleo.send(f"/wall/{note_id}/deliver").status_code == 303


def test_whoever_accepts_is_told_that_their_own_notes_are_delivered(app, dan, path):
    assert "written for your partner" not in dan.page(path).text
    with acting(app):
        wall.write("For whoever comes", by=person("dan"), now=NOW)

    assert "written for your partner" in dan.page(path).text


def test_today_leads_whoever_waits_to_the_words(app, dan, path):
    dan.send(path)

    assert WAITING in dan.page("/today").links
    assert WAITING in dan.page("/welcome").links


def test_the_page_of_whoever_waits_goes_on_with_the_answer(app, cleo, dan, path, yes):
    dan.send(path)
    assert dan.get(WAITING).status_code == 200
    cleo.submit("/invite", to=yes)

    assert dan.get(WAITING).location == "/today"


def test_without_a_script_it_looks_again_by_itself_for_a_while_only(dan, path):
    dan.send(path)

    assert f'content="10;url={WAITING}?looks=1"' in dan.page(path).source
    assert f'content="10;url={WAITING}?looks=60"' in dan.page(f"{WAITING}?looks=59").source
    for looks in ("60", "61", "99999999999999999999"):
        assert "http-equiv" not in dan.page(f"{WAITING}?looks={looks}").source
    for looks in ("-5", "x", ""):
        assert "?looks=1" in dan.page(f"{WAITING}?looks={looks}").source


def test_a_no_ends_the_invitation(app, world, cleo, dan, guest, path, yes):
    dan.send(path)
    answer = cleo.submit("/invite", to=f"/invite/{world.cleos_invitation}/decline")

    assert answer.location == "/invite"
    assert "invitation has ended" in cleo.page("/invite").text
    assert (guest.get(path).status_code, dan.send(path).status_code) == (404, 404)
    assert dan.get(WAITING).location == "/today"


def test_the_yes_of_whoever_comes_second_finds_that_they_are_two(app, world, cleo, dan, path, yes):
    dan.send(path)
    with acting(app):
        key = actions.invite(by=person("dan"), now=NOW, secret=SECRET)
    cleo.send(f"/join/{key.token}")
    dans_yes = next(each for each in dan.page("/invite").actions if each.endswith("/welcome"))
    second = dan.page("/invite").form(dans_yes)
    cleo.submit("/invite", to=yes)

    answer = dan.send(dans_yes, **second.values)

    assert (answer.status_code, answer.location) == (303, "/habits/share")
    assert home(app, "dan") == home(app, "cleo") == world.spaces["cleo"]
    stranger = dan.send(f"/invite/{world.cleos_invitation}/welcome")
    assert stranger.status_code == 404


def seen(name):
    return seen_of(asking(person(name)))


def saying_yes(name, invitation_id, to):
    def act():
        actions.let_in(invitation_id, to, by=person(name), now=NOW, delivered=())
        db.session.commit()

    return act


def asked(host, guest):
    key = actions.invite(by=person(host), now=NOW, secret=SECRET)
    invitation = actions.invitation_for(key.token, SECRET)
    actions.ask_to_join(invitation, by=person(guest), now=NOW)
    return invitation.id


def test_two_who_say_yes_to_each_other_at_the_same_instant_are_both_told_that_they_are_two(concurrent):
    with concurrent.app.app_context():
        invitations = [asked("cleo", "dan"), asked("dan", "cleo")]
        still_open = update(Invitation).where(Invitation.id.in_(invitations)).values(revoked_at=None)
        db.session.execute(still_open)
        yes = [
            saying_yes(name, each, seen(name))
            for name, each in zip(("cleo", "dan"), invitations, strict=True)
        ]
        db.session.commit()

    assert concurrent.at_once(*yes) == [None, None]
    with concurrent.app.app_context():
        assert person("cleo").partner.id == person("dan").id
        db.session.rollback()


def test_of_a_yes_and_a_withdrawal_at_the_same_instant_one_holds(concurrent):
    with concurrent.app.app_context():
        invitation_id = asked("cleo", "dan")
        yes = saying_yes("cleo", invitation_id, seen("cleo"))
        db.session.commit()

    def withdraw():
        actions.withdraw(by=person("dan"), now=NOW)
        db.session.commit()

    concurrent.at_once(yes, withdraw)

    with concurrent.app.app_context():
        invitation = db.session.get(Invitation, invitation_id)
        joined = person("dan").space_id == person("cleo").space_id
        answers = invitation.welcomed_at is not None, invitation.declined_at is not None
        db.session.rollback()
    assert answers == (joined, not joined)


@pytest.mark.sql
def test_what_was_held_back_goes_with_its_author_and_waits_on(inside):
    for words in ("Held back", "Given"):
        wall.write(words, by=person("cleo"), now=NOW)
    jar.put_in(FOR_A_HARD_DAY, by=person("cleo"), now=NOW)
    invitation_id = asked("cleo", "dan")
    given = db.session.scalars(select(Note).where(Note.body == "Given")).one()
    actions.let_in(invitation_id, seen("cleo"), by=person("cleo"), now=NOW, delivered=[given.id])

    actions.leave(by=person("cleo"), now=NOW)
    actions.leave(by=person("ben"), now=NOW)
    couple("cleo", "ben", NOW)

    there = select(Note.body).where(
        Note.recipient_id == person("ben").id, Note.author_id == person("cleo").id
    )
    assert sorted(db.session.scalars(there)) == sorted([CLEOS_WAITING, "Held back"])
    assert (
        db.session.scalar(select(JarNote.recipient_id).where(JarNote.body == FOR_A_HARD_DAY))
        == person("ben").id
    )


def test_what_was_seen_comes_back_from_a_form_of_ours_alone(inside):
    asked("cleo", "dan")
    found = asking(person("cleo"))

    assert seen_of(found) == SeenAsking(person("dan").id, "Dan", found.invitation.words)
    assert carried_back(carried(found, SECRET), SECRET) == seen_of(found)
    assert carried_back(carried(found, "another secret"), SECRET) is None
    assert awaited_by(person("dan")).invitation.words == found.invitation.words
