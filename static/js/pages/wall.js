// What the wall and the jar do: notes unfold, keep their words, show their picture.
import * as autosave from "../behaviours/autosave.js"
import * as exit from "../behaviours/exit.js"
import * as found from "../behaviours/found.js"
import * as keep from "../behaviours/keep.js"
import * as openers from "../behaviours/openers.js"
import * as picture from "../behaviours/picture.js"
import * as unfold from "../behaviours/unfold.js"
import { connectAll } from "../connect.js"

connectAll({ autosave, exit, found, keep, openers, picture, unfold })
