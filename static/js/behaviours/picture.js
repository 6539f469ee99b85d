// Shows the picture that was chosen before it is sent, and says so at once when it is larger than can be taken.
export function connect(part) {
  const input = part.querySelector("[type=file]")
  const preview = part.querySelector("[data-preview]")
  const large = part.querySelector("[data-say]")

  // Not every browser can show what every phone writes.
  preview.addEventListener("error", () => show(preview, false))
  preview.addEventListener("load", () => show(preview, true))
  input.addEventListener("change", choose)
  if (input.files.length) choose()

  function choose() {
    const file = input.files[0]
    const fits = !file || file.size <= Number(part.dataset.most)
    if (!fits) input.value = ""
    large.querySelector("span").textContent = fits ? "" : part.dataset.large
    show(large, !fits)
    URL.revokeObjectURL(preview.src)
    preview.alt = part.dataset.chosen
    if (file && fits) preview.src = URL.createObjectURL(file)
    else show(preview, false)
  }
}

function show(element, visible) {
  element.hidden = !visible
}
