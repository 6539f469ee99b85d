// Guesses the time zone from the browser, where nobody has chosen one yet.
export function connect(form) {
  const field = form.elements.zone
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!zone || (field.value && field.value !== "UTC")) return

  const before = field.value
  field.value = zone
  if (!field.value) field.value = before
}
