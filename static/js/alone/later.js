// What has time until a page is drawn, for whoever is logged in. Here stands beside it what else can wait as long.
import { beLive } from "../live/shown.js"
import { theWorker } from "../trusted.js"

register()
beLive()

// Plain http and some private windows have no workers, and nothing is missing there but what works without a network.
async function register() {
  try {
    await navigator.serviceWorker?.register(theWorker(), { updateViaCache: "none" })
  } catch {}
}
