// Asks for the inner part of a page, and puts it in the place of the one that is shown.
const policy = globalThis.trustedTypes?.createPolicy("tend", { createHTML: (html) => html })
const asMarkup = (html) => (policy ? policy.createHTML(html) : html)

// The part that an address answers with; throws when there is none.
export async function fetchPart(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { "Tend-Part": "main" } })
  if (!answer.ok) throw new Error(`answered ${answer.status}`, { cause: answer.status })
  return partOf(answer)
}

// The same of a part that may be there already, as the tag says: then nothing comes.
export async function fetchNewPart(address, tag) {
  const answer = await fetch(address, { headers: { "Tend-Part": "main", "If-None-Match": `"${tag}"` } })
  if (answer.status === 304) return undefined
  if (!answer.ok) throw new Error(`answered ${answer.status}`, { cause: answer.status })
  return partOf(answer)
}

async function partOf(answer) {
  const page = new DOMParser().parseFromString(asMarkup(await answer.text()), "text/html")
  return { address: answer.url, body: page.body }
}
