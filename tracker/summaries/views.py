from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.strategies import strategy
from tracker.domain.checkins import STATEMENTS
from tracker.domain.links import cut_short
from tracker.domain.refusals import Missing
from tracker.domain.stamps import Parts, stamp
from tracker.domain.summaries import LINK_LASTS, Part, Section
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Wants
from tracker.summaries import actions, queries
from tracker.summaries.forms import AgreeForm, WantsForm
from tracker.web.addresses import public_address
from tracker.web.clock import now
from tracker.web.limits import limit
from tracker.web.notices import notify
from tracker.web.overwriting import NOTHING_THERE
from tracker.web.parts import asks_for_part
from tracker.web.proof import proof_required
from tracker.web.session import hold_log_in, me

AN_HOUR = timedelta(hours=1)
TOKEN = "summary"  # noqa: S105 - where the session keeps it until it is shown

bp = Blueprint("summaries", __name__, url_prefix="/help")


@bp.get("/summary")
@login_required
def show() -> str:
    return summary_page(None)


def summary_page(form: WantsForm | None) -> str:
    page = queries.summary_page(me(), now())
    own = {"words": page.contents.wants.get(me().id, "")} if page.own_saved_at else NOTHING_THERE
    form = form or WantsForm(formdata=None, over=own)
    token = session.pop(TOKEN) if TOKEN in session else ""
    current = page.link is not None and page.link.token_hash == queries.hashed(token)
    return render_template(
        "summaries/show.html",
        page=page,
        form=form,
        partner=me().partner,
        link=link_to(token) if current else "",
        lasts=LINK_LASTS.days,
        strategy=strategy,
        statements=STATEMENTS,
    )


def link_to(token: str) -> str:
    """The whole address of the summary."""
    return public_address("summaries.show_shared", token=token)


@bp.post("/summary/wants")
@login_required
def want() -> Response | tuple[str, int]:
    form = WantsForm()
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_wanted(queries.wants_of(me())))
            wants = actions.want(form.words.data, by=me(), now=now())
            if "agree" in request.form:
                own = Section(Part.WANTS, me().id)
                actions.agree(own, seen=wants.seal, by=me(), now=now())
            db.session.commit()
            if asks_for_part():
                return Response(status=204, headers={"Tend-Saved": stamp(as_wanted(wants))})
            notify(AGREED if "agree" in request.form else SAVED)
            return to_section("wants-me")
    return summary_page(form), form.status


def as_wanted(wants: Wants | None) -> Parts:
    return {"words": wants.words} if wants else NOTHING_THERE


SAVED = _("Saved. Your partner cannot read it until you agree to it yourself.")


AGREED = _("You have agreed. You can take it back at any time.")


def to_section(name: str) -> Response:
    return redirect(url_for("summaries.show", _anchor=name), 303)


@bp.post("/summary/<section>/agree")
@login_required
def agree(section: str) -> Response:
    about = queries.section_for(me(), section)
    actions.agree(about, seen=AgreeForm().seen.data, by=me(), now=now())
    db.session.commit()
    notify(AGREED, undo=url_for("summaries.take_back", section=section))
    return to_section(section)


@bp.post("/summary/<section>/take-back")
@login_required
def take_back(section: str) -> Response:
    actions.take_back(queries.section_for(me(), section), by=me())
    db.session.commit()
    notify(_("Taken back. It is out of the summary from this moment on."))
    return to_section(section)


@bp.get("/summary/paper")
@login_required
def show_paper() -> str:
    return paper_page(queries.paper_for(me(), now()), link=False)


@bp.post("/summary/paper")
@login_required
def print_out() -> Response:
    actions.note_printing(by=me(), now=now())
    db.session.commit()
    return redirect(url_for("summaries.show_paper"), 303)


@bp.post("/summary/link")
@login_required
@proof_required
def make_link() -> Response:
    limit("summary", str(me().id), most=20, within=AN_HOUR)
    hold_log_in()
    token = actions.link(by=me(), now=now())
    db.session.commit()
    session[TOKEN] = token
    return to_section("link")


@bp.post("/summary/link/end")
@login_required
def end_link() -> Response:
    actions.end_link(by=me())
    db.session.commit()
    session.pop(TOKEN, None)
    notify(_("The link has ended. Whoever has it finds nothing there any more."))
    return to_section("link")


@bp.get("/shown/<token>")
def show_shared(token: str) -> str | tuple[str, int]:
    """For whoever has the link, which is the key; that it was opened is kept nowhere."""
    try:
        return paper_page(queries.paper_behind(token, now()), link=True)
    except Missing:
        if cut_short(token):
            return render_template("summaries/cut_short.html"), 404
        raise


def paper_page(paper: queries.Paper, *, link: bool) -> str:
    return render_template(
        "summaries/paper.html", paper=paper, link=link, strategy=strategy, statements=STATEMENTS
    )
