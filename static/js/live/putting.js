// Puts what differs on a page into its place, as far as nothing that is seen moves for it, and nothing that is typed, opened or
// focused is touched. Each change is made, looked at, and taken back at once if anything moved: nothing was drawn meanwhile.
const UNITS = "[data-part], [data-unit], li[id], article[id]"
const FIELDS = "input, textarea, select"
const SCRIPTED = "[data-behaviour]"
const APART = "details, fieldset, form"
const SEEN = "a, button, summary, input, textarea, select, h1, h2, h3, p, li"
const THEIRS = ["open", "hidden"] // whoever looks at the page has it so
const AT_HAND = ":hover, :focus-within"
const IN_HANDS = matchMedia("(hover: hover)").matches ? AT_HAND : ":focus-within" // what a finger has left still counts as under it
const A_HAIR = 1

// What was put in its place, and whether anything was held back.
export function put(place, fresh) {
  const [old, found] = [place, fresh].map(unitsIn)
  const before = seenNow()
  const made = []
  for (const unit of old.values()) show(unit, true)
  const gone = takenBack(old, found)
  for (const unit of gone) if (!isTouched(unit) && !unit.matches(IN_HANDS) && !has(unit, "[open]")) show(unit, false)
  let held = gone.length > 0 || [...found].some(([name, unit]) => !old.has(name) && !unit.dataset.part)
  for (const [name, unit] of old) {
    for (const change of found.has(name) ? ofUnit(unit, found.get(name)) : []) {
      if (change.make && isMade(change, before)) made.push(change)
      else held ||= !change.quiet
    }
  }
  return { made, held }
}

// Whether anything is typed or about to be: it is not taken from anybody's hands.
export function isTouched(element) {
  return [element, ...element.querySelectorAll(FIELDS)].some((each) => each.matches(FIELDS) && (each === document.activeElement || isChanged(each)))
}

function unitsIn(place) {
  return new Map([...place.querySelectorAll(UNITS)].map((each) => [each.dataset.part ?? each.dataset.unit ?? each.id, each]))
}

// What is not there any more; but what is the last of its kind may only stand on the next page, now that more came before it.
function takenBack(old, found) {
  const all = [...old]
  const left = all.filter(([name, unit]) => !found.has(name) && !unit.dataset.part && !unit.dataset.unit)
  const more = [...found.keys()].some((name) => !old.has(name))
  const isLast = ([name, unit]) => !all.some(([other, later]) => found.has(other) && kindOf(other) === kindOf(name) && isBefore(unit, later))
  return left.filter((each) => !more || !isLast(each)).map(([, unit]) => unit)
}

// What an id says before its number.
function kindOf(name) {
  return name.replace(/\d+$/, "")
}

function isBefore(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)
}

// Its place stays until the page is shown anew, so that nothing moves.
function show(unit, shown) {
  unit.inert = !shown
}

function isMade(change, before) {
  change.make()
  if (!before.some(hasMoved)) return true
  change.undo()
  return false
}

// Where all stands that is seen and may be about to be touched or read.
function seenNow() {
  return [...document.querySelectorAll(SEEN)]
    .map((element) => ({ element, at: element.getBoundingClientRect(), held: element.matches(AT_HAND) }))
    .filter(({ at }) => at.height && at.bottom > 0 && at.top < innerHeight)
}

function hasMoved({ element, at, held }) {
  if (!element.isConnected) return held
  const { top, left } = element.getBoundingClientRect()
  return Math.abs(top - at.top) > A_HAIR || Math.abs(left - at.left) > A_HAIR
}

function ofUnit(old, fresh) {
  return old.nodeName === fresh.nodeName ? differences(old, fresh) : [{ of: old }]
}

// What a script of its own has made its own is left to it.
function differences(old, fresh) {
  if (old.isEqualNode(fresh) || old.matches(SCRIPTED)) return []
  if (old.matches(APART) && isTouched(old)) return []
  const own = [...ofAttributes(old, fresh)]
  if (old.matches(FIELDS)) return own
  const [shown, found] = [old, fresh].map((each) => [...each.childNodes])
  const alike = shown.length === found.length && shown.every((each, number) => isAlike(each, found[number]))
  if (!alike) return [...own, ofChildren(old, shown, found)]
  return [...own, ...shown.flatMap((each, number) => ofPair(each, found[number]))]
}

function ofPair(old, fresh) {
  if (old.nodeType === Node.ELEMENT_NODE) return differences(old, fresh)
  return old.data === fresh.data ? [] : [changed(old, () => (old.data = fresh.data), restored(old, "data"))]
}

function* ofAttributes(old, fresh) {
  const quiet = old.type === "hidden"
  for (const name of new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()])) {
    const [before, after] = [old, fresh].map((each) => each.getAttribute(name))
    if (before !== after && !THEIRS.includes(name)) yield { of: old, name, quiet, make: () => set(old, name, after), undo: () => set(old, name, before) }
  }
}

// What is the same stays the very node that it is. What would go with words or a focus in it is left as it is.
function ofChildren(old, shown, found) {
  const left = new Set(shown)
  const after = found.map((each) => {
    const same = [...left].find((one) => one.isEqualNode(each))
    left.delete(same)
    return same ?? document.importNode(each, true)
  })
  const [gone, come] = [[...left], after.filter((each) => !shown.includes(each))].map((some) => some.filter((each) => each.nodeType === Node.ELEMENT_NODE))
  const quiet = !come.length // what only goes is missed by nobody
  if (gone.some((each) => isTouched(each) || has(each, "[open]")) || come.some((each) => has(each, SCRIPTED))) return { of: old, quiet }
  return { ...changed(old, () => arrange(old, after), () => arrange(old, shown)), quiet }
}

function arrange(parent, nodes) {
  for (const each of [...parent.childNodes]) if (!nodes.includes(each)) each.remove()
  nodes.forEach((each, place) => {
    if (parent.childNodes[place] !== each) parent.insertBefore(each, parent.childNodes[place] ?? null)
  })
}

function has(element, what) {
  return element.matches(what) || element.querySelector(what) !== null
}

function changed(of, make, undo) {
  return { of, make, undo }
}

function restored(node, name) {
  const before = node[name]
  return () => (node[name] = before)
}

function set(element, name, value) {
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

function isAlike(one, other) {
  return one.nodeName === other.nodeName && one.id === other.id && one.classList?.[0] === other.classList?.[0]
}

function isChanged(field) {
  if (field.type === "hidden") return false
  if (["radio", "checkbox"].includes(field.type)) return field.checked !== field.defaultChecked
  if (field.options) return [...field.options].some((each) => each.selected !== each.defaultSelected) && field.selectedIndex > 0
  return field.value !== field.defaultValue
}
