// Notices on this device: says what stands in their way, and asks the browser for them once somebody presses the button.
import { theWorker } from "../trusted.js"

const IS_IPHONE = navigator.standalone !== undefined // and false in a tab, where there are none

export function connect(place) {
  const { key, knownAs } = place.dataset
  if (!key) return
  const form = place.querySelector("form[data-state=off]")
  const said = place.querySelector("[role=status]")

  form.addEventListener("submit", (event) => {
    if (form.endpoint.value) return
    event.preventDefault()
    said.textContent = said.dataset.asking
    ask().catch(() => (said.textContent = said.dataset.failed))
  })
  addEventListener("pageshow", () => (form.endpoint.value = ""))
  look().catch(() => show("unable"))

  async function look() {
    if (!can()) return show(IS_IPHONE ? "iphone" : "unable")
    if (Notification.permission === "denied") return show("denied")
    show((await isOn()) ? "on" : "off")
  }

  // What Tend knows is of this browser, unless somebody took its permission away, or it got another endpoint meanwhile.
  async function isOn() {
    if (!knownAs || Notification.permission !== "granted") return false
    const subscription = await theSubscription()
    return Boolean(subscription) && (await digest(subscription.endpoint)) === knownAs
  }

  // What asks comes first: some engines let a page ask only right after a press.
  async function ask() {
    const permission = await Notification.requestPermission()
    if (permission === "denied") return show("denied")
    if (permission !== "granted") return (said.textContent = "")
    const subscription = await subscribe()
    const { endpoint, keys } = subscription.toJSON()
    form.endpoint.value = endpoint
    form.p256dh.value = keys.p256dh
    form.auth.value = keys.auth
    form.requestSubmit()
  }

  // One that was made with another key of Tend's is of no use any more. One of which Tend knows nothing is of a log-in that is
  // over, or somebody else's: what is still on its way there is not for whoever asks now.
  async function subscribe() {
    await navigator.serviceWorker.register(theWorker(), { updateViaCache: "none" })
    const { pushManager } = await navigator.serviceWorker.ready
    const before = await pushManager.getSubscription()
    if (before && (!knownAs || letters(before.options.applicationServerKey) !== key)) await before.unsubscribe()
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  }

  function show(name) {
    said.textContent = ""
    for (const each of place.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== name
  }
}

function can() {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
}

async function theSubscription() {
  const registration = await navigator.serviceWorker.getRegistration()
  return registration?.pushManager.getSubscription()
}

async function digest(text) {
  const found = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  return [...new Uint8Array(found)].map((each) => each.toString(16).padStart(2, "0")).join("")
}

function letters(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
