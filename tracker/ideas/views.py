from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker import planned
from tracker.catalogue.ideas import IDEAS, KIND_NAMES, NAMES
from tracker.domain.ideas import IDEAS_LISTED, KINDS, DateIdea, Wish, drawn, fitting, wish_for
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.ideas import actions, queries
from tracker.ideas.forms import IdeaForm
from tracker.models import OwnIdea
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("ideas", __name__, url_prefix="/dates/ideas")


@bp.route("", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    form = IdeaForm()
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("ideas.show"), 303)
            actions.put_in(form.title.data, by=me(), now=now())
            db.session.commit()
            notify(_("It is in the jar."))
            return redirect(url_for("ideas.show", _anchor="jar"), 303)
    return ideas_page(form), form.status


def ideas_page(form: IdeaForm, *, chosen: DateIdea | OwnIdea | None = None) -> str:
    wish = wish_for(request.args)
    return render_template(
        "ideas/show.html",
        form=form,
        wish=words_of(wish),
        kinds=KINDS,
        kind_names=KIND_NAMES,
        names=NAMES,
        ideas=fitting(IDEAS, wish),
        jar=queries.jar_of(me(), IDEAS_LISTED),
        chosen=chosen,
    )


def words_of(wish: Wish) -> dict[str, str]:
    """A wish as an address says it."""
    return {kind: word for kind in KINDS if (word := getattr(wish, kind))}


@bp.get("/draw")
@login_required
def draw() -> str:
    """Whichever the instant leads to; nothing is written, so that it can be drawn as often as one likes."""
    number = int(now().timestamp() * 1_000_000)
    besides = request.args.get("besides", "")
    if "jar" in request.args:
        jar = [each for each in queries.jar_of(me(), IDEAS_LISTED) if f"own-{each.id}" != besides]
        return drawn_page(jar[number % len(jar)] if jar else None)
    return drawn_page(drawn(fitting(IDEAS, wish_for(request.args)), number, besides=besides))


def drawn_page(idea: DateIdea | OwnIdea | None) -> str:
    return render_template(
        "ideas/drawn.html",
        idea=idea,
        key=key_of(idea),
        own=isinstance(idea, OwnIdea),
        from_jar="jar" in request.args,
        wish=words_of(wish_for(request.args)),
        names=NAMES,
    )


def key_of(idea: DateIdea | OwnIdea | None) -> str:
    """What an address calls an idea."""
    match idea:
        case OwnIdea():
            return f"own-{idea.id}"
        case DateIdea():
            return idea.slug
        case None:
            return ""


@bp.post("/<id:idea_id>/share")
@login_required
def share(idea_id: int) -> Response:
    planned.share(planned.one_of(me(), OwnIdea, idea_id), by=me())
    db.session.commit()
    notify(planned.SHARED)
    return back(url_for("ideas.show"), anchor="jar")


@bp.post("/<id:idea_id>/delete")
@login_required
def remove(idea_id: int) -> Response:
    planned.remove(planned.one_of(me(), OwnIdea, idea_id), now=now())
    db.session.commit()
    notify(
        _("It is out of the jar. Backups forget it within 30 days."),
        undo=url_for("ideas.put_back", idea_id=idea_id),
    )
    return redirect(url_for("ideas.show", _anchor="jar"), 303)


@bp.post("/<id:idea_id>/put-back")
@login_required
def put_back(idea_id: int) -> Response:
    planned.put_back(planned.deleted_one_of(me(), OwnIdea, idea_id), now=now())
    db.session.commit()
    notify(_("It is in the jar again."))
    return redirect(url_for("ideas.show", _anchor="jar"), 303)
