// Copies what a field holds, and says so.
export function connect(field) {
  const button = field.querySelector("button")
  button.hidden = false

  button.addEventListener("click", async () => {
    const input = field.querySelector("input")
    try {
      await navigator.clipboard.writeText(input.value)
    } catch {
      input.select()
      document.execCommand("copy")
    }
    button.querySelector("span").textContent = button.dataset.copied
  })
}
