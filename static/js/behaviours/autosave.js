// Saves a form as a draft a moment after its last change, so that nothing is gone when the evening ends early.
const A_MOMENT = 1200
const A_WHILE = 15000

export function connect(form) {
  const state = form.querySelector("[role=status]")
  let timer
  let sending = Promise.resolve()

  form.addEventListener("input", () => later(A_MOMENT))
  form.addEventListener("submit", () => clearTimeout(timer))
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) save({ keepalive: true })
  })
  // Whoever types quickly has begun before this module was there.
  if ([...form.elements].some(changed)) later(A_MOMENT)

  function later(pause) {
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  }

  function save(options = {}) {
    clearTimeout(timer)
    timer = undefined
    sending = sending.then(() => send(options))
  }

  async function send(options) {
    try {
      const answer = await fetch(form.action, { ...options, method: "POST", body: new FormData(form), headers: { "Tend-Part": "draft" } })
      if (answer.status === 422) return void (state.textContent = form.dataset.changed)
      if (!answer.ok) throw new Error(`answered ${answer.status}`)
      form.elements.seen.value = answer.headers.get("Tend-Saved")
      state.textContent = form.dataset.saved
    } catch {
      state.textContent = form.dataset.sorry
      later(A_WHILE)
    }
  }
}

function changed(field) {
  return field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? field.value)
}
