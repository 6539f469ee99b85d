// What is on both pages is brought up to date in its place; nothing moves.
export function showAfresh(day, fresh) {
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
