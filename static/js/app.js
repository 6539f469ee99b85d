// Connects each element that names a behaviour to the module of that name. Every page works without.
const BEHAVIOURS = {
  autosave: () => import("./behaviours/autosave.js"),
  await: () => import("./behaviours/await.js"),
  cards: () => import("./behaviours/cards.js"),
  closeness: () => import("./behaviours/closeness.js"),
  copy: () => import("./behaviours/copy.js"),
  day: () => import("./behaviours/day.js"),
  found: () => import("./behaviours/found.js"),
  keep: () => import("./behaviours/keep.js"),
  openers: () => import("./behaviours/openers.js"),
  opening: () => import("./behaviours/opening.js"),
  onward: () => import("./behaviours/onward.js"),
  picture: () => import("./behaviours/picture.js"),
  print: () => import("./behaviours/print.js"),
  send: () => import("./behaviours/send.js"),
  talk: () => import("./behaviours/talk.js"),
  timer: () => import("./behaviours/timer.js"),
  unfold: () => import("./behaviours/unfold.js"),
  zone: () => import("./behaviours/zone.js"),
}

connectIn(document)

export function connectIn(place) {
  for (const element of place.querySelectorAll("[data-behaviour]")) {
    BEHAVIOURS[element.dataset.behaviour]().then(({ connect }) => connect(element))
  }
}
