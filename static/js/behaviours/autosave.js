// Saves a form as a draft a moment after its last change, so that nothing is gone when the evening ends early.
// While Tend cannot be reached the words stay on the page, and in this tab alone in case the phone drops the page.
import { bring, forget, keep, send as sent } from "../words.js"

const A_MOMENT = 1200
const A_WHILE = 15000

export function connect(form) {
  const state = form.querySelector("[role=status]")
  let timer
  let sending = Promise.resolve()
  let waiting = false
  let leaving = false

  form.addEventListener("input", () => later(A_MOMENT))
  form.addEventListener("submit", leave)
  window.addEventListener("online", () => waiting && save())
  window.addEventListener("beforeunload", (event) => waiting && !leaving && event.preventDefault())
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) save({ keepalive: true })
  })
  // Whoever types quickly has begun before this module was there.
  const back = bring(form)
  if (back || [...form.elements].some(changed)) later(back ? 0 : A_MOMENT)

  function later(pause) {
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  }

  function save(options = {}) {
    clearTimeout(timer)
    timer = undefined
    return (sending = sending.then(() => send(options)))
  }

  // Whether Tend was reached, whatever it said.
  async function send(options) {
    try {
      const answer = await post(form, options)
      waiting = false
      if (answer.ok) forget(form)
      else keep(form)
      if (answer.ok) settle(form, answer.headers)
      state.textContent = answer.ok ? form.dataset.saved : form.dataset.changed
      return true
    } catch {
      waiting = true
      keep(form)
      state.textContent = form.dataset.sorry
      later(A_WHILE)
      return false
    }
  }

  // Goes on only once Tend is there: else the browser would put a page of its own in the place of what was written.
  async function leave(event) {
    if (leaving) return
    event.preventDefault()
    if (form.ariaBusy) return
    form.ariaBusy = "true"
    leaving = await save()
    form.ariaBusy = null
    if (!leaving) return isKept(event.submitter)
    sent(form)
    form.requestSubmit(event.submitter)
  }

  // Where Tend was not reached, what is told of it may keep the words until it is: then they are not this form's any more.
  function isKept(submitter) {
    if (form.dispatchEvent(new CustomEvent("unreached", { bubbles: true, cancelable: true, detail: submitter }))) return
    clearTimeout(timer)
    waiting = false
    state.textContent = ""
  }
}

async function post(form, options) {
  const signal = AbortSignal.timeout(A_WHILE)
  const answer = await fetch(form.action, { ...options, signal, method: "POST", body: wordsOf(form), headers: { "Tend-Part": "draft" } })
  if (answer.status >= 500) throw new Error(`answered ${answer.status}`)
  return answer
}

// All but files: a draft is words alone.
function wordsOf(form) {
  const words = new FormData(form)
  for (const field of form.querySelectorAll("[type=file]")) words.delete(field.name)
  return words
}

// Knows from then on which draft the form holds, and where it is once it has been made.
function settle(form, headers) {
  form.elements.seen.value = headers.get("Tend-Saved")
  const at = headers.get("Tend-At")
  if (!at || new URL(form.action).pathname === at) return
  form.action = at
  history.replaceState(null, "", at)
}

function changed(field) {
  return ["radio", "checkbox"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? field.value)
}
