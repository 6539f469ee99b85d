// Hands words and a link over to the phone's own share sheet. Where there is none, or it cannot take them, they are copied.
import { copied } from "../clipboard.js"

export function connect(place) {
  const words = place.querySelector("textarea")
  const said = place.querySelector("[role=status]")
  const [send, copy] = place.querySelectorAll("button")
  const sheet = "share" in navigator
  place.querySelector("[data-by-hand]").hidden = true
  send.hidden = false
  copy.hidden = !sheet
  if (!sheet) send.replaceChildren(...copy.cloneNode(true).childNodes)
  send.addEventListener("click", sheet ? share : copyAll)
  copy.addEventListener("click", copyAll)

  async function share() {
    said.textContent = ""
    try {
      await navigator.share({ text: whole() })
    } catch (error) {
      if (error.name !== "AbortError") await copyAll()
    }
  }

  async function copyAll() {
    words.value = whole()
    said.textContent = (await copied(words.value, words)) ? place.dataset.copied : place.dataset.selected
  }

  // Whatever somebody has made of the words, the link goes with them.
  function whole() {
    const { link } = place.dataset
    return words.value.includes(link) ? words.value : `${words.value.trimEnd()}\n${link}`
  }
}
