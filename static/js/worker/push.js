// Notices: shows what was pushed, and opens the page that it is about. After a log-out or an exit nothing of it is left here.
const AGAIN = "/settings/notices/again"
const ENDS = ["/exit", "/logout"]
const LEFT = "left"
const LOG_IN = "/login"

export function listen() {
  addEventListener("push", (event) => event.waitUntil(tell(event.data)))
  addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)))
  addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)))
  addEventListener("message", (event) => event.data === LEFT && event.waitUntil(letGo()))
  addEventListener("fetch", (event) => endsHere(event.request) && event.waitUntil(letGo()))
}

// Takes no notices here any more, and leaves none on the screen. That none is sent is for Tend to see to.
async function letGo() {
  const subscription = await registration.pushManager?.getSubscription()
  await Promise.allSettled([subscription?.unsubscribe(), putAway()])
}

// Whoever finds the page to log in is not logged in any more, wherever that was ended.
export async function endWithLogIn(path, answer) {
  if (path === LOG_IN && answer.ok) await letGo()
}

// Closes what is shown, and takes the mark off the icon, where there can be any.
async function putAway() {
  if (Notification.permission !== "granted") return
  for (const each of await registration.getNotifications()) each.close()
  await navigator.clearAppBadge?.()
}

// A later one on the same thing takes the place of one that still stands there. What cannot be read is shown as nothing at all:
// browsers insist that something is.
async function tell(data) {
  const { title, body, path, tag } = read(data)
  await registration.showNotification(title, { body, tag, renotify: Boolean(tag), icon: ICON, badge: BADGE, data: path })
  await navigator.setAppBadge?.()
}

function read(data) {
  try {
    const { title = "", body = "", path = "/", tag = "" } = data.json()
    return { title, body, path, tag }
  } catch {
    return { title: "", body: "", path: "/", tag: "" }
  }
}

// A window that shows the page already comes to the front; no other is led away from what somebody may be writing in it.
async function open(notice) {
  notice.close()
  await navigator.clearAppBadge?.()
  const address = new URL(notice.data ?? "/", location.origin)
  const { href } = address.origin === location.origin ? address : new URL("/", location.origin)
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true })
  const there = windows.find((each) => each.url === href)
  return there ? there.focus() : clients.openWindow(href)
}

// The browser has ended a subscription of its own accord: another takes its place, where Tend still wants it.
async function renew({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options
  const subscription = newSubscription ?? (options && (await registration.pushManager.subscribe(options)))
  if (!subscription) return
  const { endpoint, keys } = subscription.toJSON()
  const answer = await fetch(AGAIN, { method: "POST", body: new URLSearchParams({ endpoint, ...keys }) })
  if (answer.status < 500 && answer.status !== 204) await subscription.unsubscribe()
}

function endsHere({ method, url }) {
  return method === "POST" && ENDS.includes(new URL(url).pathname)
}
