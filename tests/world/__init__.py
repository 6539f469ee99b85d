"""The people every test knows, and what they have written.

Ada and Ben share a space, Cleo has one of her own, Dan once shared Ada's and has left. All of it came about through
the same actions that pages use, with the instant handed in. Whatever one of them wrote carries a word that is found in
no text of ours, and `hidden_from` says which of these words somebody must never be shown.

Tests find all of it here, wherever it stands.
"""

from tests.world.building import *
from tests.world.doing import *
from tests.world.people import *
from tests.world.words import *
