"""What people do with the summary: say what they want, agree and take back, print it, and give a link to it."""

from datetime import datetime

from sqlalchemy import delete

from tracker.accounts.room import drop_older
from tracker.accounts.tokens import new_token
from tracker.domain.days import today
from tracker.domain.refusals import Missing, Refused
from tracker.domain.summaries import PRINTINGS, Part, Section, ends_at, may_read, seal_of
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import AgreementRow, Person, Printing, SummaryLink, Wants
from tracker.summaries import queries


def want(words: str, *, by: Person, now: datetime) -> Wants:
    """Keep what somebody wants from help.

    Changed words are their author's alone again, until the author shows them anew.
    """
    hold_space(by)
    wants = queries.wants_of(by)
    if wants is None:
        wants = Wants(person_id=by.id, space_id=by.space_id, words="", seal="", saved_at=now)
        db.session.add(wants)
    if wants.words != words:
        wants.words, wants.seal, wants.saved_at = words, seal_of([words]), now
        wants.came_on = wants.came_on if words else None
        forget(Section(Part.WANTS, by.id), by)
    db.session.flush()
    return wants


def agree(section: Section, *, seen: str, by: Person, now: datetime) -> None:
    """Agree to a section as it reads at this moment, which must be what whoever agrees has seen of it.

    Weeks that open later are not agreed to.
    """
    hold_space(by)
    contents = queries.contents_for(by, now)
    seal, until = contents.seals.get(section, ""), contents.until(section)
    if not may_read(section, seal, queries.agreements_in(by.space_id), by.id):
        raise Missing("section")
    if not seal:
        raise Refused(_("There is nothing in it yet to agree to."))
    if contents.reading(section) != seen:
        raise Refused(_("It has changed in the meantime. Have a look, and agree again if you like."))
    forget(section, by)
    db.session.add(
        AgreementRow(person_id=by.id, section=section.key, space_id=by.space_id, seal=seal, until=until)
    )
    db.session.flush()


def take_back(section: Section, *, by: Person) -> None:
    """Take back what one has agreed to, at any time and in silence. Twice is once."""
    hold_space(by)
    forget(section, by)


def forget(section: Section, by: Person) -> None:
    """Take away what somebody had agreed to in a section."""
    db.session.execute(
        delete(AgreementRow).where(AgreementRow.person_id == by.id, AgreementRow.section == section.key)
    )


def note_printing(*, by: Person, now: datetime) -> None:
    """Note that the summary as it is now goes on paper today."""
    hold_space(by)
    paper = queries.paper_for(by, now)
    refuse_empty(paper)
    if not paper.noted:
        keys = queries.keys_of(paper.sections)
        db.session.add(Printing(space_id=by.space_id, printed_on=today(by.rhythm, now), sections=keys))
        db.session.flush()
        drop_older(Printing, Printing.space_id == by.space_id, by=Printing.printed_on, most=PRINTINGS)


def link(*, by: Person, now: datetime) -> str:
    """Make a link to the summary, in place of any before; returns its secret, which is shown once and never kept."""
    hold_space(by)
    refuse_empty(queries.paper_for(by, now))
    token = new_token()
    end_link(by=by)
    db.session.add(
        SummaryLink(space_id=by.space_id, token_hash=queries.hashed(token), made_at=now, ends_at=ends_at(now))
    )
    db.session.flush()
    return token


def end_link(*, by: Person) -> None:
    """End the link, whoever has made it. Whoever has it finds nothing there any more."""
    hold_space(by)
    db.session.execute(delete(SummaryLink).where(SummaryLink.space_id == by.space_id))


def refuse_empty(paper: queries.Paper) -> None:
    """Raise `Refused` where there is nothing yet to print or show."""
    if not paper.sections:
        raise Refused(
            _("There is nothing in the summary yet: it begins with the first section you agree to.")
        )
