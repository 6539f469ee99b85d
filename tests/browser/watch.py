"""Watches a browser for what nobody sees: complaints in the console, refused answers, requests to anybody else."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

PAGE = "document"
NEEDS_A_LOOK = 422  # what a page is answered that saves by itself what cannot be saved yet


class Watch:
    """Collects all that went wrong in a browser."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.host = address, urlsplit(address).netloc
        self.seen: list[str] = []
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.seen.append(str(error.error)))
        context.on("request", self.follow)
        context.on("response", self.check)

    def taken(self) -> list[str]:
        """What was seen so far; from here on it watches anew."""
        seen, self.seen = self.seen, []
        return seen

    def hear(self, message: ConsoleMessage) -> None:
        """A page that answers 404 or 422 is no mistake; Chromium complains of it all the same."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.seen.append(message.text)

    def follow(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host and not request.url.startswith(("data:", "blob:")):
            self.seen.append(f"asked {request.url}")

    def check(self, response: Response) -> None:
        told = response.request.resource_type == PAGE or response.status == NEEDS_A_LOOK
        if response.status >= 500 or (response.status >= 400 and not told):
            self.seen.append(f"{response.url} answered {response.status}")
