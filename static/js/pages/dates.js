// What plans, ideas, days and appointments do: they keep what is typed.
import * as copy from "../behaviours/copy.js"
import * as exit from "../behaviours/exit.js"
import * as keep from "../behaviours/keep.js"
import { connectAll } from "../connect.js"

connectAll({ copy, exit, keep })
