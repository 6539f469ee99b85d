// What somebody is typing, kept in this tab alone in case the phone drops the page or Tend cannot be reached.
const KEPT = "unsaved "

export function keep(form, more = {}) {
  sessionStorage.setItem(placeOf(form), JSON.stringify({ whose: form.dataset.whose, words: wordsIn(form), ...more }))
}

export function forget(form) {
  sessionStorage.removeItem(placeOf(form))
}

// Puts back what this tab kept of the same form, if Tend has not had it, and says whether there was anything.
export function bring(form) {
  const before = kept(form)
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

// Whether this page is what Tend has answered, and not one that was gone back to after the browser could not reach it.
function arrived() {
  const [visit] = performance.getEntriesByType("navigation")
  return visit?.type === "navigate" && document.referrer.startsWith(location.origin)
}
