// Copies a text, also where there is no clipboard for pages, as without https: then by way of a field that holds it.
// Answers whether it did; if not, the field is selected, so that it can be copied by hand.
export async function copied(text, field) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    field.focus()
    field.select()
    return document.execCommand("copy")
  }
}
