"""Words that people type into a search, beside the names of what they look for."""

from tracker.domain.texts import searched_by

# What stands between the words that matter.
SMALL_WORDS = searched_by(
    """
    a, an, and, the, of, to, in, on, at, by, for, from, with, about, or, is, are, was, were, am, be, been, it, its, this,
    that, there, i, i'm, me, my, mine, we, our, ours, you, your, do, does, did, how, what, where, when, which, who, why,
    can, could, would, should, will, want, need, get, find, see, show, please, had, have, has, make, some, any, s, t, m
    """
)

# What those type who are afraid, hurt or at the end of their strength: the places to turn to come first then. Too many
# words here are a page with one line more; one too few is a page without help.
ALARMS = searched_by(
    """
    violen*, hit, hits, hitting, beat me, beats, beaten, beating, hurt, hurts, hurting, slap*, punch*, kicks me, kicked me,
    chok*, strangl*, pushes me, pushed me, shoves me, throws things, bruise*, threat*, afraid, scared, scares me, fear,
    fears, frighten*, terrif*, abus*, rape, rapes, raped, rapist, assault*, harass*, forces me, forced me, makes me have sex,
    stalk*, spies on me, tracks me, controls me, controlling, locks me, takes my money, takes my phone, unsafe, not safe,
    shelter, refuge, police, danger*, emergency, crisis, helpline*, hotline*, suicid*, kill, kills, killing, die, dying,
    want to be dead, end my life, end it all, ending it all, self harm*, harm myself, cut myself, cutting myself, hopeless,
    cannot go on, can't go on
    """
)
