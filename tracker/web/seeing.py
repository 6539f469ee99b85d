"""That somebody has seen what was done for them, because a page of theirs showed it; what it shows, its bar does not announce."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import partial
from typing import cast

from flask import Response, after_this_request, g, request
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.exc import DBAPIError

from tracker.domain.tidings import TidingKind
from tracker.extensions import READS, db, waited
from tracker.models import CheckIn, Person, TidingRow
from tracker.telling import has_opened, has_seen
from tracker.web.clock import now
from tracker.web.parts import asks_for_news
from tracker.web.session import me

A_MOMENT = 0.3
# Mostly nothing waits. Put into SQL before that is known, a check-in takes 6 % longer, the wall 4 %.
Which = Callable[[], ColumnElement[bool]]


def seen(*kinds: TidingKind, which: Which | None = None) -> None:
    """Note that this page shows what waits of some kinds, all of it or what of it is meant. Their page comes first: where
    nothing can be written, it waits on.
    """
    person, until = me(), now()
    if person.tidings_wait is False or request.method != "GET" or is_ahead():
        return
    shown = TidingRow.kind.in_(kinds) if which is None else TidingRow.kind.in_(kinds) & which()
    g.shown_here = shown

    @after_this_request
    def once_shown(response: Response) -> Response:
        if response.status_code == 200:
            note_down(person, shown, until)
        return response


def tell_here(*, told_elsewhere: bool) -> None:
    """Note that this page tells of all that waits, as Today does: whoever was told elsewhere that something does can be again."""
    g.told_here = True
    if told_elsewhere and request.method == "GET" and not is_ahead():
        person = me()

        @after_this_request
        def once_shown(response: Response) -> Response:
            if response.status_code == 200:
                write_down(partial(has_opened, person))
            return response


def told_here() -> bool:
    """Whether this page tells of all that waits."""
    return bool(g.get("told_here", False))


def shown_here() -> ColumnElement[bool] | None:
    """What of all that waits is to be seen on this very page, if anything can be."""
    return cast("ColumnElement[bool] | None", g.get("shown_here"))


def waits(kind: TidingKind, which: Which) -> bool:
    """Whether there is something of a kind, among what is meant, that whoever asks has not seen."""
    person = me()
    if person.tidings_wait is False:
        return False
    there = exists().where(TidingRow.person_id == person.id, TidingRow.kind == kind, which())
    return bool(db.session.scalar(select(there)))


def of(thing_ids: Collection[int]) -> Which:
    """What waits of some things alone."""
    return partial(is_of, thing_ids)


def is_of(thing_ids: Collection[int]) -> ColumnElement[bool]:
    return TidingRow.thing_id.in_(thing_ids)


def of_week(week: date) -> Which:
    """What waits of the check-ins of a week."""
    return partial(is_of_week, week)


def is_of_week(week: date) -> ColumnElement[bool]:
    return TidingRow.thing_id.in_(select(CheckIn.id).where(CheckIn.week == week))


def is_ahead() -> bool:
    """Whether a browser asks before anybody looks, to have the page at hand; or an open page for what is new, not shown yet."""
    return "prefetch" in request.headers.get("Sec-Purpose", "") or asks_for_news()


def note_down(person: Person, shown: ColumnElement[bool], until: datetime) -> None:
    write_down(partial(has_seen, person, shown, TidingRow.at <= until))


def write_down(act: Callable[[], object]) -> None:
    g.patience = waited() + A_MOMENT  # their page is made, and waits for nobody who writes
    db.session.rollback()
    try:
        db.session.connection(execution_options={READS: False})
        act()
        db.session.commit()
    except DBAPIError:
        db.session.rollback()
