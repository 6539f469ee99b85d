from dataclasses import fields
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.beginnings import BEFORE_YOU_ANSWER, OPENERS
from tracker.checkins import actions, hearing, parted, queries
from tracker.checkins.forms import CheckInForm, HearForm
from tracker.checkins.sheets import answers_in
from tracker.domain.acknowledgements import ANSWER_NAMES, CheckInQuestion
from tracker.domain.checkins import (
    CLOSENESS_NAMES,
    STATEMENTS,
    STEP_NAMES,
    WENT_NAMES,
    Answers,
    CheckInState,
    may_be_private,
    may_hand_over,
    may_plant,
    may_reopen,
)
from tracker.domain.circles import APART, RADIUS
from tracker.domain.stamps import Parts, stamp
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.models import CheckIn
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.overwriting import NOTHING_THERE
from tracker.web.parts import asks_for_part
from tracker.web.seeing import of_week, seen, waits
from tracker.web.session import me

bp = Blueprint("checkins", __name__, url_prefix="/check-in")


@bp.get("")
@login_required
def show_now() -> str:
    return page(queries.current_week(me(), now()))


@bp.get("/<day:week>")
@login_required
def show(week: date) -> str:
    return page(week)


@bp.get("/<day:week>/sealed")
@login_required
def look(week: date) -> Response:
    """Nothing while one's own lies sealed, then the way to the week; its page looks here, of which nobody else learns."""
    own = queries.own_check_in(me(), week)
    if own is not None and own.state == CheckInState.SEALED:
        return Response(mimetype="text/plain")
    return redirect(url_for("checkins.show", week=week), 303)


@bp.post("/<day:week>")
@login_required
def save(week: date) -> Response | tuple[str, int]:
    """Keep the draft first, so that it is there even when sealing it is refused."""
    form = CheckInForm()
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_drafted(queries.own_check_in(me(), week)))
            check_in = actions.save(week, form.answers(), by=me(), now=now())
            db.session.commit()
            if "seal" in request.form:
                return sealed(week, form)
            if "keep" in request.form:
                return kept_private(week)
            if asks_for_part():
                return Response(status=204, headers={"Tend-Saved": stamp(as_drafted(check_in))})
            say(check_in)
            return redirect(url_for("checkins.show", week=week), 303)
    return page(week, form), form.status


def as_drafted(written: CheckIn | None) -> Parts:
    return by_question(answers_in(written)) if written else NOTHING_THERE


def by_question(answers: Answers) -> Parts:
    return {each.name: getattr(answers, each.name) for each in fields(answers)}


def sealed(week: date, form: CheckInForm) -> Response:
    check_in = actions.seal(week, form.answers(), by=me(), now=now())
    db.session.commit()
    say(check_in)
    return redirect(url_for("checkins.show", week=week), 303)


def say(check_in: CheckIn) -> None:
    """Say what has become of it, where the page that follows does not say it by itself."""
    words = SAID_WHEN.get(CheckInState(check_in.state))
    if words:
        notify(words)


SAID_WHEN = {
    CheckInState.DRAFT: _("Your draft is saved. Your partner cannot see it."),
    CheckInState.KEPT: _("Kept. This check-in is not shared."),
}


@bp.post("/<day:week>/go-on")
@login_required
def go_on(week: date) -> Response:
    parted.go_on(actions.own(week, me()))
    db.session.commit()
    return back(url_for("checkins.show", week=week))


@bp.post("/<day:week>/begin-anew")
@login_required
def begin_anew(week: date) -> Response:
    parted.begin_anew(actions.own(week, me()), now=now())
    db.session.commit()
    return back(url_for("checkins.show", week=week))


@bp.post("/<day:week>/reopen")
@login_required
def reopen(week: date) -> Response:
    actions.reopen(week, by=me(), now=now())
    db.session.commit()
    notify(_("Your check-in is a draft again."))
    return back(url_for("checkins.show", week=week))


