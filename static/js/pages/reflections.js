// What reflections do: they save and keep what is typed, and time a look.
import * as autosave from "../behaviours/autosave.js"
import * as exit from "../behaviours/exit.js"
import * as found from "../behaviours/found.js"
import * as keep from "../behaviours/keep.js"
import * as timer from "../behaviours/timer.js"
import { connectAll } from "../connect.js"

connectAll({ autosave, exit, found, keep, timer })
