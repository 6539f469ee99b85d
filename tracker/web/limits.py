"""Limits on how often the same thing may be tried, exact across workers and restarts."""

import hmac
from datetime import timedelta

from flask import current_app, g, request
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from tracker.extensions import db
from tracker.models import Limit
from tracker.web.clock import now
from tracker.web.errors import TooMany


def limit(what: str, *about: str, most: int, within: timedelta) -> None:
    """Count one more try of something; raises `TooMany` past the limit.

    A try counts even if what follows goes wrong, so this commits, before anything else is done.
    """
    seconds = int(within.total_seconds())
    window = int(now().timestamp()) // seconds
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    counted = (
        insert(Limit)
        .values(key=key(what, *about), window=window * seconds, try_count=1)
        .on_conflict_do_update(
            index_elements=[Limit.key, Limit.window],
            set_={"try_count": Limit.try_count + 1},
            where=Limit.try_count <= most,
        )
        .returning(Limit.try_count)
    )
    tried = db.session.scalar(counted)
    db.session.execute(delete(Limit).where(Limit.window < (window - 1) * seconds - 86400))
    db.session.commit()
    g.saved = False  # nothing of anybody's
    if tried is None or tried > most:
        raise TooMany


def key(what: str, *about: str) -> str:
    """A name for what is counted that does not tell whom it is about."""
    secret = current_app.config["SECRET_KEY"].encode()
    return f"{what}:{hmac.digest(secret, chr(0).join(about).encode(), 'sha256').hex()[:40]}"


def caller() -> str:
    """The network address the request comes from."""
    return request.remote_addr or ""
