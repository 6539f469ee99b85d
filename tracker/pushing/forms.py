"""The form with which a browser says where it takes notices."""

from tracker.domain.pushing import (
    LETTERS_OF_A_PUBLIC_KEY,
    LETTERS_OF_A_SECRET,
    LONGEST_ENDPOINT,
    PushedBrowser,
)
from tracker.web.forms import AtMost, CarriedField, Form


class SubscriptionForm(Form):
    """What a browser says. It is for us alone to read."""

    endpoint = CarriedField(validators=[AtMost(LONGEST_ENDPOINT)])
    p256dh = CarriedField(validators=[AtMost(LETTERS_OF_A_PUBLIC_KEY)])
    auth = CarriedField(validators=[AtMost(LETTERS_OF_A_SECRET)])

    @property
    def browser(self) -> PushedBrowser:
        """As what it is told."""
        return PushedBrowser(self.endpoint.data, self.p256dh.data, self.auth.data)
