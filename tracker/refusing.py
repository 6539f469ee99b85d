"""What keeps Tend from starting, said to whoever runs it."""


class StartError(Exception):
    """Tend cannot start as things are, with a sentence and a line for each; ``code`` is what its process ends with."""

    code = 1

    def __init__(self, words: str, code: int = 0) -> None:
        super().__init__(words)
        self.code = code or self.code
