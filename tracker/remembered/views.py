from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker import planned
from tracker.domain.days import today
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import RememberedDay
from tracker.remembered import actions, queries
from tracker.remembered.forms import RememberedForm
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("remembered", __name__, url_prefix="/dates/days")


@bp.route("", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    now_on = today(me().rhythm, now())
    form = RememberedForm(day=now_on.day, month=now_on.month)
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("remembered.show"), 303)
            remembered = actions.remember(form.name.data, form.yearly(), by=me(), now=now())
            db.session.commit()
            notify(_("“%(name)s” will be remembered."), name=remembered.name)
            return redirect(url_for("remembered.show"), 303)
    return render_template(
        "remembered/show.html", form=form, days=queries.remembered_by(me(), now_on)
    ), form.status


@bp.route("/<id:remembered_id>/edit", methods=["GET", "POST"])
@login_required
def edit(remembered_id: int) -> Response | tuple[str, int]:
    remembered = planned.one_of(me(), RememberedDay, remembered_id)
    form = RememberedForm(over=as_remembered(remembered))
    form.own = not remembered.shared
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_remembered(planned.one_of(me(), RememberedDay, remembered_id)))
            actions.change(remembered, form.name.data, form.yearly(), by=me())
            db.session.commit()
            notify(_("“%(name)s” is changed."), name=remembered.name)
            return redirect(url_for("remembered.show"), 303)
    remembered = planned.one_of(me(), RememberedDay, remembered_id)
    return render_template(
        "remembered/edit.html",
        form=form,
        shared=remembered.shared,
        copied=planned.copy_mark(remembered, me()),
        came_on=remembered.came_on,
        partner=me().partner,
    ), form.status


def as_remembered(day: RememberedDay) -> Parts:
    return {"name": day.name, "day": day.day, "month": day.month, "year": str(day.year or "")}


@bp.post("/<id:remembered_id>/share")
@login_required
def share(remembered_id: int) -> Response:
    planned.share(planned.one_of(me(), RememberedDay, remembered_id), by=me())
    db.session.commit()
    notify(planned.SHARED)
    return redirect(url_for("remembered.show"), 303)


@bp.post("/<id:remembered_id>/delete")
@login_required
def forget(remembered_id: int) -> Response:
    remembered = planned.one_of(me(), RememberedDay, remembered_id)
    planned.remove(remembered, by=me(), now=now())
    db.session.commit()
    undo = url_for("remembered.put_back", remembered_id=remembered_id)
    notify(_("“%(name)s” is removed. Backups forget it within 30 days."), name=remembered.name, undo=undo)
    return redirect(url_for("remembered.show"), 303)


@bp.post("/<id:remembered_id>/put-back")
@login_required
def put_back(remembered_id: int) -> Response:
    planned.put_back(planned.deleted_one_of(me(), RememberedDay, remembered_id), by=me(), now=now())
    db.session.commit()
    notify(_("It is remembered again."))
    return redirect(url_for("remembered.show"), 303)
