"""The application, for any WSGI server."""

from tracker.app import create_app
from tracker.log import set_up

app = create_app()
set_up(app.config["TEND"])
