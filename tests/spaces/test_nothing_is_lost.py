"""Leaving, joining and coming back take nothing along that is not meant to go, and tear nothing apart."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from tests.rows import (
    PEOPLE,
    SPACES,
    Link,
    Row,
    Rows,
    elsewhere,
    home_of,
    nameless,
    rows_now,
    tables,
    torn,
    touches,
    vanished,
)
from tests.spaces.whole import BOTH, be_alone, live_wholly
from tests.world import NOW, SECRET, couple, person
from tracker.belonging import BELONGINGS
from tracker.extensions import db
from tracker.models import Acknowledgement, Invitation, Note, Space
from tracker.spaces import actions, moving
from tracker.spaces.queries import asking

pytestmark = pytest.mark.on_either("each looks at all rows after a way of parting that others go as well")

ENDS_WITH_A_SPACE = [each.name for each in BELONGINGS if each.joining.loses]
OF_TWO = {
    "milestones",
    "printings",
    "proposals",
    "summary_links",
    "talks",
    SPACES,
}  # one a space, or one a couple
OF_NOBODY = {"mails", "limits"}
# What is said or sent before there is an account, or of an address alone.
OF_NO_ACCOUNT = {"address_codes", "admissions", "registrations"}
# An export that comes back, and what it says of two: gone with whoever awaits it, and seen by nobody.
ON_ITS_WAY = {"arrivals", "halves"}


@dataclass(frozen=True)
class Act:
    """Who does what, and all there was before; who joins acts as the guest of a host."""

    what: str
    person_id: int
    space_id: int
    others_id: int | None
    before: Rows

    def own(self, row: Row, column: str) -> bool:
        return row[column] == self.person_id

    def here(self, row: Row) -> bool:
        return row["space_id"] == self.space_id

    def heard_no_more(self, row: Row) -> bool:
        answers = self.before["check_ins"][row["check_in_id"],]
        to_own = answers["author_id"] == self.person_id and row["author_id"] == self.others_id
        return to_own or (self.own(row, "author_id") and not row["line"])

    def takes(self, table: str, row: Row) -> bool:
        """Whether an account that ends takes a row along: of its space, or its owner's alone wherever that is."""
        alone = self.person_id in (row.get("person_id"), row.get("inviter_id"))
        return alone or home_of(table, row, self.before) == self.space_id

    def strangers(self, rows: Rows) -> Rows:
        """What belongs to no space that anybody who acts is in, or was."""
        people = [(self.person_id,), (self.others_id,)]
        homes = {
            all_of[PEOPLE][key]["space_id"]
            for all_of in (self.before, rows)
            for key in people
            if key in all_of[PEOPLE]
        }
        return elsewhere(rows, homes)


Rule = Callable[[Act, Row], bool]

ANY: Rule = lambda _act, _row: True  # noqa: E731 - a rule like the others

# Which rows of a table may go for good, by what was done. Why they do is declared (`belongings.py` of each capability).
MEANT_TO_GO: dict[str, dict[str, Rule]] = {
    "leave": {
        "devices": lambda act, row: act.own(row, "person_id"),
        "feeds": lambda act, row: act.own(row, "person_id"),
        "push_subscriptions": lambda act, row: act.own(row, "person_id"),
        "reminders": lambda _act, row: row["habit_id"] is not None,
        "covers": Act.here,
        "proposals": Act.here,
        "talks": Act.here,
        "halves": Act.here,
        "insights": Act.here,
        "tidings": Act.here,
        "agreements": Act.here,
        "summary_links": Act.here,
        "printings": Act.here,
        "acknowledgements": Act.heard_no_more,
    },
    "join": {
        "hands": lambda act, row: act.here(row) or row["part"] == "farewell",
        SPACES: lambda act, row: row["id"] == act.space_id,
        "invitations": Act.here,
        "milestones": Act.here,
        "tellings": Act.here,
        "insights": Act.here,
        "talks": Act.here,
        "proposals": ANY,
        "agreements": ANY,
        "summary_links": ANY,
        "printings": ANY,
    },
}


def parted(what: str) -> tuple[str, ...]:
    """Who acts, and with whom: `"leave ben"`, `"join ada cleo"` for Ada who joins Cleo."""
    return tuple(what.split())


def act_of(what: str) -> Act:
    verb, name, *host = parted(what)
    by = person(name)
    other = person(host[0]) if host else by.partner
    return Act(verb, by.id, by.space_id, other.id if other else None, rows_now())


def do(what: str) -> None:
    match parted(what):
        case ("leave", name):
            actions.leave(by=person(name), now=NOW)
        case ("join", guest, host):
            couple(host, guest, NOW)
        case ("erase", name):
            actions.erase(by=person(name), now=NOW)
    db.session.flush()
    db.session.expire_all()


def prepared(what: str) -> None:
    """Let those who are about to act have all that they can have."""
    for name in parted(what)[1:]:
        if person(name).partner is None:
            be_alone(name)


