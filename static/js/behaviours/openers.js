// Lets words to begin with be tapped into the line, instead of being typed after them.
export function connect(part) {
  const { into } = part.dataset
  const line = into ? part.closest("form").elements[into] : part.querySelector("input:not([type=hidden])")

  for (const words of part.querySelectorAll(".opener")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = words.className
    button.textContent = words.textContent
    button.addEventListener("mousedown", (event) => event.preventDefault()) // the line keeps the focus, and they stay
    button.addEventListener("click", () => {
      line.value = [line.value.trim(), words.textContent].filter(Boolean).join(" ")
      line.dispatchEvent(new Event("input", { bubbles: true }))
      line.focus()
    })
    words.replaceWith(button)
  }
}
