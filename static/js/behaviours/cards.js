// Shows one card at a time, with a way on and a way back. What is passed over is left open.
export function connect(cards) {
  const all = [...cards.querySelectorAll(":scope > .cards__card")]
  const ways = cards.querySelector(".cards__ways")
  const [back, next] = ["back", "next"].map((way) => ways.querySelector(`[data-way=${way}]`))
  let at = 0

  cards.append(ways)
  for (const late of cards.closest("form").querySelectorAll(".cards__late")) late.hidden = true
  back.addEventListener("click", () => turn(at - 1))
  next.addEventListener("click", () => turn(at + 1))
  cards.addEventListener("keydown", onward)
  show(at)

  function turn(to) {
    show(to)
    const card = all[at]
    const begins = card.matches("fieldset") ? card : card.querySelector("fieldset") ?? card
    begins.focus()
    cards.scrollIntoView({ block: "nearest" })
  }

  function show(to) {
    at = to
    all.forEach((card, place) => (card.hidden = place !== at))
    back.hidden = at === 0
    next.hidden = at === all.length - 1
  }

  // In a line Enter leads to the next one, and from the last of a card to the next card; it sends nothing.
  function onward(event) {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[type=text]")) return
    event.preventDefault()
    const lines = [...all[at].querySelectorAll("input[type=text]")]
    const line = lines[lines.indexOf(event.target) + 1]
    if (line) line.focus()
    else if (!next.hidden) turn(at + 1)
  }
}
