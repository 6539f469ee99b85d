"""Every page as somebody finds it in the world as it is, read once for all tests that only look."""

from functools import cache

from flask import Flask
from werkzeug.test import TestResponse

from tests.house.doors import doors
from tests.visitors import Visitor
from tracker.extensions import db


def pages_of(app: Flask, name: str) -> dict[str, TestResponse]:
    """By its path, in order, each page that can be opened; for a guest those that name nothing of anybody's."""
    with app.app_context():
        paths = {each.path for each in doors(app) if each.method == "GET" and (name or not each.things)}
        db.session.rollback()
    return {path: page_of(app, name, path) for path in sorted(paths)}


@cache
def page_of(app: Flask, name: str, path: str) -> TestResponse:
    """What a browser of somebody's gets that has been nowhere else."""
    return Visitor.of(name, app).get(path)
