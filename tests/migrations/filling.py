"""Something in every table, for databases that are to be brought from one revision to another."""

from datetime import UTC, datetime, time

from sqlalchemy import select

from tracker.accounts.actions import RESET
from tracker.demo.build import build
from tracker.domain.proposals import Way
from tracker.domain.talk import Phones, Side, TalkPlan, begun
from tracker.extensions import db
from tracker.models import (
    AccountEventRow,
    AddressCode,
    Admission,
    Arrival,
    Booking,
    CodeApp,
    Cover,
    Device,
    DraftRow,
    Feed,
    Half,
    Hand,
    InsightRow,
    Invitation,
    Limit,
    Mail,
    Passkey,
    PlannedReminder,
    Printing,
    Proposal,
    PushSubscription,
    RecoveryCode,
    Registration,
    ReminderRow,
    ReminderWays,
    Space,
    SummaryLink,
    TalkRow,
    TidingRow,
    Track,
    Untick,
    Upload,
    UploadPart,
    Withdrawal,
)
from tracker.models.talks import columns_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
OF_A_PUSH = ("endpoint", "endpoint_hash", "p256dh", "auth", "browser", "system")
TALK = begun(TalkPlan(Phones.TWO, minutes=3, first=Side.HOST), alone=False, now=NOW)


def fill() -> None:
    """At least one row in every table."""
    build("hash", NOW)
    db.session.add_all(
        [
            Device(id=1, person_id=1, token_hash="t", created_at=NOW, expires_at=NOW),
            PushSubscription(person_id=1, device_id=1, made_on=TODAY, **dict.fromkeys(OF_A_PUSH, "p")),
            Invitation(
                space_id=1,
                inviter_id=1,
                guest_id=2,
                link_hash="l",
                code_hash="c",
                created_at=NOW,
                expires_at=NOW,
            ),
            Mail(kind=RESET, address="ada@example.org", locale="en", created_at=NOW, leased_until=NOW),
            Registration(
                token_hash="r",
                email="e",
                begun_at=NOW,
                name="E",
                zone="UTC",
                password_hash="p",
                first_weekday=0,
            ),
            AccountEventRow(person_id=1, kind="refused", at=NOW, browser="", system=""),
            CodeApp(person_id=1, secret="s", salt="s", used_step=1, made_at=NOW),
            Passkey(
                person_id=1,
                credential_id="c",
                public_key=b"k",
                handle="h",
                use_count=0,
                name="Phone",
                made_at=NOW,
            ),
            RecoveryCode(person_id=1, code_hash="r"),
            ReminderRow(person_id=1, space_id=1, kind="check-in", at=time(20), look_at=NOW),
            ReminderWays(person_id=1),
            PlannedReminder(key="k", person_id=1, at=NOW),
            Admission(link_hash="a", expires_at=NOW),
            AddressCode(email="e", code_hash="a", sent_at=NOW),
            DraftRow(author_id=1, kind="note", space_id=1, body="b"),
            Untick(
                track_id=db.session.scalars(select(Track.id)).first(), day=TODAY, space_id=1, unticked_at=NOW
            ),
            Booking(person_id=1, mark="b", digest="d", booked_at=NOW),
            Limit(key="reset", window=1, try_count=1),
            Cover(space_id=1, giver_id=1, covered_id=2, day=TODAY, line="", given_at=NOW),
            Feed(person_id=1, token_hash="f", neutral=True, made_at=NOW),
            SummaryLink(space_id=1, token_hash="s", made_at=NOW, ends_at=NOW),
            Printing(space_id=1, printed_on=TODAY, sections="tried"),
            Upload(person_id=1, name="f", content=b"c", sent_at=NOW),
            Half(person_id=1, space_id=1, claims=b"{}"),
            InsightRow(person_id=1, space_id=1, week_count=16, weeks=16, found=[]),
            TidingRow(person_id=1, space_id=1, kind="note", thing_id=1, at=NOW),
            UploadPart(person_id=1, sent_at=NOW, number=1, content=b"d"),
            *on_its_way(),
            Proposal(space_id=1, proposer_id=1, what=Way.STRICT, made_at=NOW),
            Hand(space_id=1, person_id=1, part="name"),
            Withdrawal(thing="notes", key="1", what="gone", at=NOW, listed=False),
            TalkRow(space_id=1, host_id=1, version=1, topic="", **columns_of(TALK)),
        ]
    )
    db.session.commit()
    db.session.remove()


def on_its_way() -> tuple[Space, Arrival]:
    stage = Space(id=99, name="", first_weekday=0, founded_on=TODAY, settled_through=TODAY)
    numbers = {"piece_count": 2, "done_count": 1}
    return stage, Arrival(person_id=1, space_id=1, stage_id=99, sent_at=NOW, mark="m", **numbers)
