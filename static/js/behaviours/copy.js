// Copies what a field holds, and says so.
import { copied } from "../clipboard.js"

export function connect(field) {
  const button = field.querySelector("button")
  button.hidden = false

  button.addEventListener("click", async () => {
    const input = field.querySelector("input, textarea")
    if (await copied(input.value, input)) button.querySelector("span").textContent = button.dataset.copied
  })
}
