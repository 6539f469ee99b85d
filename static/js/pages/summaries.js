// What the summary does: it saves, copies its link, and prints.
import * as autosave from "../behaviours/autosave.js"
import * as copy from "../behaviours/copy.js"
import * as exit from "../behaviours/exit.js"
import * as print from "../behaviours/print.js"
import { connectAll } from "../connect.js"

connectAll({ autosave, copy, exit, print })
