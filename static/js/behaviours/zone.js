// Guesses the time zone from the browser, where nobody has chosen one yet, and says in words which one it is.
export function connect(form) {
  const field = form.elements.zone
  const said = form.querySelector("[data-said]")
  guess()
  tell()
  field.addEventListener("change", tell)

  function guess() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || (field.value && field.value !== "UTC")) return

    const before = field.value
    field.value = zone
    if (!field.value) field.value = before
  }

  function tell() {
    const place = field.value.split("/").pop().replaceAll("_", " ")
    if (said) said.textContent = said.dataset.said.replace("{place}", place)
  }
}
