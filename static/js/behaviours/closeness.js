// Lets the two circles be drawn together by hand, both alike; the nearest of the seven choices is the answer.
const FROM_EDGES = 24
const A_MOVE = 3
const A_SECOND = 1000

export function connect(closeness) {
  const pairs = closeness.querySelector(".closeness__pairs")
  const free = pairs.querySelector(".near--free")
  const choices = [...closeness.querySelectorAll("input")]
  const words = closeness.querySelector("[data-draw]")
  const apart = pairs.dataset.apart.split(" ").map(Number)
  const farthest = distance(free)
  let hand
  let taken

  words.textContent = words.dataset.draw
  pairs.addEventListener("pointerdown", take)
  pairs.addEventListener("pointermove", move)
  pairs.addEventListener("pointerup", letGo)
  pairs.addEventListener("pointercancel", giveUp)
  matchMedia("(orientation: portrait)").addEventListener("change", turn)

  function take(event) {
    const { clientX: x } = event
    if (hand || !event.isPrimary || event.button > 0 || x < FROM_EDGES || x > innerWidth - FROM_EDGES) return
    const box = free.getBoundingClientRect()
    const before = chosen()
    hand = {
      id: event.pointerId,
      x,
      before,
      apart: before ? apart[choices.indexOf(before)] : farthest,
      inwards: x < box.x + box.width / 2 ? 1 : -1,
      scale: free.viewBox.baseVal.width / box.width,
    }
    pairs.setPointerCapture(hand.id)
  }

  function move(event) {
    if (event.pointerId !== hand?.id) return
    const moved = event.clientX - hand.x
    if (!("drawn" in pairs.dataset) && Math.abs(moved) < A_MOVE) return
    const to = Math.min(farthest, Math.max(apart.at(-1), hand.apart - 2 * moved * hand.inwards * hand.scale))
    pairs.dataset.drawn = ""
    draw(free, to, Number(pairs.dataset.radius))
    choose(choices[nearest(to, apart)])
  }

  function letGo(event) {
    if (event.pointerId !== hand?.id) return
    hand = undefined
    delete pairs.dataset.drawn
    draw(free, farthest, Number(pairs.dataset.radius))
  }

  // The stroke was a scroll, or the system has taken it: then nothing was said.
  function giveUp(event) {
    if (event.pointerId !== hand?.id) return
    if ("drawn" in pairs.dataset) {
      taken = { said: chosen(), at: event.timeStamp }
      choose(hand.before)
    }
    letGo(event)
  }

  // A phone that is turned takes the circles from the hand, too, and no measure holds on it: but what they had come to was said.
  function turn({ timeStamp }) {
    if (hand) letGo({ pointerId: hand.id })
    else if (taken && timeStamp - taken.at < A_SECOND) choose(taken.said)
    taken = undefined
  }

  function chosen() {
    return choices.find((each) => each.checked)
  }

  function choose(choice) {
    const before = chosen()
    if (choice === before) return
    if (choice) choice.checked = true
    else before.checked = false
    closeness.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

function distance(pair) {
  return pair.querySelector(".near__own").cx.baseVal.value * 2
}

function nearest(to, apart) {
  const off = apart.map((each) => Math.abs(each - to))
  return off.indexOf(Math.min(...off))
}

// As `two_circles` does it in Python: both as far from the middle, and the outline of what they share.
function draw(pair, apart, radius) {
  const half = apart / 2
  for (const ring of pair.querySelectorAll("circle")) ring.setAttribute("cx", ring.closest(".near__own") ? half : -half)
  const tip = Math.sqrt(Math.max(0, radius ** 2 - half ** 2))
  const arc = `A${radius} ${radius} 0 0 1 0 `
  pair.querySelector(".near__lens").setAttribute("d", tip ? `M0 ${-tip}${arc}${tip}${arc}${-tip}Z` : "")
}
