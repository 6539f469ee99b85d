// What the settings do: passkeys are made and used, recovery codes copied and printed, notices switched on.
import * as copy from "../behaviours/copy.js"
import * as exit from "../behaviours/exit.js"
import * as notices from "../behaviours/notices.js"
import * as passkey from "../behaviours/passkey.js"
import * as print from "../behaviours/print.js"
import { connectAll } from "../connect.js"

connectAll({ copy, exit, notices, passkey, print })
