// The quick exit: at once nothing is left on the page, nor in any other tab of this browser; then its log-in ends, and
// another page stands in the place of this one. Shift three times within five seconds does the same, but in no field.
const ELSEWHERE = "/measures"
const NOWHERE = "about:blank" // which is there without a network
const LEFT = "left"
const LATE = "tend late" // what was done without a network, and not sent yet
const LATE_LINE = "late line"
const TIMES = 3
const WITHIN = 5000
const A_WHILE = 4000
const FIELDS = "input, textarea, select, [contenteditable]"
const HAPPENS_LATER = ["beforeunload", "keyup", "online", "pagehide", "pageshow", "storage", "visibilitychange"]
const BLANK = "\u200b" // a tab without a title shows its address

export function connect(form) {
  const said = document.createElement("span")
  said.className = "unseen"
  said.role = "status"
  form.append(said)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    leave()
  })
  countPresses((left) => {
    if (!left) return leave()
    said.textContent = left < TIMES ? `${form.dataset.left} ${left}` : ""
  })
  addEventListener("storage", ({ key, newValue }) => key === LEFT && newValue && follow())
  // What the browser remembers of a page it goes away from shows nothing; whoever comes back gets it anew.
  addEventListener("pagehide", ({ persisted }) => (document.body.hidden = persisted))
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
  if (tried(() => localStorage.getItem(LEFT))) finish()
}

// Tells how many presses are left, each time that changes. A Shift that goes with another key or a tap is none.
function countPresses(tell) {
  let alone = false
  let presses = []
  let timer

  addEventListener("keydown", ({ key, repeat, ctrlKey, altKey, metaKey, target }) => {
    if (repeat && key === "Shift") return
    alone = key === "Shift" && !ctrlKey && !altKey && !metaKey && !target.closest?.(FIELDS)
    if (!alone) forget()
  })
  addEventListener("pointerdown", forget)
  addEventListener("keyup", ({ key, timeStamp }) => {
    if (key !== "Shift" || !alone) return
    alone = false
    presses = [...presses.filter((each) => timeStamp - each < WITHIN), timeStamp]
    clearTimeout(timer)
    timer = setTimeout(forget, WITHIN)
    tell(TIMES - presses.length)
  })

  function forget() {
    alone = false
    if (presses.length) tell(TIMES)
    presses = []
  }
}

// The mark tells the other tabs. Where Tend cannot be reached it stays, since the log-in lives on until `finish`.
function leave() {
  vanish()
  tried(() => localStorage.setItem(LEFT, "1"))
  go(ELSEWHERE, end().then(({ status }) => status < 500 && forget()))
}

function follow() {
  vanish()
  go(ELSEWHERE, fetch(ELSEWHERE, { cache: "no-store" }))
}

// Whoever was left here without a network is logged out now, before anybody goes on.
function finish() {
  vanish()
  go("/", end().then(forget))
}

function forget() {
  tried(() => localStorage.clear())
}

function end() {
  return fetch("/exit", { method: "POST", headers: { "Tend-Part": "way" }, keepalive: true })
}

async function go(place, answer) {
  const late = new Promise((_, reject) => setTimeout(reject, A_WHILE))
  location.replace(await Promise.race([answer, late]).then(() => place, () => NOWHERE))
}

// Nothing of the page is left, and nothing of it goes on: no question before it is left, no draft, no look at what is new;
// and the browser has nothing more to show without a network.
function vanish() {
  document.body.remove()
  document.title = BLANK
  tried(() => (document.querySelector("link[rel=icon]").href = "data:,"))
  tried(() => history.replaceState(null, "", ELSEWHERE))
  for (const event of HAPPENS_LATER) addEventListener(event, (each) => each.stopImmediatePropagation(), true)
  for (let timer = setTimeout(() => {}); timer; timer -= 1) clearTimeout(timer)
  stop()
  tried(() => sessionStorage.clear())
  tried(() => navigator.serviceWorker.controller.postMessage("left"))
  tried(() => caches.keys().then((all) => all.forEach((each) => caches.delete(each))))
  tried(() => localStorage.removeItem(LATE_LINE))
  tried(() => indexedDB.deleteDatabase(LATE))
}

// What a browser does not let us do keeps nothing else from being done.
function tried(act) {
  try {
    return act()
  } catch {}
}
