// Where somebody has chosen that their Tend locks: an open page that nobody touches goes blank and locks, in all windows.
import { keep } from "../words.js"

const { content, dataset } = document.querySelector("meta[name=lock]")
const AFTER = 1000 * content
const BEAT = AFTER / 5
const LONG_ENOUGH = 3000

const title = document.title
const windows = new BroadcastChannel("tend lock")
const typedInto = new Set()
let touched = Date.now()
let told = touched
let locked = false

for (const kind of ["pointerdown", "keydown", "scroll", "input"]) {
  addEventListener(kind, touch, { capture: true, passive: true })
}
addEventListener("input", ({ target }) => target.form?.dataset.whose && typedInto.add(target.form))
document.addEventListener("visibilitychange", () => (document.hidden ? blank() : look()))
addEventListener("pagehide", blank)
addEventListener("pageshow", ({ persisted }) => persisted && again())
windows.addEventListener("message", ({ data }) => (Number.isFinite(data) ? touchedElsewhere(data) : heard[data]?.()))
windows.postMessage("open")
setInterval(look, AFTER / 60)

const heard = { lock: () => lock(), locked: again }

function touch() {
  if (document.hidden || locked) return
  if (due()) return lock(true)
  touched = Date.now()
}

// Another window has said so to Tend already.
function touchedElsewhere(at) {
  touched = Math.max(touched, at)
  told = Date.now()
}

function due() {
  return Date.now() - touched >= AFTER
}

// Blanks and locks where it is time, and else says to Tend and to other windows that somebody is there.
function look() {
  if (locked) return
  if (due()) return lock(true)
  if (!document.hidden) show()
  if (touched > told && Date.now() - told >= BEAT) stay()
}

async function stay() {
  told = Date.now()
  windows.postMessage(touched)
  const answer = await send(dataset.stay)
  if (answer?.headers.has("Tend-At")) lock(true)
}

// What was typed waits in this tab; nothing of the page stays in it. Without a network it is blank all the same.
async function lock(first = false) {
  if (locked) return
  locked = true
  typedInto.forEach((form) => keep(form))
  const sent = first && send(dataset.now)
  blank()
  document.body.replaceChildren()
  if (!first) return setTimeout(again, LONG_ENOUGH)
  windows.postMessage("lock")
  await sent
  windows.postMessage("locked")
  again()
}

function blank() {
  document.title = "\u200b" // a tab without a title shows its address
  document.body.hidden = true
}

function show() {
  document.title = title
  document.body.hidden = false
}

// By its address alone: a form that was answered there is not sent again.
function again() {
  blank()
  location.replace(location.pathname + location.search)
}

function send(path) {
  const body = new URLSearchParams({ csrf_token: document.querySelector("[name=csrf_token]").value })
  const headers = { "Tend-Part": "way" } // of an answer that leads elsewhere not every engine tells a script anything
  return fetch(path, { method: "POST", body, headers, keepalive: true }).catch(() => null)
}
