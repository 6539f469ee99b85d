// What a page does that does nothing else: it can be left at once.
import * as exit from "../behaviours/exit.js"
import { connectAll } from "../connect.js"

connectAll({ exit })
