// What has time until a page is drawn, for whoever is logged in. Here stands beside it what else can wait as long.
import { beLive } from "../live/shown.js"
import { theWorker } from "../trusted.js"
import { holdForms } from "../unsent.js"
import { beLate } from "./late.js"
import { putAway } from "./put_away.js"

holdForms()
beWithWorker()
putAway()
beLate()
beLive()

// The worker keeps Today for when there is no network, and keeps it anew after what was done here. Plain http and some private
// windows have no workers: nothing is missing there but that.
async function beWithWorker() {
  try {
    await navigator.serviceWorker.register(theWorker(), { updateViaCache: "none" })
    const { active } = await navigator.serviceWorker.ready
    active.postMessage("keep")
  } catch {
    return
  }
  let changed = false
  addEventListener("submit", () => (changed = true), true)
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && changed) navigator.serviceWorker.controller?.postMessage("changed")
    changed = false
  })
}
