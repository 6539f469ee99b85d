// What is done while Tend cannot be reached: a tick, its end, an amount, a note. It is kept in this browser, shown as waiting, and
// sent in order once Tend is there: when the network is back, when the page is looked at again, with the next page.
import { fetchPart } from "../parts.js"
import { showAfresh } from "../places.js"
import { forget } from "../words.js"
import { add, all, change, forgetAll, remove } from "./queue.js"
import { isMissed, isOf, isWaiting, send } from "./sending.js"
import { bringLine, complain, complainOfPicture, goesOnWithout, hasLine, show, wordsForEars } from "./waiting.js"

const TICK = /\/tracks\/(?<track>\d+)\/ticks\/(?<day>[\d-]+)(?<end>\/undo|\/amount)?$/
const WITHOUT = ["/logout", "/settings/delete", "/settings/leave", "/settings/lock"] // with which what waits is gone
const AT_ONCE = "/logout" // the others may be refused
const NOTE = "form[data-late=note]"
const SOON = 1000
const SELDOM = 60000
const A_MOMENT = 4000

const home = document.body.dataset.home
const whose = home?.split(".")[0]
let mine = []
let guest = false
let again
let pause = SOON
let lastKept = Promise.resolve()

// Where somebody's Tend locks, or they do not stay logged in, a page names no home: nothing is kept then, as on plain http.
export async function beLate() {
  await letGo().catch(() => {})
  if (!whose || !isSecureContext || !globalThis.indexedDB) return
  await look().catch(() => {})
  const canBe = document.querySelector(`.tick, ${NOTE}`)
  if (canBe || mine.length) await bringLine().catch(() => {})
  addEventListener("unreached", unreached)
  addEventListener("submit", submitted, true)
  addEventListener("online", goOn)
  document.addEventListener("visibilitychange", () => document.hidden || goOn())
  await refresh()
  if (isMissed()) await bringUpToDate().catch(() => {})
  await goOn()
}

// What somebody goes on without is put aside, and gone once they are at home elsewhere, or nowhere; where their form was refused,
// it waits on.
async function letGo() {
  const aside = (await all()).filter((entry) => entry.aside)
  for (const { aside: _gone, ...entry } of aside) await (entry.home === home ? change(entry) : remove(entry.id))
  if (aside.length && !(await all()).length) await forgetAll()
}

async function look() {
  mine = (await all()).filter(isOf(whose)).filter((entry) => !entry.aside)
}

async function refresh() {
  await look().catch(() => {})
  show(mine, { guest, putAway })
  for (const entry of mine.filter(isWaiting)) mark(entry)
}

async function goOn() {
  clearTimeout(again)
  if (!mine.some(isWaiting)) await look().catch(() => {})
  if (!mine.some(isWaiting)) return
  if (!hasLine()) await bringLine().catch(() => {})
  const before = mine.filter(isWaiting).length
  const went = await send(whose).catch(() => "later")
  guest = went === "guest"
  await refresh()
  const after = mine.filter(isWaiting).length
  if (after < before) await bringUpToDate().catch(() => {})
  pause = after < before ? SOON : Math.min(2 * pause, SELDOM)
  if (after && !guest) goOnLater()
}

function goOnLater() {
  clearTimeout(again)
  again = setTimeout(goOn, pause)
}

// What is shown is what Tend has by now; nothing moves.
async function bringUpToDate() {
  const day = document.querySelector("[data-behaviour=day]")
  if (!day) return
  const { body } = await fetchPart(location.pathname + location.search)
  showAfresh(day, body.querySelector("[data-behaviour=day]"))
  for (const entry of mine.filter(isWaiting)) mark(entry)
}

// Something was to be sent and Tend was not reached: taken here, it is no failure. A note with a picture stays in its form, and a
// draft is none.
function unreached(event) {
  if (!hasLine()) return
  const { target, detail } = event
  if (target.matches(".tick")) {
    event.preventDefault()
    keep({ ...tickOf(target, detail), label: labelOf(target) }).then(refresh, () => failed(target, !detail))
  } else if (target.matches(NOTE) && !detail?.name) {
    if (target.elements.picture.files.length) return complainOfPicture()
    if (!target.elements.body.value.trim()) return
    event.preventDefault()
    keepNote(target)
  }
}

