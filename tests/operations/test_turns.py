"""Threads that take turns: one request after another, and nobody waits for one that takes long."""

from threading import Event

import pytest

from tracker.server.turns import Threads, Turns

PATIENCE = 60
SO_MANY = 200


class Request:
    """Something to be answered, which says that it was."""

    def __init__(self, act=lambda: None):
        self.act, self.answered, self.let_go = act, Event(), False

    def service(self):
        self.act()
        self.answered.set()

    def cancel(self):
        self.let_go = True


@pytest.fixture
def threads():
    threads = Threads()
    threads.set_thread_count(4)
    yield threads
    threads.shutdown()


def answered(threads, requests):
    for each in requests:
        threads.add_task(each)
    return all(each.answered.wait(PATIENCE) for each in requests)


def test_one_is_answered_after_the_other(threads):
    threads.turns = Turns(seconds=PATIENCE)
    inside, most = [], []

    def come_and_go():
        inside.append(1)
        most.append(len(inside))
        sum(range(10_000))
        inside.pop()

    assert answered(threads, [Request(come_and_go) for _ in range(SO_MANY)])
    assert most == [1] * SO_MANY


def test_nobody_waits_for_one_that_takes_long(threads):
    end = Event()
    slow = [Request(lambda: end.wait(PATIENCE)) for _ in range(3)]
    for each in slow:
        threads.add_task(each)

    assert answered(threads, [Request() for _ in range(SO_MANY)])
    assert not any(each.answered.is_set() for each in slow)

    end.set()
    assert all(each.answered.wait(PATIENCE) for each in slow)


def test_one_that_goes_wrong_gives_its_turn_away(threads):
    threads.turns = Turns(seconds=PATIENCE)
    threads.logger.disabled = True

    def go_wrong():
        raise ValueError

    threads.add_task(Request(go_wrong))

    assert answered(threads, [Request()])
    threads.logger.disabled = False


def test_who_still_waits_when_it_ends_is_let_go():
    threads = Threads()
    waiting = Request()
    threads.add_task(waiting)

    threads.shutdown()

    assert waiting.let_go
