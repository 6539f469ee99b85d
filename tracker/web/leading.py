"""Where an answer leads, told to a script of ours that asks for no more than that.

A script is told nothing of an answer that leads elsewhere unless it goes there, and in some engines not even that there was
one. So it is told in an answer of its own, and nothing is seen or put down as seen by it.
"""

from flask import Flask, Response, request

from tracker.web.parts import PART

WAY, AT = "way", "Tend-At"
ELSEWHERE = (302, 303)  # and not to where it was asked, once more


def tell_ways(app: Flask) -> None:
    """Answer whoever asks for a way, and would be led elsewhere, with where that is."""

    @app.after_request
    def told(response: Response) -> Response:
        if response.status_code in ELSEWHERE and request.headers.get(PART) == WAY:
            response.headers[AT] = response.headers.pop("Location")
            response.status_code = 204
            response.set_data(b"")
        return response
