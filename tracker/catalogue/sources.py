"""What a reader is told of how well something is known, and of the works that it stands on."""

from tracker.domain.research import ComparedWith, Known
from tracker.domain.texts import _

# What a reader is told of it, and when it is said.
HOW_WELL = {
    Known.MANY: (
        _("Well supported"),
        _(
            "Ten studies or more, weighed together in one work, and no such work that we know of says otherwise."
        ),
    ),
    Known.SOME: (
        _("Some support"),
        _("Two studies or more, a single one with four hundred people, or many works that do not agree."),
    ),
    Known.FIRST: (
        _("First hints"),
        _("A single study, and a smaller one. It may turn out otherwise."),
    ),
}

# With whom those in a study were compared, as it is told after what kind of work it is.
COMPARED_WITH = {
    ComparedWith.WAITING: _("compared with others who waited"),
    ComparedWith.OTHER: _("compared with others who did something else"),
    ComparedWith.EITHER: _("compared with others"),
    ComparedWith.NOBODY: _("no comparison, so it shows no cause"),
}
