// Brings what is unfolded to write in into view, from its beginning, with the cursor in its first line.
const BESIDES = 160

export function connect(fold) {
  fold.querySelector("summary").addEventListener("click", () => requestAnimationFrame(begin))

  function begin() {
    if (!fold.open) return
    fold.querySelector("textarea").focus({ preventScroll: true })
    fold.scrollIntoView({ block: fold.offsetHeight < innerHeight - BESIDES ? "nearest" : "start" })
  }
}