def lost(act: Act, after: Rows) -> list[tuple[str, Row]]:
    """What has gone without being meant to."""
    rules = MEANT_TO_GO[act.what]
    return [
        (name, row)
        for name, row in vanished(act.before, after)
        if (name not in rules or not rules[name](act, row)) and not with_a_copy(name, row, after)
    ]


def with_a_copy(name: str, row: Row, after: Rows) -> bool:
    """Whether what somebody wrote about a day of both is there with their own copy of what both ticked."""
    said = ("author_id", "day", "body", "private", "written_at")
    return name == "remarks" and any(
        all(row[each] == other[each] for each in said) for other in after[name].values()
    )


# Who writes and who reads is told by people, who may be elsewhere by then.
MAY_POINT_AWAY = {
    Link("acknowledgements", "author_id", PEOPLE): "what a former partner has said stays to be read",
    Link("check_ins", "opened_to_id", PEOPLE): "it was opened to a former partner, to nobody else",
    Link("hands", "person_id", PEOPLE): "what they wrote stays, for as long as they have an account",
    Link("invitations", "guest_id", PEOPLE): "who asks to join is elsewhere until they are let in",
    Link("invitations", "inviter_id", PEOPLE): "who has left invites nobody: it has ended",
    Link("notes", "author_id", PEOPLE): "notes to the one who stays remain theirs to read",
    Link("notes", "recipient_id", PEOPLE): "as are those they have written",
    Link("openings", "author_id", PEOPLE): "what was opened stays its reader's",
    Link("ticks", "ticker_id", PEOPLE): "a tick of both was made by whoever made it",
    Link("tellings", "person_id", PEOPLE): "that one has read of a milestone is known where it was reached",
}

WAYS = [
    ["leave ben"],
    ["leave ada"],
    ["leave ben", "join ben ada"],
    ["leave ben", "join ada ben"],
    ["leave ada", "join ada ben"],
    ["leave ada", "join ben ada"],
    ["leave ben", "join ada cleo", "leave ada", "join ada ben"],
    ["leave ben", "join ben cleo", "join ada dan", "leave dan", "leave cleo", "join ada ben"],
    ["leave ben", "join cleo ada", "leave ada", "join dan ada"],
    ["leave ben", "join ada ben", "leave ben", "join ada ben", "leave ada", "join ben ada"],
    ["join dan cleo", "leave dan", "join cleo dan"],
]


@pytest.fixture
def whole(inside, keeper, world):
    keeper.live(live_wholly)


def test_each_of_the_two_has_something_in_every_table(whole, world):
    rows = rows_now()

    missing = {
        (name, owner)
        for name in tables().keys() - OF_TWO - OF_NOBODY - OF_NO_ACCOUNT - ON_ITS_WAY
        for owner in BOTH
        if not any(touches(name, row, world.people[owner], rows) for row in rows[name].values())
    }
    assert missing == set()
    assert [name for name in OF_TWO | OF_NOBODY if not rows[name]] == []


@pytest.mark.parametrize("way", WAYS, ids=", ".join)
def test_no_row_goes_that_was_not_meant_to_and_none_is_torn_apart(whole, way):
    for what in way:
        prepared(what)
        act = act_of(what)
        do(what)
        after = rows_now()

        assert lost(act, after) == []
        assert set(torn(after)) - MAY_POINT_AWAY.keys() == set()
        assert act.strangers(act.before) == act.strangers(after)


def test_nothing_was_torn_apart_before(whole):
    assert set(torn(rows_now())) - MAY_POINT_AWAY.keys() == set()


@pytest.mark.parametrize(
    "before", [[], ["leave ben"], ["leave ada"], ["leave ben", "join ada ben", "leave ada"]]
)
@pytest.mark.parametrize("name", BOTH)
@pytest.mark.crossed("who ends it, what was before, and the database")
def test_an_account_takes_along_what_is_its_own_and_no_row_of_anybody_else(whole, before, name):
    for what in before:
        do(what)
    if person(name).partner is None:
        be_alone(name)
    else:
        do(f"leave {name}")
    act = act_of(f"erase {name}")
    do(f"erase {name}")
    after = rows_now()

    written = words_of(act.person_id, act.before)
    gone = [(table, row) for table, row in vanished(act.before, after) if not act.takes(table, row)]
    assert [
        row for table, row in gone if table != "things_to_bring" or (table, row["id"]) not in written
    ] == []
    kept = without(written, nameless(act.strangers(act.before), act.person_id))
    for key, row in act.strangers(act.before)["invitations"].items():
        if row["guest_id"] == act.person_id:
            kept["invitations"][key] |= {"asked_at": None, "revoked_at": row["revoked_at"] or NOW}
    assert kept == without(written, act.strangers(after))


# Where a hand points, and what else changes with the words that are in it.
POINTED_AT = {
    "habit_id": "habits",
    "outing_id": "outings",
    "remembered_day_id": "remembered_days",
    "thing_to_bring_id": "things_to_bring",
}
ALONG_WITH_WORDS = {"outings": ("version", "changed_at")}
Written = dict[tuple[str, int], set[str]]


