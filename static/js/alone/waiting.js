// Shows what waits to be sent, and what Tend could not take, with its words: at the foot of the window, where nothing moves.
import { copied } from "../clipboard.js"
import { asMarkup } from "../trusted.js"
import { isWaiting } from "./sending.js"

const LINE = "/sending/line"
const KEPT = "late line"

let place

// What the line says comes before it is needed, since without a network it could not; it holds nothing of anybody's.
export async function bringLine() {
  const version = document.body.dataset.later
  const kept = JSON.parse(localStorage.getItem(KEPT))
  let html = kept?.version === version && kept.html
  if (!html) {
    const answer = await fetch(LINE)
    if (!answer.ok || answer.redirected) return
    html = await answer.text()
    localStorage.setItem(KEPT, JSON.stringify({ version, html }))
  }
  if (place?.isConnected) return
  const line = new DOMParser().parseFromString(asMarkup(html), "text/html")
  document.body.append(...line.querySelectorAll("link, aside"))
  place = document.querySelector(".late")
}

export function hasLine() {
  return place?.isConnected
}

// Shows somebody's entries. What is said aloud is said once.
export function show(entries, { guest, putAway }) {
  if (!hasLine()) return
  const waiting = entries.filter(isWaiting)
  const refused = entries.filter((each) => !isWaiting(each))
  const { waits, refuses } = place.dataset
  const said = [waiting.length && `${waits} ${waiting.length}`, refused.length && `${refuses} ${refused.length}`].filter(Boolean).join(" · ")
  place.hidden = !entries.length
  place.querySelector("summary").textContent = said
  place.querySelector("[data-guest]").hidden = !guest
  place.querySelector("ul").replaceChildren(...entries.map((each) => item(each, putAway)))
  sayOnce(said)
}

// What this device could not keep.
export function complain() {
  tell(place.dataset.full)
}

export function complainOfPicture() {
  tell(place.dataset.picture)
}

function tell(words) {
  place.hidden = false
  place.querySelector("summary").textContent = words
  sayOnce(words)
}

// By how many things one goes on without, or stays.
export function goesOnWithout(count) {
  return confirm(`${place.dataset.leaves} ${count}\n\n${place.dataset.all}`)
}

export function wordsForEars() {
  return place.dataset.ears
}

function sayOnce(words) {
  const status = place.querySelector("[role=status]")
  if (status.textContent !== words) status.textContent = words
}

function item(entry, putAway) {
  const shown = place.querySelector("template").content.cloneNode(true)
  const [why, words, copy, away] = ["[data-why]", "[data-words]", "[data-copy]", "[data-away]"].map((each) => shown.querySelector(each))
  if (isWaiting(entry)) {
    why.textContent = wordsOf(entry)
    words.remove()
    copy.parentElement.remove()
    return shown
  }
  why.textContent = entry.refused || place.dataset.gone
  words.value = wordsOf(entry)
  copy.addEventListener("click", async () => (await copied(words.value, words)) && (copy.textContent = place.dataset.copied))
  away.addEventListener("click", () => putAway(entry))
  return shown
}

function wordsOf({ kind, body, label, day, amount }) {
  if (body) return body
  const on = new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { weekday: "short", day: "numeric", month: "short" })
  return [label || place.dataset.unshared, on, amount || place.dataset[kind]].join(" · ")
}
