// Opens the print window: a phone that has Tend on its home screen shows no other way to it.
export function connect(place) {
  const button = place.querySelector("button")
  button.hidden = false

  button.addEventListener("click", () => print())
}
