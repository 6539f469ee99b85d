// What was found by words that were sent cannot be gone back to without sending them again, so going back leads to the
// list that it was found in.
export function connect(place) {
  history.replaceState(null, "", place.dataset.list)
}
