// The last Today of whoever is logged in, as Tend gives it to be kept: nothing private is in it. It is kept under a name that
// tells nothing, and goes as soon as a page is somebody else's, or nobody's, and after three days without a word from Tend.
import { ofThisVersion } from "./shell.js"

const KIND = "tend today"
const PLACE = "/today"
const SOURCE = "/today/kept"
const NOBODY = "nobody"
const AN_HOUR = 3600000
const THREE_DAYS = 72 * AN_HOUR
const OFTEN_ENOUGH = AN_HOUR / 12

let whose // as the last page has said
let changes = 0
let keptAfter = 0 // that many changes

export function isTodays(path) {
  return path === PLACE || path === "/"
}

// Something is sent, which may change what is kept; or the log-in ends with it. What is being asked for is not kept then.
export async function note(ends = false) {
  changes += 1
  if (ends) await forget()
}

// A page says whose browser this is.
export async function hear(answer) {
  const told = answer.headers.get("Tend-Whose")
  if (told) await belong(told)
}

export async function forget() {
  changes += 1
  await belong(NOBODY)
}

// Asks for what is to be kept, where that is old or something was sent since.
export async function keep() {
  if (keptAfter === changes && (await ageOfKept()) < OFTEN_ENOUGH) return
  const before = changes
  const answer = await fetch(SOURCE)
  if (answer.status >= 500 || before !== changes) return
  const told = answer.headers.get("Tend-Whose")
  if (!told) return belong(NOBODY)
  const page = await ofThisVersion(answer).catch(() => null)
  if (!page) return registration.update() // Tend is of another version by now, whose worker comes with all of it
  if (before !== changes) return
  await belong(told)
  const cache = await caches.open(`${KIND} ${VERSION} ${told}`)
  if (before !== changes || whose !== told) return
  await cache.put(PLACE, page)
  keptAfter = before
}

// What is kept, while it may be shown.
export async function today() {
  const kept = await found()
  if (kept && ageOf(kept) <= THREE_DAYS) return kept
  await forget()
}

async function belong(to) {
  whose = to
  for (const name of await caches.keys()) if (name.startsWith(KIND) && !name.endsWith(` ${to}`)) await caches.delete(name)
}

async function found() {
  for (const name of await caches.keys()) if (name.startsWith(`${KIND} ${VERSION}`)) return caches.match(PLACE, { cacheName: name })
}

async function ageOfKept() {
  const kept = await found()
  return kept ? ageOf(kept) : Infinity
}

// A clock that was put back makes anything older than it may be.
function ageOf(kept) {
  const age = Date.now() - kept.headers.get("Tend-At")
  return age < -AN_HOUR ? Infinity : age
}
