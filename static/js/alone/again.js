// On what stands for a page that cannot be had without a network: asks for it anew once Tend can be reached, as soon as the browser
// says so, when somebody comes back to it, and every so often while it is looked at. Nobody who is typing is interrupted.
const A_WHILE = 10000
const NOT_AGAIN = ["/offline", "/wall/shared"] // itself, and what a system has sent

if (!NOT_AGAIN.includes(location.pathname)) {
  addEventListener("online", look)
  document.addEventListener("visibilitychange", look)
  setInterval(look, A_WHILE)
}

async function look() {
  if (document.hidden || document.activeElement?.matches("input, textarea")) return
  try {
    const { ok } = await fetch("/healthz", { cache: "no-store" })
    if (ok) location.reload()
  } catch {}
}
