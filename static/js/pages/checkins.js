// What the check-in does: cards, circles that are drawn, words that are kept.
import * as autosave from "../behaviours/autosave.js"
import * as cards from "../behaviours/cards.js"
import * as closeness from "../behaviours/closeness.js"
import * as exit from "../behaviours/exit.js"
import * as keep from "../behaviours/keep.js"
import * as openers from "../behaviours/openers.js"
import * as opening from "../behaviours/opening.js"
import { connectAll } from "../connect.js"

connectAll({ autosave, cards, closeness, exit, keep, openers, opening })
