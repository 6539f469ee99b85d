// Connects each element that names a behaviour to the module of that name. Every page works without. One that goes wrong
// keeps no other from its place. What brings in a part of a page has its behaviours connected, too.
// What can wait comes once the page is drawn and nothing else is to be done, or a little later; without a network it waits for
// another page.
addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(bringTheRest, { timeout: 3000 }))

export function connectAll(behaviours, place = document) {
  const connectIn = (part) => connectAll(behaviours, part)
  if (place === document) place.addEventListener("brought", ({ detail }) => connectIn(detail))
  for (const element of place.querySelectorAll("[data-behaviour]")) {
    queueMicrotask(() => behaviours[element.dataset.behaviour].connect(element, connectIn))
  }
}

function bringTheRest() {
  const { later } = document.body?.dataset ?? {}
  if (later) import(later).catch(() => {})
}
