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
const PATIENCE = 4000 // as long as somebody looks at nothing while Today lies here
const A_MOMENT = 15000

let foundAt = 0 // when a page has last found Tend there, or a form was sent that leads to one
let late // an answer that came when Today was shown as it is kept, and nothing was sent since it was asked for
let sendings = 0

addEventListener("install", (event) => event.waitUntil(arrive()))
addEventListener("activate", (event) => event.waitUntil(begin()))
addEventListener("message", (event) => event.waitUntil(heard[event.data]?.()))
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (origin !== location.origin) return
  if (method === "POST") sendings += 1
  if (method === "POST" && mode === "navigate") foundAt = Date.now()
  if (method === "POST" && isShared(pathname)) event.respondWith(take(event.request))
  else if (method === "POST") event.waitUntil(note(ENDS.includes(pathname)))
  else if (method === "GET" && mode === "navigate") event.respondWith(page(event, pathname))
  else if (method === "GET" && isKept(pathname)) event.respondWith(kept(event.request, pathname))
})

listen()

const heard = { keep: stay, changed: () => note().then(stay), left: leave, there: () => (foundAt = Date.now()) }

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
  late = undefined
  await forget()
  for (const name of await caches.keys()) await caches.delete(name)
}

async function page(event, pathname) {
  const { url } = event.request
  const answer = late?.url === url && late.before === sendings && isRecent(late.at) ? Promise.resolve(late.answer) : answered(event)
  late = undefined
  event.waitUntil(answer.then((found) => Promise.all([hear(found), endWithLogIn(pathname, found)]), () => {}))
  try {
    return (isTodays(pathname) && (await keptWhileSilent(event, answer))) || (await answer)
  } catch {
    return (isTodays(pathname) && (await today())) || withoutNetwork()
  }
}

async function answered(event) {
  const answer = (await event.preloadResponse) ?? (await fetch(event.request))
  if (ON_THE_WAY.includes(answer.status) && !answer.headers.has("Content-Security-Policy")) throw new Error("Tend is not there")
  return answer
}

// A network can be there and carry nothing. Then Today is the one that is kept, as if there were none. What comes later is heard all
// the same, and shown in place of the next: it may tell something that is told once. A slow network, by which Tend was just found,
// is waited for, and so is what follows a form, which is not on the one that is kept. So is every other page: nothing lies here in
// its place, a file may take long to be made, and the page that one comes from stays as long.
async function keptWhileSilent(event, answer) {
  if (isRecent(foundAt)) return
  const before = sendings
  const silent = await Promise.race([answer.then(() => false), new Promise((done) => setTimeout(done, PATIENCE, true))])
  const shown = silent && (await today())
  if (shown) event.waitUntil(answer.then((found) => found.ok && hold(event.request.url, found, before)).catch(() => {}))
  return shown
}

// All of it at once: what still flows ends with the page it was meant for.
async function hold(url, found, before) {
  const answer = new Response(await found.arrayBuffer(), found)
  late = { url, answer, before, at: Date.now() }
}

function isRecent(at) {
  return Date.now() - at < A_MOMENT
}
