// A form that would be sent into nowhere stays as it is and says so: else a page of the browser's would come in its place. Whether
// Tend is there is looked at where that was not known a moment ago. Scripts that send forms by themselves see to it themselves.
import { keep } from "./words.js"

const A_MOMENT = 15000
const A_WHILE = 8000

export function holdForms() {
  let reached = 0 // the page itself came over the network
  let going

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return
    if (going === form || (navigator.onLine && performance.now() - reached < A_MOMENT)) return (going = undefined)
    event.preventDefault()
    document.querySelector("[data-unsent]")?.remove()
    if (!(await isThere())) return say(form, submitter)
    reached = performance.now()
    going = form
    form.requestSubmit(submitter)
  })
}

async function isThere() {
  try {
    return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(A_WHILE) })).ok
  } catch {
    return false
  }
}

function say(form, submitter) {
  if (form.dataset.whose) keep(form)
  const notice = document.createElement("p")
  notice.className = "notice notice--warning"
  notice.dataset.unsent = ""
  notice.role = "alert"
  notice.textContent = document.body.dataset.sorry
  const place = submitter ?? form
  place.before(notice)
}
