// What stays in a browser beside the pages. Every page comes over the network; without one it is the last Today of whoever is
// logged in, or a page that says what works. Before this stand the version of the files that pages are made of, which of them are
// kept, and which pages that are nobody's (tracker/web/worker.py). So another version is another worker: it comes with all that it
// keeps, or not at all.
import { endWithLogIn, listen } from "./push.js"
import { isShared, take } from "./shared.js"
import { forgetOlder, forgetThis, isKept, keepShell, kept, withoutNetwork } from "./shell.js"
import { forget, hear, isTodays, keep, note, today } from "./today.js"

const ENDS = ["/exit", "/logout"]
const ON_THE_WAY = [502, 503, 504]

addEventListener("install", (event) => event.waitUntil(arrive()))
addEventListener("activate", (event) => event.waitUntil(begin()))
addEventListener("message", (event) => event.waitUntil(heard[event.data]?.()))
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (origin !== location.origin) return
  if (method === "POST" && isShared(pathname)) event.respondWith(take(event.request))
  else if (method === "POST") event.waitUntil(note(ENDS.includes(pathname)))
  else if (method === "GET" && mode === "navigate") event.respondWith(page(event, pathname))
  else if (method === "GET" && isKept(pathname)) event.respondWith(kept(event.request, pathname))
})

listen()

const heard = { keep: stay, changed: () => note().then(stay), left: leave }

async function arrive() {
  try {
    await keepShell()
    await keep()
  } catch (error) {
    await forgetThis()
    throw error
  }
  await skipWaiting()
}

async function begin() {
  await forgetOlder()
  await registration.navigationPreload?.enable()
  await clients.claim()
}

// What an exit has taken away comes back with the next page of whoever is in. Without a network all stays as it is.
async function stay() {
  await Promise.allSettled([keepShell(), keep()])
}

// After an exit nothing tells that anything was here.
async function leave() {
  await forget()
  for (const name of await caches.keys()) await caches.delete(name)
}

async function page(event, pathname) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request))
    if (ON_THE_WAY.includes(answer.status) && !answer.headers.has("Content-Security-Policy")) throw new Error("Tend is not there")
    event.waitUntil(Promise.all([hear(answer), endWithLogIn(pathname, answer)]))
    return answer
  } catch {
    return (isTodays(pathname) && (await today())) || withoutNetwork()
  }
}
