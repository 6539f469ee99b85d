// Asks now and then whether anything is new, for all tabs of a browser: one of those that are seen asks, and tells the others.
// None asks while it is hidden or without a network, nor once it was told that nobody is logged in any more.
const ADDRESS = "/live"
const NAME = "tend live"
const GONE = "gone"
const NOW = "now"
const A_SECOND = 1000
const A_WHILE = 8 * A_SECOND
const A_MINUTE = 60 * A_SECOND
const QUICK = 3 * A_SECOND
// How often, by how long ago something was new, or somebody came to the page.
const PACES = [[A_MINUTE, QUICK], [5 * A_MINUTE, 10 * A_SECOND], [Infinity, 30 * A_SECOND]]
const PARTS = ["day", "wall", "week", "dates", "talk", "arrivals"]
const TAG = /^[\w-]{8}(\.[\w-]{8}){5}$/

// Tells each time whether Tend was reached, and which parts are new; at first all that may be, since the page was made: then
// it says that this is the first of its tab.
export function watch(tell) {
  let tabs
  let known
  let since = Date.now()
  let turn = new AbortController()
  let request = new AbortController()
  let asks = false
  let asking = false
  let over = false
  let timer

  document.addEventListener("visibilitychange", takeTurn)
  addEventListener("pageshow", takeTurn)
  addEventListener("pagehide", leave)
  addEventListener("focus", askNow)
  addEventListener("online", askNow)
  addEventListener("offline", askNow)
  takeTurn()

  // A lock is held for as long as this tab is the one that asks. Without one, each tab that is seen asks by itself.
  function takeTurn() {
    rest()
    if (over || document.hidden) return
    tabs ??= joined()
    since = Date.now()
    turn = new AbortController()
    const { signal } = turn
    if (!navigator.locks || !tabs) return begin()
    navigator.locks.request(NAME, { signal }, () => hold(signal)).catch(() => {})
  }

  function hold(signal) {
    if (signal.aborted) return
    begin()
    return new Promise((done) => signal.addEventListener("abort", done))
  }

  function begin() {
    asks = true
    ask()
  }

  function joined() {
    const channel = globalThis.BroadcastChannel && new BroadcastChannel(NAME)
    channel?.addEventListener("message", ({ data }) => {
      if (data === GONE) end()
      else if (data === NOW) ask()
      else learn(data)
    })
    return channel
  }

  // Nothing is held that would keep a browser from remembering the page.
  function leave() {
    rest()
    tabs?.close()
    tabs = undefined
  }

  function rest() {
    turn.abort()
    request.abort()
    asks = false
    clearTimeout(timer)
  }

  function end() {
    over = true
    rest()
  }

  function askNow() {
    since = Date.now()
    if (asks) ask()
    else if (!document.hidden && !over) tabs?.postMessage(NOW)
  }

  async function ask() {
    if (!asks || asking) return
    clearTimeout(timer)
    asking = true
    const mine = turn
    const reached = navigator.onLine && (await look())
    asking = false
    if (mine !== turn) return ask()
    if (!reached && asks && here()) tell(false, [])
    if (asks && here()) timer = setTimeout(ask, pace())
  }

  // Whether Tend answered at all.
  async function look() {
    request = new AbortController()
    const { signal } = request
    const late = setTimeout(() => request.abort(), A_WHILE)
    try {
      const headers = known ? { "If-None-Match": `"${known}"` } : {}
      const answer = await fetch(ADDRESS, { headers, cache: "no-store", signal })
      if (answer.status >= 500) return false
      const told = answer.status === 200 ? (await answer.text()).trim() : known
      if (told === GONE) end()
      else learn(told)
      if (answer.status === 200) tabs?.postMessage(told)
      return true
    } catch {
      return false
    } finally {
      clearTimeout(late)
    }
  }

  function learn(tag) {
    if (!TAG.test(tag) || !here()) return
    const [before, after] = [known ?? kept(), tag].map((each) => each?.split("."))
    const first = !before
    if (known && known !== tag) since = Date.now()
    known = tag
    keep(tag)
    tell(true, PARTS.filter((_, place) => before?.[place] !== after[place]), first)
  }

  // A page may ask more often.
  function pace() {
    const wished = Number(document.querySelector("[data-pace]")?.dataset.pace)
    return wished || PACES.find(([most]) => Date.now() - since < most)[1]
  }
}

// Whether the page is still there: one that was left in a hurry, or locked, is empty.
function here() {
  return document.body !== null && !document.body.hidden
}

// What the page before this one knew in the same tab: where that still is so, this one shows it.
function kept() {
  try {
    return sessionStorage.getItem(NAME)
  } catch {}
}

function keep(tag) {
  try {
    sessionStorage.setItem(NAME, tag)
  } catch {}
}
