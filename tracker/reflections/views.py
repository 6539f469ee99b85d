from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.prompts import PROMPTS, TOPIC_NAMES, prompt_after, start
from tracker.domain.prompts import About, Start, Topic
from tracker.domain.reflections import LOOK_MINUTES, LOOK_QUESTIONS, SOUGHT_LENGTH, ReflectionKind, may_share
from tracker.domain.stamps import Parts, stamp
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db, only_looks
from tracker.models import Reflection
from tracker.reflections import actions, queries
from tracker.reflections.forms import LookForm, ReflectionForm, WrittenForm, as_written
from tracker.reflections.queries import Sought, entry_in
from tracker.web.addresses import asked_for, redirect_to, words_asked_for
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.once import mark_in
from tracker.web.overwriting import NOTHING_THERE
from tracker.web.parts import asks_for_part
from tracker.web.seeing import of, seen
from tracker.web.session import me

bp = Blueprint("reflections", __name__, url_prefix="/reflections")


@bp.get("")
@login_required
def show() -> Response | str:
    if "words" in request.args:
        return redirect_to(address_of(sought()))
    return listed(sought())


@bp.route("/search", methods=["GET", "POST"])
@only_looks
@login_required
def search() -> Response | str:
    asked = sought()
    return listed(asked) if asked.words else redirect_to(address_of(asked))


def listed(sought: Sought) -> str:
    return render_template(
        "reflections/show.html",
        page=queries.reflections_page(me(), sought, now()),
        sought=sought,
        partner=me().partner,
        topics=TOPIC_NAMES,
        most=SOUGHT_LENGTH,
    )


def sought() -> Sought:
    """What an address or a form asks for; what it cannot ask for is passed over."""
    topic = request.values.get("topic", "")
    return Sought(
        words=words_asked_for(SOUGHT_LENGTH),
        topic=Topic(topic) if topic in list(Topic) else None,
        partners=request.values.get("of") == "partner",
        older_than=asked_for("older-than"),
    )


def address_of(sought: Sought) -> str:
    """Where the same is found without its words."""
    of = "partner" if sought.partners else None
    return url_for("reflections.show", topic=sought.topic, of=of)


@bp.route("/new", methods=["GET", "POST"])
@login_required
def write() -> Response | tuple[str, int]:
    begin = start(**{name: request.args.get(name, "") for name in ("topic", "about", "prompt")})
    if request.method == "GET" and not request.args:
        return choices()
    form = ReflectionForm(data={"topic": begin.topic})
    return saved_new(form, begin.prompt.slug if begin.prompt else "") or writing(form, begin)


def choices() -> tuple[str, int]:
    guided = [topic for topic in TOPIC_NAMES if any(each.topic is topic for each in PROMPTS)]
    return render_template(
        "reflections/choose.html", guided=guided, topics=TOPIC_NAMES, partner=me().partner
    ), 200


def writing(form: ReflectionForm, begin: Start) -> tuple[str, int]:
    return render_template(
        "reflections/write.html",
        form=form,
        begin=begin,
        another=prompt_after(begin.prompt) if begin.prompt else None,
        sides=list(About),
        topics=TOPIC_NAMES,
        partner=me().partner,
    ), form.status


@bp.route("/look", methods=["GET", "POST"])
@login_required
def look() -> Response | tuple[str, int]:
    form = LookForm()
    return saved_new(form) or looking(form)


def looking(form: LookForm, reflection: Reflection | None = None) -> tuple[str, int]:
    return render_template(
        "reflections/look.html",
        form=form,
        reflection=reflection,
        questions=LOOK_QUESTIONS,
        minutes=LOOK_MINUTES,
        partner=me().partner,
    ), form.status


@bp.get("/<id:reflection_id>")
@login_required
def read(reflection_id: int) -> str:
    shown = queries.reflection_for(me(), reflection_id)
    seen(TidingKind.REFLECTION, which=of([reflection_id]))
    return render_template(
        "reflections/read.html",
        shown=shown,
        partner=me().partner,
        topics=TOPIC_NAMES,
        shareable=may_share(shown.entry.kind),
    )


