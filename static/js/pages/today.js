// What Today does: it ticks in its place, and keeps what is typed.
import * as day from "../behaviours/day.js"
import * as exit from "../behaviours/exit.js"
import * as keep from "../behaviours/keep.js"
import { connectAll } from "../connect.js"

connectAll({ day, exit, keep })
