// What the page of a habit's day does: it keeps what is typed.
import * as exit from "../behaviours/exit.js"
import * as keep from "../behaviours/keep.js"
import { connectAll } from "../connect.js"

connectAll({ exit, keep })
