"""A space never has three members, whatever the timing."""

from sqlalchemy import select

from tests.beside import not_beside
from tests.world import NOW, PEOPLE, SECRET, email, person
from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.models import Invitation, Person
from tracker.spaces import actions
from tracker.spaces.queries import own_invitation


def asked(host, guest):
    """A guest waits for the host's yes, each by an invitation of its own."""
    inviter = person(host)
    key = actions.invite(by=inviter, now=NOW, secret=SECRET)
    invitation = actions.invitation_for(key.token, SECRET)
    actions.ask_to_join(invitation, by=person(guest), now=NOW)
    db.session.flush()
    return invitation.id


def alive(*invitation_ids):
    """As if no invitation ended when the next was made."""
    for each in db.session.scalars(select(Invitation).where(Invitation.id.in_(invitation_ids))):
        each.revoked_at = None
    db.session.commit()


def say_yes(host, invitation_id):
    def act():
        inviter = person(host)
        actions.welcome(own_invitation(inviter, invitation_id), by=inviter, now=NOW)
        db.session.commit()

    return act


def homes():
    """Who lives with whom."""
    rows = db.session.execute(
        select(Person.space_id, Person.email).where(not_beside(Person)).order_by(Person.id)
    ).all()
    names = {email(name): name for name in PEOPLE}
    found = {}
    for space_id, address in rows:
        found.setdefault(space_id, []).append(names[address])
    return sorted(map(sorted, found.values()))


def test_two_who_are_welcomed_at_the_same_instant_leave_two_members(concurrent):
    with concurrent.app.app_context():
        actions.leave(by=person("ben"), now=NOW)
        invitations = [asked("ada", "cleo"), asked("ada", "dan")]
        alive(*invitations)

    results = concurrent.at_once(*(say_yes("ada", each) for each in invitations))

    with concurrent.app.app_context():
        found = homes()
        db.session.rollback()
    assert sorted(map(type, results), key=str) == sorted([type(None), Refused], key=str)
    assert found in ([["ada", "cleo"], ["ben"], ["dan"]], [["ada", "dan"], ["ben"], ["cleo"]])


def test_one_guest_welcomed_by_two_hosts_at_the_same_instant_lives_with_one(concurrent):
    with concurrent.app.app_context():
        invitations = [("cleo", asked("cleo", "dan"))]
        actions.leave(by=person("ben"), now=NOW)
        invitations.append(("ben", asked("ben", "dan")))
        alive(*(each for _host, each in invitations))

    results = concurrent.at_once(*(say_yes(*each) for each in invitations))

    with concurrent.app.app_context():
        found = homes()
        db.session.rollback()
    assert sorted(map(type, results), key=str) == sorted([type(None), Refused], key=str)
    assert found in ([["ada"], ["ben"], ["cleo", "dan"]], [["ada"], ["ben", "dan"], ["cleo"]])


def test_two_who_welcome_each_other_at_the_same_instant_share_one_space(concurrent):
    with concurrent.app.app_context():
        invitations = [("cleo", asked("cleo", "dan")), ("dan", asked("dan", "cleo"))]
        alive(*(each for _host, each in invitations))

    results = concurrent.at_once(*(say_yes(*each) for each in invitations))

    assert sorted(map(type, results), key=str) == sorted([type(None), Missing], key=str)
    with concurrent.app.app_context():
        assert homes() == [["ada", "ben"], ["cleo", "dan"]]
        db.session.rollback()


def test_saying_yes_twice_at_the_same_instant_is_saying_it_once(concurrent):
    with concurrent.app.app_context():
        invitation_id = asked("cleo", "dan")
        db.session.commit()

    results = concurrent.at_once(say_yes("cleo", invitation_id), say_yes("cleo", invitation_id))

    with concurrent.app.app_context():
        assert homes() == [["ada", "ben"], ["cleo", "dan"]]
        db.session.rollback()
    assert results == [None, None]