function tickOf(button, set) {
  const { track, day } = button.formAction.match(TICK).groups
  const { left } = button.dataset
  return set && left ? { kind: "amount", track, day, amount: left, whole: true } : { kind: set ? "tick" : "untick", track, day }
}

async function keepNote(form) {
  const { body, about, seen } = form.elements
  try {
    await keep({ kind: "note", body: body.value, about: about.value, seen: seen.value, whom: form.dataset.whom })
  } catch {
    return complain()
  }
  body.value = ""
  forget(form)
  await refresh()
}

// Before a page is left by a form: an amount is kept here where Tend is not reached, and whoever goes hears of what waits.
async function submitted(event) {
  const { target, submitter } = event
  const waiting = mine.filter(isWaiting).length
  const { pathname } = new URL(target.action)
  if (WITHOUT.includes(pathname) && target.elements.locks?.checked !== false && waiting && hasLine()) {
    event.preventDefault()
    if (!goesOnWithout(waiting)) return
    clearTimeout(again)
    if (pathname === AT_ONCE) await forgetAll()
    else for (const entry of mine.filter(isWaiting)) await change({ ...entry, aside: true })
    mine = []
    target.requestSubmit(submitter)
  } else if (submitter?.formAction.match(TICK)?.groups.end === "/amount" && hasLine() && !submitter.dataset.reached) {
    event.preventDefault()
    await sendAmount(target, submitter)
  }
}

async function sendAmount(form, button) {
  const { track, day } = button.formAction.match(TICK).groups
  if (form.elements.csrf_token && (await isReached())) {
    button.dataset.reached = "y"
    return form.requestSubmit(button)
  }
  const amount = form.elements[`amount-${track}`].value.trim()
  keep({ kind: "amount", track, day, amount, label: labelOf(button) }).then(refresh, complain)
}

async function isReached() {
  try {
    await fetch("/sending", { headers: { "Tend-Part": "way" }, cache: "no-store", signal: AbortSignal.timeout(A_MOMENT) })
    return true
  } catch {
    return false
  }
}

// One after the other, so that each is later than the one before.
function keep(doing) {
  const kept = lastKept.then(() => add({ home, ...doing }))
  lastKept = kept.catch(() => {})
  goOnLater()
  return kept
}

function failed(button, pressed) {
  button.setAttribute("aria-pressed", pressed)
  complain()
}

async function putAway(entry) {
  await remove(entry.id)
  await refresh()
}

// A row shows what will be: the next tap is the other way round.
function mark({ kind, track, day, amount, whole }) {
  for (const button of document.querySelectorAll("button.tick")) {
    const found = button.formAction.match(TICK)?.groups
    if (found?.track !== track || found.day !== day) continue
    const done = kind === "tick" || Boolean(whole)
    const part = kind === "amount" && parseFloat(amount) > 0
    button.ariaPressed = part && !done ? "mixed" : String(done)
    button.formAction = button.formAction.replace(/\/undo$/, "") + (done ? "/undo" : "")
    button.ariaDescription = wordsForEars()
    drawDots(button.querySelector("svg"))
  }
}

// Three dots in one's own circle: it is on its way.
function drawDots(drawing) {
  if (drawing.querySelector("[data-waits]")) return
  const dots = document.createElementNS(drawing.namespaceURI, "path")
  const look = { d: "M37 20h0M44 20h0M51 20h0", stroke: "currentColor", "stroke-width": 4, "stroke-linecap": "round", "data-waits": "" }
  for (const [name, value] of Object.entries(look)) dots.setAttribute(name, value)
  drawing.append(dots)
}

// What a habit is called, where the other sees it too: of what is private no word is kept on a device.
function labelOf(element) {
  const row = element.closest(".habit")
  return row.querySelector(".habit__private") ? "" : row.querySelector(".habit__name").textContent.trim()
}
