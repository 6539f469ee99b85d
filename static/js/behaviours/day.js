// Ticks at once, without leaving the page: the circle fills, and each row stays where it is until the page is opened again.
import { fetchPart } from "../parts.js"
import { showAfresh } from "../places.js"

const A_WHILE = 8000

export function connect(day) {
  let tapped = 0

  day.addEventListener("submit", async (event) => {
    const button = event.submitter
    if (!button?.matches(".tick")) return
    event.preventDefault()

    const turn = ++tapped
    const before = button.getAttribute("aria-pressed")
    button.setAttribute("aria-pressed", before !== "true")
    try {
      if (!event.target.elements.csrf_token) throw new Error("kept without a token")
      const sent = { method: "POST", body: new FormData(event.target), signal: AbortSignal.timeout(A_WHILE) }
      const { body } = await fetchPart(button.formAction, sent)
      await Promise.allSettled(day.getAnimations({ subtree: true }).map((motion) => motion.finished))
      if (turn === tapped) showAfresh(day, body.querySelector("[data-behaviour=day]"))
    } catch (error) {
      if (wasKept(button, before !== "true", error)) return
      button.setAttribute("aria-pressed", before)
      say(day.dataset.sorry)
    }
  })

  // Where Tend was not reached at all, what is told of it may keep the tap until it is.
  function wasKept(button, set, error) {
    return !error.cause && !button.dispatchEvent(new CustomEvent("unreached", { bubbles: true, cancelable: true, detail: set }))
  }

  function say(words) {
    const notice = document.createElement("p")
    notice.className = "notice notice--warning"
    notice.role = "alert"
    notice.textContent = words
    day.querySelector(".notice")?.remove()
    day.prepend(notice)
  }
}
