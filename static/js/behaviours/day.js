// Ticks at once, without leaving the page: the circle fills, and each row stays where it is until the page is opened again.
import { fetchPart } from "../parts.js"

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
      const { body } = await fetchPart(button.formAction, { method: "POST", body: new FormData(event.target) })
      await Promise.allSettled(day.getAnimations({ subtree: true }).map((motion) => motion.finished))
      if (turn === tapped) show(body.querySelector("[data-behaviour=day]"))
    } catch {
      button.setAttribute("aria-pressed", before)
      say(day.dataset.sorry)
    }
  })

  // What is on both pages is brought up to date in its place; nothing moves.
  function show(fresh) {
    if (!fresh) return location.reload()
    const focused = document.activeElement?.closest(".habit")?.id
    for (const row of day.querySelectorAll(".habit")) put(row, fresh.querySelector(`#${row.id}`))
    for (const part of day.querySelectorAll("[data-part]")) put(part, fresh.querySelector(`[data-part=${part.dataset.part}]`))
    if (focused) day.querySelector(`#${focused} .tick`)?.focus({ preventScroll: true })
  }

  function put(old, fresh) {
    const [shown, found] = [old, fresh].map((each) => [...(each?.childNodes ?? [])])
    const alike = shown.length === found.length && shown.every((each, place) => each.isEqualNode(found[place]))
    if (fresh && !alike) old.replaceChildren(...found)
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
