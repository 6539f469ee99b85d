// Shows an opened week in the place of the envelope, as soon as both have sealed. Whoever reads on meanwhile finds the way to it.
import { atRest, hasCome } from "../looking.js"
import { fetchPart } from "../parts.js"

const A_MOMENT = 600

export function connect(sealed, connectIn) {
  const main = document.getElementById("main")
  const said = main.querySelector("[data-said]")
  const again = sealed.querySelector("[data-again]")
  document.addEventListener("live", look)

  // Where nobody looks by itself whether anything is new, one looks again oneself.
  async function look({ detail: { reached, parts } }) {
    again.hidden = reached
    if (!sealed.isConnected) document.removeEventListener("live", look)
    else if (parts.includes("week") && (await hasCome(sealed.dataset.waits))) await come()
  }

  async function come() {
    document.removeEventListener("live", look)
    await atRest()
    if (isRead()) lead()
    else await open().catch(lead)
  }

  // Whether somebody is at something else on this page than waiting.
  function isRead() {
    const { top } = sealed.getBoundingClientRect()
    return top < 0 || [...main.querySelectorAll("details")].some((each) => each.open)
  }

  function lead() {
    const way = sealed.querySelector("[data-opened]")
    sealed.querySelector("[data-waiting]").hidden = true
    way.hidden = false
    said.textContent = way.textContent.trim()
  }

  async function open() {
    const { body } = await fetchPart(sealed.dataset.week)
    const focused = main.contains(document.activeElement)
    const words = body.querySelector(".opening__words")
    words?.removeAttribute("role") // it is said by the part of the page that has been there all along
    for (const each of [...main.children]) if (each !== said) each.remove()
    said.after(...body.children)
    connectIn(main)
    scrollTo({ top: 0 })
    if (focused) main.focus({ preventScroll: true })
    said.textContent = (words ?? main.querySelector("h1")).textContent.trim()
    keepFromThumbs()
  }

  // A tap that was on its way to what stood there before.
  function keepFromThumbs() {
    const stop = (event) => event.preventDefault()
    main.addEventListener("click", stop, { capture: true })
    setTimeout(() => main.removeEventListener("click", stop, { capture: true }), A_MOMENT)
  }
}
