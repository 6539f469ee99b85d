"""The headers of every answer: what a browser may do with our pages, which is little."""

from wsgiref.headers import Headers

from flask import Flask, Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types tend",
    )
)

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

PAGE = {
    **ALWAYS,
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}

A_YEAR = "max-age=31536000"


def send_headers(app: Flask, *, secure: bool) -> None:
    """Send the headers with every page; over https, also that it must stay https."""
    page = PAGE | ({"Strict-Transport-Security": A_YEAR} if secure else {})

    @app.after_request
    def with_headers(response: Response) -> Response:
        for name, value in page.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def asset_headers(headers: Headers, path: str, url: str) -> None:
    """Give a file the headers that it needs; WhiteNoise calls this once for each."""
    for name, value in ALWAYS.items():
        headers[name] = value
