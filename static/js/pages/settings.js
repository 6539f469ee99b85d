// What the settings do: recovery codes are copied and printed.
import * as copy from "../behaviours/copy.js"
import * as print from "../behaviours/print.js"
import { connectAll } from "../connect.js"

connectAll({ copy, print })
