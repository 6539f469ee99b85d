// What the search does: going back leads to where it began.
import * as exit from "../behaviours/exit.js"
import * as found from "../behaviours/found.js"
import { connectAll } from "../connect.js"

connectAll({ exit, found })