@bp.route("/<id:reflection_id>/edit", methods=["GET", "POST"])
@login_required
def edit(reflection_id: int) -> Response | tuple[str, int]:
    reflection = queries.own_reflection(me(), reflection_id)
    kind, prompt = ReflectionKind(reflection.kind), reflection.prompt
    form = (LookForm if kind is ReflectionKind.LOOK else ReflectionForm)(
        over=as_written(entry_in(reflection))
    )
    rewrite = actions.rewrite_unasked if asks_for_part() else actions.rewrite
    answer = saved(
        form,
        lambda: queries.own_reflection(me(), reflection_id),
        lambda: rewrite(reflection_id, form.entry(prompt), by=me(), now=now()),
    )
    if answer:
        return answer
    reflection = queries.own_reflection(me(), reflection_id)
    if isinstance(form, LookForm):
        return looking(form, reflection)
    return rewriting(form, reflection)


def rewriting(form: ReflectionForm, reflection: Reflection) -> tuple[str, int]:
    return render_template(
        "reflections/edit.html",
        form=form,
        reflection=reflection,
        prompt=start(prompt=reflection.prompt).prompt,
        topics=TOPIC_NAMES,
        partner=me().partner,
    ), form.status


def saved_new(form: LookForm | ReflectionForm, prompt: str = "") -> Response | None:
    """What answers a form that has made a reflection, or that still has to be filled in: nothing."""
    mark = mark_in(form.once.data)
    return saved(
        form,
        lambda: queries.begun_in(me(), mark),
        lambda: actions.write(form.entry(prompt), by=me(), now=now(), mark=mark),
    )


def saved(
    form: WrittenForm, written: Callable[[], Reflection | None], save: Callable[[], Reflection]
) -> Response | None:
    """What answers a form that could be saved; a script is told which draft that was, and where it is from now on."""
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: said_in(written()))
            reflection = save()
            db.session.commit()
            if asks_for_part():
                at = url_for("reflections.edit", reflection_id=reflection.id)
                told = {"Tend-Saved": stamp(said_in(reflection)), "Tend-At": at}
                return Response(status=204, headers=told)
            notify(SAVED_FOR_BOTH if reflection.shared_with_id else SAVED)
            return redirect_to(url_for("reflections.read", reflection_id=reflection.id))
    return None


def said_in(reflection: Reflection | None) -> Parts:
    return as_written(entry_in(reflection)) if reflection else NOTHING_THERE


SAVED = _("Saved. Your partner cannot read it.")
SAVED_FOR_BOTH = _("Saved. You share this one.")


@bp.post("/<id:reflection_id>/share")
@login_required
def share(reflection_id: int) -> Response:
    actions.share(reflection_id, by=me(), now=now())
    db.session.commit()
    undo = url_for("reflections.take_back", reflection_id=reflection_id)
    notify(_("It is shared. You can take it back at any time."), undo=undo)
    return redirect_to(url_for("reflections.read", reflection_id=reflection_id))


@bp.post("/<id:reflection_id>/take-back")
@login_required
def take_back(reflection_id: int) -> Response:
    actions.take_back(reflection_id, by=me())
    db.session.commit()
    notify(_("Taken back. It is not shared any more."))
    return redirect_to(url_for("reflections.read", reflection_id=reflection_id))


@bp.post("/<id:reflection_id>/delete")
@login_required
def remove(reflection_id: int) -> Response:
    actions.remove(reflection_id, by=me(), now=now())
    db.session.commit()
    undo = url_for("reflections.put_back", reflection_id=reflection_id)
    notify(_("Your reflection is deleted. Backups forget it within 30 days."), undo=undo)
    return redirect_to(url_for("reflections.show"))


@bp.post("/<id:reflection_id>/put-back")
@login_required
def put_back(reflection_id: int) -> Response:
    actions.put_back(reflection_id, by=me(), now=now())
    db.session.commit()
    notify(_("Your reflection is back."))
    return redirect_to(url_for("reflections.read", reflection_id=reflection_id))
