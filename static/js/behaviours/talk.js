// Keeps two phones in the same place of one talk: looks where it is as soon as that is known to be new, and sends what is tapped.
import { fetchNewPart, fetchPart } from "../parts.js"

const A_SECOND = 1000
const A_QUARTER = 250
const A_WHILE = 8000
const NOTHING = "nothing"
const BEGUN = ["waiting", "invited", "speaking", "listening", "saying-back", "checking", "resting"]

export function connect(talk) {
  const trouble = talk.querySelector("[data-trouble]")
  const status = talk.querySelector("[data-said]")
  let now = talk.querySelector(".talk__now")
  let secondsLeft = stopwatch(now)
  let asked = 0
  let sending = false

  talk.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-tap]")) return
    event.preventDefault()
    if (!sending) send(event.target)
  })
  // The second tap of a double one would press what has just come under the finger.
  talk.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("[data-tap]")) event.preventDefault()
  })
  document.addEventListener("visibilitychange", lookAfresh)
  for (const event of ["focus", "online", "pageshow"]) addEventListener(event, lookAfresh)
  document.addEventListener("live", ({ detail: { reached, parts } }) => {
    if (!reached) trouble.hidden = false
    else if (!trouble.hidden) look(NOTHING)
    else if (parts.includes("talk")) look(now.dataset.tag)
  })
  setInterval(showTime, A_QUARTER)
  const awake = stayAwake(isOn)
  hurry()

  // While it goes on nobody waits for the other longer than a second.
  function hurry() {
    awake()
    if (isOn()) talk.dataset.pace = A_SECOND
    else delete talk.dataset.pace
  }

  function isOn() {
    return BEGUN.includes(now.dataset.scene)
  }

  // Whoever comes back may have slept longer than any clock here knows: so the whole part is asked for.
  function lookAfresh() {
    if (document.visibilityState !== "visible") return
    awake()
    look(NOTHING)
  }

  // Of several answers on their way only the last is news; while a tap is on its way, its answer is.
  async function look(known) {
    if (sending) return
    const turn = ++asked
    try {
      const part = await fetchNewPart(talk.dataset.now, known, { signal: AbortSignal.timeout(A_WHILE) })
      trouble.hidden = true
      if (part && turn === asked && !writing()) show(part.body)
    } catch (error) {
      explain(error)
    }
  }

  // A form with somebody's words in it stays as it is, whatever the partner has begun meanwhile.
  function writing() {
    return Boolean(now.querySelector("[name=words]")?.value)
  }

  async function send(form) {
    sending = true
    asked += 1
    try {
      const signal = AbortSignal.timeout(A_WHILE)
      const { body } = await fetchPart(form.action, { method: "POST", body: new FormData(form), signal })
      trouble.hidden = true
      show(body)
    } catch (error) {
      explain(error)
    }
    sending = false
  }

  // Without a network or a server it says so and tries again. Whoever is logged out meanwhile is told on a whole page.
  function explain(error) {
    if (error.cause >= 400 && error.cause < 500) location.reload()
    else trouble.hidden = false
  }

  function show(body) {
    const fresh = body.querySelector(".talk__now")
    if (!fresh) return location.reload()
    secondsLeft = stopwatch(fresh)
    if (fresh.dataset.tag !== now.dataset.tag) replace(fresh)
    showNotices(body.querySelector(".notices"))
    showTime()
  }

  function replace(fresh) {
    const before = now
    const focused = before.contains(document.activeElement)
    before.replaceWith(fresh)
    now = fresh
    hurry()
    const heading = fresh.querySelector("h1")
    if (heading.textContent === before.querySelector("h1").textContent && !focused) return
    scrollTo({ top: 0 })
    if (focused) heading.focus({ preventScroll: true })
    else say(heading.textContent)
  }

  function showNotices(notices) {
    if (!notices) return
    document.querySelector(".notices")?.remove()
    talk.before(notices)
    scrollTo({ top: 0 })
    say(notices.textContent.trim())
  }

  function showTime() {
    const clock = now.querySelector(".clock")
    if (!clock) return
    const left = secondsLeft()
    const hand = clock.querySelector(".clock__hand")
    const over = now.querySelector(".clock__over")
    clock.querySelector(".clock__time").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
    hand.setAttribute("stroke-dasharray", `${left} ${hand.getAttribute("pathLength")}`)
    if (left === 0 && over.hidden) say(over.textContent)
    over.hidden = left > 0
  }

  function say(words) {
    status.textContent = words
  }
}

// Counts from what the server has just said, so that a clock that jumps changes nothing.
function stopwatch(part) {
  const clock = part.querySelector(".clock")
  const left = Number(clock?.dataset.left ?? 0)
  const ticking = clock?.hasAttribute("data-ticking")
  const since = performance.now()
  return () => (ticking ? Math.max(0, Math.ceil(left - (performance.now() - since) / A_SECOND)) : left)
}

// Keeps the screen from going dark between two taps, where the browser can. Hidden, it lets go by itself.
function stayAwake(wanted) {
  let held
  return async () => {
    try {
      if (!wanted()) await held?.release()
      else if (!held || held.released) held = await navigator.wakeLock?.request("screen")
    } catch {
      // A battery that is low, say: then the screen goes dark as always.
    }
  }
}
