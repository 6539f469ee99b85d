// Looks now and then whether what a page waits for has come: as long as it is seen, for a quarter of an hour of looking.
const EVERY = 5000
const LOOKS = 180
const A_WHILE = 8000
const A_MOMENT = 400
const WRITTEN = "textarea, input:not([type=hidden], [type=radio], [type=checkbox])"
const TOUCHES = ["pointerdown", "pointermove", "pointerup", "pointercancel", "keydown", "scroll"]

// As long as somebody waits there is an answer at the address. What leads elsewhere is what they wait for: not every engine
// tells a script that an answer does, so Tend says it.
export function lookAt(address, { come, rest = () => {} }) {
  let looks = 0
  let timer = setTimeout(look, EVERY)
  document.addEventListener("visibilitychange", lookAfresh)

  async function look() {
    if (document.visibilityState !== "visible") return
    looks += 1
    if (await hasCome(address)) {
      document.removeEventListener("visibilitychange", lookAfresh)
      return come()
    }
    if (looks < LOOKS) timer = setTimeout(look, EVERY)
    else rest()
  }

  // Whoever comes back to the page wants to know at once.
  function lookAfresh() {
    clearTimeout(timer)
    looks = 0
    look()
  }
}

// Without a network nothing has come yet.
export async function hasCome(address) {
  try {
    const signal = AbortSignal.timeout(A_WHILE)
    const answer = await fetch(address, { headers: { "Tend-Part": "way" }, cache: "no-store", signal })
    return answer.headers.has("Tend-At")
  } catch {
    return false
  }
}

// Waits until nothing is touched or written, so that nobody's thumb meets another page than it set out for.
export function atRest() {
  return untouched(() => document.activeElement?.matches(WRITTEN))
}

// Waits until nothing is touched, and longer while somebody is at something.
export function untouched(isBusy = () => false) {
  return new Promise((rested) => {
    let timer
    for (const event of TOUCHES) addEventListener(event, wait, { capture: true, passive: true })
    wait()

    function wait(event) {
      clearTimeout(timer)
      if (event?.type !== "pointerdown") timer = setTimeout(look, A_MOMENT)
    }

    function look() {
      if (isBusy()) return wait()
      for (const event of TOUCHES) removeEventListener(event, wait, { capture: true })
      rested()
    }
  })
}
