// Keeps what is typed into a form in this tab until Tend has answered it, so that a page that is dropped, left by
// mistake or sent into a dead spot loses nothing.
import { bring, keep, send } from "../words.js"

export function connect(form) {
  bring(form)
  form.addEventListener("input", () => keep(form))
  form.addEventListener("submit", () => send(form))
}
