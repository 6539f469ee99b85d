// What somebody is typing, kept in this tab alone in case the phone drops the page or Tend cannot be reached.
const KEPT = "unsaved "

export function keep(form, more = {}) {
  if (!form.isConnected) return // the page was left in a hurry
  const { whose, whom } = form.dataset
  sessionStorage.setItem(placeOf(form), JSON.stringify({ whose, whom, words: wordsIn(form), ...more }))
}

export function forget(form) {
  sessionStorage.removeItem(placeOf(form))
}

// Puts back what this tab kept of the same form, if Tend has not had it, and says whether there was anything.
// What was meant for one person is put before no other: it is laid aside, to be read, thrown away, or gone on with.
export function bring(form) {
  let before = kept(form)
  if (before?.whom && before.whom !== form.dataset.whom) {
    sessionStorage.setItem(asideOf(form), JSON.stringify(before))
    forget(form)
    before = null
  }
  offer(form)
  if (before?.sent && arrived()) forget(form)
  else if (before) put(form, before.words)
  return before !== null && !before.sent
}

// That the words are on their way: they are kept until there is an answer.
export function send(form) {
  if (kept(form)) keep(form, { sent: true })
}

// What this tab kept of the same form of the same person. What is anybody else's is thrown away.
function kept(form) {
  for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith(KEPT))) {
    if (JSON.parse(sessionStorage.getItem(key)).whose !== form.dataset.whose) sessionStorage.removeItem(key)
  }
  return JSON.parse(sessionStorage.getItem(placeOf(form)))
}

function placeOf(form) {
  const { pathname, search } = new URL(form.action)
  return KEPT + pathname + search
}

// All that is typed, with the stamps that say what it was typed over; no password and no file.
function wordsIn(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && typeof value === "string" && form.elements[name].type !== "password")
}

// Puts words where they were typed, and unfolds the place. A box that was not ticked is among no words.
function put(form, words) {
  for (const box of [...form.elements].filter((each) => each.type === "checkbox")) {
    box.checked = words.some(([name, value]) => name === box.name && value === box.value)
  }
  for (const [name, value] of words) {
    const field = form.elements.namedItem(name)
    if (field && field.type !== "checkbox") field.value = value
  }
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
}

// Shows what this tab has laid aside of a form.
function offer(form) {
  const aside = JSON.parse(sessionStorage.getItem(asideOf(form)))
  const words = aside?.words.filter(([name, value]) => value && form.elements.namedItem(name)?.matches?.("textarea, input:not([type=hidden])"))
  if (!words?.length) return
  form.prepend(form.querySelector("template").content.cloneNode(true))
  const place = form.firstElementChild
  const away = () => {
    sessionStorage.removeItem(asideOf(form))
    place.remove()
  }
  place.querySelector("p").textContent = words.map(([, value]) => value).join("\n\n")
  place.querySelector("[data-way=away]").addEventListener("click", away)
  place.querySelector("[data-way=on]").addEventListener("click", () => {
    away()
    put(form, words)
    form.dispatchEvent(new Event("input"))
  })
}

function asideOf(form) {
  return `${placeOf(form)} aside`
}

// Whether this page is what Tend has answered, and not one that was gone back to after the browser could not reach it.
function arrived() {
  const [visit] = performance.getEntriesByType("navigation")
  return visit?.type === "navigate" && document.referrer.startsWith(location.origin)
}
