// Ticks at once, without leaving the page: the circle fills, the server answers with the day as it is.
import { fetchPart } from "../parts.js"

export function connect(day) {
  let tapped = 0

  day.addEventListener("submit", async (event) => {
    const button = event.submitter
    if (!button?.matches(".tick")) return
    event.preventDefault()

    const turn = ++tapped
    const row = button.closest("[id]").id
    button.classList.toggle("tick--done")
    try {
      const { body } = await fetchPart(button.formAction, { method: "POST", body: new FormData(event.target) })
      if (turn === tapped) show(body.querySelector("[data-behaviour=day]"), row)
    } catch {
      button.classList.toggle("tick--done")
      say(day.dataset.sorry)
    }
  })

  function show(fresh, row) {
    if (!fresh) return location.reload()
    day.replaceChildren(...fresh.childNodes)
    day.querySelector(`#${row} .tick`)?.focus({ preventScroll: true })
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
