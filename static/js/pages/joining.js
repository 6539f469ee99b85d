// What coming in does: it asks for a passkey, guesses the zone, sends and copies an invitation, waits for an answer.
import * as waiting from "../behaviours/await.js"
import * as copy from "../behaviours/copy.js"
import * as exit from "../behaviours/exit.js"
import * as passkey from "../behaviours/passkey.js"
import * as send from "../behaviours/send.js"
import * as zone from "../behaviours/zone.js"
import { connectAll } from "../connect.js"

connectAll({ await: waiting, copy, exit, passkey, send, zone })
