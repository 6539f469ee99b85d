"""The application, for any WSGI server."""

import os
import sys
from contextlib import ExitStack

from config import SettingError
from tracker.app import create_app
from tracker.chores import Chores
from tracker.log import set_up
from tracker.presence import present
from tracker.refusing import StartError
from tracker.starting import ready_settings

try:
    settings = ready_settings(os.environ)
except (SettingError, StartError) as error:
    sys.exit(str(error))
set_up(settings)
app = create_app(settings)
here = ExitStack()  # held for as long as the process lives
here.enter_context(present(settings))
Chores(app).start()
