from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template
from flask_login import login_required
from markupsafe import Markup

from tracker.catalogue.prompts import TOPIC_NAMES
from tracker.domain.acknowledgements import ANSWER_NAMES
from tracker.domain.checkins import CLOSENESS_NAMES, STATEMENTS, STEP_NAMES, WENT_NAMES
from tracker.domain.notes import REACTIONS
from tracker.exports import archive, queries
from tracker.exports.book import book_of
from tracker.exports.package import packed
from tracker.exports.tables import tables
from tracker.extensions import db, read_only
from tracker.holding import afresh
from tracker.web.clock import now
from tracker.web.few import one_of_few_files
from tracker.web.limits import limit
from tracker.web.proof import proof_required, proof_required_at
from tracker.web.session import me

AN_HOUR = timedelta(hours=1)
SHEETS = ("css/tokens.css", "css/exported.css")

bp = Blueprint("exports", __name__, url_prefix="/settings/export")


@bp.get("")
@login_required
@proof_required
def show() -> str:
    return render_template("exports/show.html", partner=me().partner)


@bp.post("")
@login_required
@proof_required_at("exports.show")
def take() -> Response:
    with one_of_few_files():
        limit("export", str(me().id), most=10, within=AN_HOUR)
        instant = now()
        read_only()
        found = queries.archive_of(afresh(me()), instant)
        db.session.commit()
        content = packed(files(found), instant)
    return Response(
        content,
        mimetype="application/zip",
        headers={
            "Content-Disposition": f"attachment; filename=tend-{found.exported_on}.zip",
            "Cache-Control": "no-store",
        },
    )


def files(found: archive.Archive) -> dict[str, bytes]:
    """All that is in the ZIP: a page to read, a file for Tend to read, tables for spreadsheets, and the pictures."""
    page = render_template(
        "exports/index.html",
        book=book_of(found),
        style=style(),
        closeness_names=CLOSENESS_NAMES,
        went_names=WENT_NAMES,
        answer_names=ANSWER_NAMES,
        statements=STATEMENTS,
        step_names=STEP_NAMES,
        reactions=REACTIONS,
        topics=TOPIC_NAMES,
    )
    return {
        "index.html": page.encode(),
        "read-me.txt": render_template("exports/read-me.txt").encode(),
        archive.NAME: archive.written(found),
        **tables(found),
        **archive.beside(found),
    }


def style() -> Markup:
    """Our colours and the page's own sheet, inside the page: it is read where there is no Tend."""
    folder = Path(current_app.root_path) / "static"
    sheets = "\n".join((folder / name).read_text() for name in SHEETS)
    return Markup("<style>\n%s</style>") % Markup(sheets)  # noqa: S704 - our own files