def words_of(person_id: int, rows: Rows) -> Written:
    """The texts that hold words of somebody where they are not their own row's, by table and row."""
    found: Written = {}
    for hand in rows["hands"].values():
        if hand["person_id"] == person_id:
            at = [(name, hand[column]) for column, name in POINTED_AT.items() if hand[column]]
            found.setdefault((at or [(SPACES, hand["space_id"])])[0], set()).add(hand["part"])
    return found


def without(written: Written, rows: Rows) -> Rows:
    """The rows without these texts; what is to be taken along is there by its name alone."""
    return {
        name: {
            key: row
            | dict.fromkeys(
                (*written.get((name, key[0]), ()), *ALONG_WITH_WORDS.get(name, ()))
                if (name, key[0]) in written
                else ()
            )
            for key, row in found.items()
            if name != "things_to_bring" or (name, key[0]) not in written
        }
        for name, found in rows.items()
    }


@pytest.mark.parametrize("name", BOTH)
def test_deleting_an_account_of_two_is_leaving_and_then_deleting_it(whole, name):
    left = []
    for way in ([f"leave {name}", f"erase {name}"], [f"erase {name}"]):
        with db.session.begin_nested() as tried:
            for what in way:
                do(what)
            left.append(rows_now())
            tried.rollback()
        db.session.expire_all()

    assert left[0] == left[1]


def ask(guest, host):
    """Somebody accepts an invitation of somebody's, and waits."""
    key = actions.invite(by=person(host), now=NOW, secret=SECRET)
    actions.ask_to_join(actions.invitation_for(key.token, SECRET), by=person(guest), now=NOW)
    return asking(person(host)).invitation.id


def test_who_waits_and_is_deleted_leaves_the_invitation_as_it_was(inside, world):
    invitation_id = ask("dan", "cleo")
    before = rows_now()["invitations"][invitation_id,]
    do("erase dan")

    after = rows_now()["invitations"][invitation_id,]
    assert after == before | {"guest_id": None, "asked_at": None}
    assert db.session.get(Invitation, invitation_id).open_at(NOW)


@pytest.mark.parametrize("answer", ["welcome", "decline"])
def test_an_invitation_that_had_its_answer_opens_nothing_when_the_guest_is_deleted(inside, world, answer):
    invitation_id = ask("dan", "cleo")
    invitation = db.session.get(Invitation, invitation_id)
    getattr(actions, answer)(invitation, by=person("cleo"), now=NOW)
    do("erase dan")

    kept = db.session.get(Invitation, invitation_id)
    assert (kept.guest_id, kept.open_at(NOW)) == (None, False)


def test_who_waits_for_two_is_let_in_by_one_and_the_other_waits_no_more(inside, world):
    do("leave ben")
    ask("dan", "cleo")
    ask("ben", "dan")
    waiting = asking(person("dan")).invitation
    actions.welcome(waiting, by=person("dan"), now=NOW)

    assert asking(person("cleo")) is None


def test_who_is_left_keeps_what_was_said_to_them_when_they_join_somebody(whole, world):
    do("leave ben")
    before = heard_under("ada")
    do("join ada cleo")

    assert before
    assert heard_under("ada") == before


def test_who_leaves_keeps_what_somebody_of_before_said_to_them(whole, world):
    heard = Acknowledgement.author_id == world.people["dan"]
    before = db.session.scalars(select(Acknowledgement.line).where(heard)).all()
    do("leave ada")

    assert before
    assert db.session.scalars(select(Acknowledgement.line).where(heard)).all() == before


def heard_under(name):
    return {
        row["line"]
        for row in rows_now()["acknowledgements"].values()
        if row["space_id"] == person(name).space_id
    }


def test_what_may_go_is_what_is_declared_to():
    leaving = {each.name for each in BELONGINGS if each.leaving.loses}
    joining = {each.name for each in BELONGINGS if each.joining.loses}

    assert MEANT_TO_GO["leave"].keys() == leaving
    assert MEANT_TO_GO["join"].keys() == joining | {SPACES}


def test_what_ends_with_a_space_is_named_by_tables_there_are():
    assert set(ENDS_WITH_A_SPACE) <= moving.tables_of_spaces().keys()
    assert moving.tables_of_spaces().keys() == {
        name for name, table in tables().items() if name != PEOPLE and "space_id" in table.c
    }


@pytest.mark.parametrize("along_with", [[], ENDS_WITH_A_SPACE, moving.tables_of_spaces().keys() - {"notes"}])
def test_a_space_on_which_something_hangs_is_not_deleted(inside, world, along_with):
    home = person("cleo").space_id
    with pytest.raises(moving.StillThere, match="notes"):
        moving.end(home, along_with=along_with)

    assert db.session.get(Space, home)
    assert db.session.scalars(select(Note).where(Note.space_id == home)).all()


def test_a_space_with_somebody_in_it_is_not_deleted(inside, world):
    with pytest.raises(moving.StillThere, match="people"):
        moving.end(person("cleo").space_id, along_with=moving.tables_of_spaces())
