// Asks the browser for a passkey, and sends what it answers with the form in which the button stands. Where the form asks for
// an address, browsers offer passkeys there, too.
export function connect(place) {
  if (!("PublicKeyCredential" in window)) return

  const button = place.querySelector("button")
  const answer = place.querySelector("input")
  const said = place.querySelector("[role=status]")
  const { form } = button
  let offer = new AbortController()
  let pressed = false
  place.hidden = false
  const without = document.querySelector("[data-without-passkeys]")
  if (without) without.hidden = true

  form.addEventListener("submit", (event) => {
    if (event.submitter !== button || answer.value) return

    event.preventDefault()
    pressed = true
    said.textContent = ""
    ask({}).catch((error) => {
      said.textContent = place.dataset[{ NotAllowedError: "cancelled", InvalidStateError: "there" }[error.name] ?? "unable"]
    })
  })
  addEventListener("pageshow", () => { answer.value = "" })
  offerInField()

  async function offerInField() {
    if (!form.querySelector("[autocomplete~=webauthn]")) return
    if (document.querySelector(".notice--warning")) return // what was just refused is not offered again by itself
    const can = await PublicKeyCredential.isConditionalMediationAvailable?.()
    if (can && !pressed) ask({ mediation: "conditional" }).catch(() => {})
  }

  async function ask(how) {
    offer.abort()
    offer = new AbortController()
    const publicKey = asked(JSON.parse(place.dataset.options))
    const way = publicKey.user ? "create" : "get"
    const credential = await navigator.credentials[way]({ publicKey, signal: offer.signal, ...how })
    answer.value = told(credential)
    form.requestSubmit(button)
  }
}

// What pages say in letters, as browsers want it in bytes; and the other way round.
function asked(options) {
  const whole = { ...options, challenge: new TextEncoder().encode(options.challenge) }
  if (!options.user) return whole

  const excludeCredentials = options.excludeCredentials.map((each) => ({ ...each, id: bytes(each.id) }))
  return { ...whole, user: { ...options.user, id: new TextEncoder().encode(options.user.id) }, excludeCredentials }
}

function told({ id, type, response }) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
  const parts = names.filter((name) => response[name]).map((name) => [name, letters(response[name])])
  return JSON.stringify({ id, rawId: id, type, response: Object.fromEntries(parts) })
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
}

function letters(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
