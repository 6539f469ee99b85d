// Brings what the other does onto the page that is open: what fits into its place at once, all else once it is asked for.
import { atRest, untouched } from "../looking.js"
import { fetchPart } from "../parts.js"
import { watch } from "./poller.js"
import { isTouched, put } from "./putting.js"

const A_WHILE = 8000
const A_MOMENT = 600
const ARRIVALS = "arrivals" // of which the bar of every page tells
const AS_NEWS = { "Tend-Part": "news" } // of which nothing is put down as seen

export function beLive() {
  const main = document.getElementById("main")
  const said = document.createElement("p")
  let bringing = false
  let again = false
  let sentAt = 0
  let waiting = false
  let line
  said.className = "unseen"
  said.role = "status"
  document.body?.append(said)
  addEventListener("submit", () => (sentAt = performance.now()), true)

  watch((reached, parts, first) => {
    document.dispatchEvent(new CustomEvent("live", { detail: { reached, parts } }))
    const shown = main?.querySelector("[data-live]")?.dataset.live.split(" ")
    if (shown?.some((each) => parts.includes(each)) || (parts.includes(ARRIVALS) && !first)) bring()
  })

  // One after the other: what comes meanwhile is brought with the next.
  async function bring() {
    again = true
    if (bringing) return
    bringing = true
    while (again) {
      again = false
      await renew().catch(() => {})
    }
    bringing = false
  }

  async function renew() {
    const askedAt = performance.now()
    const { body } = await part(AS_NEWS)
    await untouched()
    const [place, fresh] = [main, body].map((each) => each.querySelector("[data-live]"))
    if (!place || !fresh) return mark(body, false)
    if (sentAt > askedAt) return (again = true)
    const { made, held } = place.dataset.day === fresh.dataset.day ? put(main, body) : { made: [], held: true }
    const words = body.ownerDocument.querySelector("[data-new]").content
    guard(made)
    const told = held || made.some((each) => !each.quiet)
    if (told) say(made, held, words)
    waiting = held
    if (held) offer(words.firstElementChild)
    else line?.remove()
    if (made.length && !held) await part({})
    else mark(body, told)
  }

  // The dot in the bar, where something is to be seen on another page; it is said aloud where nothing else was.
  function mark(body, told) {
    const [bar, found] = [document, body.ownerDocument].map((each) => each.querySelector(".around__dot, [data-arrived]"))
    if (!body.ownerDocument.querySelector("[data-new]") || Boolean(bar) === Boolean(found)) return
    bar?.remove()
    if (!found) return
    document.querySelector("nav .around__link")?.append(document.importNode(found.content.firstElementChild, true))
    if (!told) said.textContent = found.content.textContent.trim()
  }

  function part(headers) {
    return fetchPart(location.pathname + location.search, { headers, cache: "no-store", signal: AbortSignal.timeout(A_WHILE) })
  }

  // A tap that was on its way to a button as it was does not press what it has become.
  function guard(made) {
    for (const { of, name } of made) {
      if (name !== "formaction") continue
      const stop = (event) => event.preventDefault()
      of.addEventListener("click", stop)
      setTimeout(() => of.removeEventListener("click", stop), A_MOMENT)
    }
  }

  // One tick in its own words; of whatever else it is, that there is something.
  function say(made, held, words) {
    const ticks = new Set(made.map(({ of }) => of.parentElement?.closest("li")?.querySelector(".tick .unseen") ?? null))
    ticks.delete(null)
    const told = ticks.size === 1 && !held ? [...ticks][0] : words
    said.textContent = told.textContent.trim()
  }

  // The way to what would move something, above the bar and outside of the page, once nothing is written that it would lie over.
  // At first it takes no tap, which was meant for what lies below it.
  async function offer(words) {
    await atRest()
    if (!waiting || line?.isConnected) return
    line = document.importNode(words, true)
    line.addEventListener("click", show)
    line.inert = true
    setTimeout(() => (line.inert = false), A_MOMENT)
    document.body?.append(line)
  }

  // All of it in the place of what is shown. Words that are being typed are kept by their forms, and put back; others stay.
  async function show() {
    if ([...main.querySelectorAll("form:not([data-behaviour])")].some(isTouched)) return
    const { body } = await part({}).catch(() => ({}))
    if (!body?.querySelector("[data-live]")) return location.reload()
    waiting = false
    line.remove()
    const foot = main.querySelector(":scope > form:last-child")
    for (const each of [...main.children]) if (each !== foot) each.remove()
    main.prepend(...body.children)
    document.dispatchEvent(new CustomEvent("brought", { detail: main }))
    scrollTo({ top: 0 })
    main.focus({ preventScroll: true })
  }
}
