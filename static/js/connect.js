// Connects each element that names a behaviour to the module of that name. Every page works without. One that goes wrong
// keeps no other from its place.
export function connectAll(behaviours) {
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    queueMicrotask(() => behaviours[element.dataset.behaviour].connect(element))
  }
}
