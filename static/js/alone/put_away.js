// Whoever looks at Tend needs no notice of it any more: what still stands on the screen goes, and the mark on the icon; but
// where one is sent to be seen.
const SENT_FROM = "/settings/notices"

export function putAway() {
  const look = () => document.hidden || location.pathname === SENT_FROM || close().catch(() => {})
  document.addEventListener("visibilitychange", look)
  look()
}

async function close() {
  if (globalThis.Notification?.permission !== "granted") return
  const registration = await navigator.serviceWorker?.getRegistration()
  for (const each of (await registration?.getNotifications()) ?? []) each.close()
  await navigator.clearAppBadge?.()
}
