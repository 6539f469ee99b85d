// Counts some quiet minutes from when the page was opened, and shows them to whoever wants to see them.
const A_MINUTE = 60000

export function connect(timer) {
  const button = timer.querySelector("button")
  const words = timer.querySelector("[role=timer]")
  const ends = Date.now() + timer.dataset.minutes * A_MINUTE
  let next
  button.hidden = false

  button.addEventListener("click", () => {
    words.hidden = !words.hidden
    button.ariaPressed = String(!words.hidden)
    show()
  })

  function show() {
    clearTimeout(next)
    const rest = ends - Date.now()
    const left = Math.ceil(rest / A_MINUTE)
    words.textContent = left > 0 ? timer.dataset.left.replace("#", left) : timer.dataset.over
    if (left > 0 && !words.hidden) next = setTimeout(show, (rest % A_MINUTE) + 1)
  }
}
