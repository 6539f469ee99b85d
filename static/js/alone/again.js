// On what stands for a page that cannot be had without a network: asks for it anew once Tend can be reached, as soon as the browser
// says so, when somebody comes back to it, and every so often while it is looked at. Nobody who is typing is interrupted.
const EVERY = 10000
const A_WHILE = 8000
const NOT_AGAIN = ["/offline", "/wall/shared"] // itself, and what a system has sent

if (!NOT_AGAIN.includes(location.pathname)) {
  addEventListener("online", look)
  document.addEventListener("visibilitychange", look)
  setInterval(look, EVERY)
}

async function look() {
  if (document.hidden || document.activeElement?.matches("input, textarea")) return
  try {
    const { ok } = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(A_WHILE) })
    if (!ok) return
    navigator.serviceWorker?.controller?.postMessage("there") // so that it waits for the page, however slow the way
    location.reload()
  } catch {}
}
