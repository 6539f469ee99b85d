// Sends what was done without a network, in order, one after the other. Each is sent until Tend has answered; what Tend has
// booked it books no second time.
import { all, change, remove } from "./queue.js"

const PLACE = "/sending"
const SENT = "late sent"
const A_WHILE = 30000
const BOOKED = 204
const NOT_NOW = [400, 401, 408, 425, 429]
const CLOCK_IS_OFF = 60000

// Says how it went: "sent", "later" where Tend is not reached or has no time, "guest" where nobody is logged in, or "" where
// nothing was to be sent. Of several windows one sends.
export async function send(whose) {
  const once = () => sendAll(whose)
  return navigator.locks ? navigator.locks.request(PLACE, once) : once()
}

// Whether something was sent, by the page before this one, after Tend was asked for this one: it is not on it then.
export function isMissed() {
  return Number(sessionStorage.getItem(SENT)) > performance.timeOrigin
}

export function isWaiting(entry) {
  return entry.refused === undefined && !entry.aside
}

export function isOf(whose) {
  return ({ home }) => home.split(".")[0] === whose
}

async function sendAll(whose) {
  const entries = (await all()).filter(isOf(whose)).filter(isWaiting)
  if (!entries.length) return ""
  try {
    const { home, token, off } = await asked()
    if (!home?.startsWith(`${whose}.`)) return "guest" // somebody else by now, who sends nothing of this and sees none of it
    for (const entry of entries) if (!(await isTaken(entry, token, off))) return "later"
    for (const news of ["there", "changed"]) navigator.serviceWorker?.controller?.postMessage(news) // what it keeps is older
    return "sent"
  } catch {
    return "later"
  }
}

// Whose log-in this is, the token of its forms, and by how much this clock is off, where that is more than a delay.
async function asked() {
  const before = Date.now()
  const answer = await fetch(PLACE, { headers: { "Tend-Part": "way" }, cache: "no-store", signal: AbortSignal.timeout(A_WHILE) })
  if (answer.status >= 500) throw new Error(`answered ${answer.status}`)
  if (!answer.headers.get("Content-Type")?.includes("json")) return {}
  const { home, token, at } = await answer.json()
  const off = Math.round(at - (before + Date.now()) / 2)
  return { home, token, off: Math.abs(off) > CLOCK_IS_OFF ? off : 0 }
}

async function isTaken(entry, token, off) {
  const { id, made, home, kind, track, day, amount, whom, body, about, seen } = entry
  const said = { doing_id: id, made_at: made, home, kind, track, day, amount, whom, body, about, seen, off, csrf_token: token }
  const given = Object.entries(said).filter(([, value]) => value !== undefined)
  const answer = await fetch(PLACE, { method: "POST", body: new URLSearchParams(given), signal: AbortSignal.timeout(A_WHILE) })
  if (NOT_NOW.includes(answer.status) || answer.status >= 500) return false
  if (answer.status === BOOKED) await remove(id)
  else await change({ ...entry, refused: answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : "" })
  try {
    sessionStorage.setItem(SENT, Date.now())
  } catch {} // where nothing can be kept, the next page may be a moment behind
  return true
}
