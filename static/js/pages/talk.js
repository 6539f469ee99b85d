// What the talk does: it goes on by itself.
import * as exit from "../behaviours/exit.js"
import * as keep from "../behaviours/keep.js"
import * as talk from "../behaviours/talk.js"
import { connectAll } from "../connect.js"

connectAll({ exit, keep, talk })
