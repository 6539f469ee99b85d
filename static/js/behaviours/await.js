// Looks now and then whether somebody's answer has come, for a quarter of an hour of looking, and goes on once it has.
const EVERY = 5000
const LOOKS = 180
const A_WHILE = 8000

export function connect(place) {
  const looking = place.querySelector("[data-looking]")
  const again = place.querySelector("[data-again]")
  let looks = 0
  show(true)
  setTimeout(look, EVERY)

  async function look() {
    if (document.visibilityState === "visible") {
      looks += 1
      if (await answered()) return location.reload()
    }
    if (looks < LOOKS) setTimeout(look, EVERY)
    else show(false)
  }

  // As long as somebody waits there is a page. What leads elsewhere is the answer; without a network there is none yet.
  async function answered() {
    try {
      const signal = AbortSignal.timeout(A_WHILE)
      const answer = await fetch(place.dataset.await, { redirect: "manual", cache: "no-store", signal })
      return answer.type === "opaqueredirect"
    } catch {
      return false
    }
  }

  function show(going) {
    looking.hidden = !going
    again.hidden = going
  }
}
