from flask import Blueprint

bp = Blueprint("pushing", __name__, url_prefix="/settings/notices")
