"""How somebody makes one more of each kind."""

from datetime import timedelta

from tests.makings import Making
from tests.there import there
from tests.world import NOW, person
from tracker.domain.proposals import Way
from tracker.models import Proposal
from tracker.spaces.proposing import propose, take_back
from tracker.spaces.queries import open_proposal

A_WHILE_AGO = NOW - timedelta(days=20)


def proposed_and_taken_back(n: int, by: str) -> None:
    proposer = person(by)
    propose(Way.FIRST_WEEKDAY, (2 + n) % 7, by=proposer, now=A_WHILE_AGO)
    proposal = there(open_proposal(proposer, A_WHILE_AGO))
    take_back(proposal, by=proposer, now=A_WHILE_AGO)


MAKING: Making = {
    Proposal: proposed_and_taken_back,
}
