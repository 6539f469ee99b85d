// What bringing a file in does: it goes on by itself.
import * as exit from "../behaviours/exit.js"
import * as onward from "../behaviours/onward.js"
import { connectAll } from "../connect.js"

connectAll({ exit, onward })