@bp.post("/<day:week>/keep")
@login_required
def make_private(week: date) -> Response:
    return kept_private(week)


def kept_private(week: date) -> Response:
    before = actions.make_private(week, by=me(), now=now())
    db.session.commit()
    notify(
        SAID_WHEN[CheckInState.KEPT], undo=url_for(UNDOES_PRIVACY.get(before, "checkins.reopen"), week=week)
    )
    return back(url_for("checkins.show", week=week))


UNDOES_PRIVACY = {CheckInState.SEALED: "checkins.seal_again"}


@bp.post("/<day:week>/seal-again")
@login_required
def seal_again(week: date) -> Response:
    check_in = actions.seal_again(week, by=me(), now=now())
    db.session.commit()
    say(check_in)
    return back(url_for("checkins.show", week=week))


@bp.post("/<day:week>/hand-over")
@login_required
def hand_over(week: date) -> Response:
    actions.hand_over(week, by=me(), now=now())
    db.session.commit()
    notify(_("Your partner can read it now."))
    return back(url_for("checkins.show", week=week))


@bp.post("/<day:week>/small-thing")
@login_required
def plant_small_thing(week: date) -> Response:
    habit = actions.plant_small_thing(week, by=me(), now=now())
    db.session.commit()
    notify(_("“%(name)s” is planted, once a week. On its page you can change how often."), name=habit.name)
    return back(url_for("checkins.show", week=week), anchor="small-thing")


@bp.post("/<day:week>/heard/<question>")
@login_required
def hear(week: date, question: str) -> Response | tuple[str, int]:
    form = HearForm()
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_heard(hearing.line_to(week, question, by=me())))
            hearing.hear(week, question, form.line.data, by=me(), now=now())
            db.session.commit()
            return back(url_for("checkins.show", week=week), anchor=f"theirs-{question}")
    return page(week, hears=form, asked=question), form.status


@bp.post("/<day:week>/heard/<question>/take-back")
@login_required
def take_back(week: date, question: str) -> Response:
    line = hearing.take_back(week, question, by=me())
    db.session.commit()
    undo = url_for("checkins.hear", week=week, question=question)
    notify(_("Taken back."), undo=undo, undo_typed={"line": line})
    return back(url_for("checkins.show", week=week))


def as_heard(line: str) -> Parts:
    return {"line": line} if line else NOTHING_THERE


def page(
    week: date, form: CheckInForm | None = None, *, hears: HearForm | None = None, asked: str = ""
) -> str:
    shown = queries.week_page(me(), week, now())
    opening = shown.partners.state == "opened" and waits(TidingKind.OPENING, of_week(week))
    seen(TidingKind.HEARD, TidingKind.CHECK_IN, TidingKind.OPENING, which=of_week(week))
    own = shown.own.state
    there = by_question(shown.own.answers) if shown.own.saved_at else NOTHING_THERE
    form = form or CheckInForm(over=there, formdata=None)
    return render_template(
        "checkins/week.html",
        page=shown,
        opening=opening,
        form=form,
        hears=hears,
        asked=asked,
        as_heard=as_heard,
        partner=me().partner,
        reopens=may_reopen(own) and shown.writable and not (own == "kept" and shown.own.came_on),
        keeps=may_be_private(own) and shown.own.answers.closeness > 0,
        hands_over=may_hand_over(own),
        plants=may_plant(own) and shown.own.habit_id is None,
        **WORDS,
    )


WORDS = {
    "radius": f"{RADIUS:g}",
    "apart": APART,
    "questions": tuple(CheckInQuestion),
    "answer_names": ANSWER_NAMES,
    "openers": OPENERS,
    "before_you_answer": BEFORE_YOU_ANSWER,
    "statements": STATEMENTS,
    "step_names": STEP_NAMES,
    "closeness_names": CLOSENESS_NAMES,
    "went_names": WENT_NAMES,
}
