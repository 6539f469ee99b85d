// Goes on by itself once somebody's answer has come.
import { atRest, lookAt } from "../looking.js"

export function connect(place) {
  const looking = place.querySelector("[data-looking]")
  const again = place.querySelector("[data-again]")
  show(true)
  lookAt(place.dataset.await, { come, rest: () => show(false) })

  async function come() {
    await atRest()
    location.reload()
  }

  function show(going) {
    looking.hidden = !going
    again.hidden = going
  }
}
