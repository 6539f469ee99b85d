"""The application, for any WSGI server."""

from tracker.app import create_app

app = create_app()
