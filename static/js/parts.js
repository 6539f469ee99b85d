// Asks for the inner part of a page, and puts it in the place of the one that is shown.
import { asMarkup } from "./trusted.js"

const NOT_MODIFIED = 304

// The part that an address answers with; throws when there is none.
export async function fetchPart(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { "Tend-Part": "main", ...options.headers } })
  if (!answer.ok) throw new Error(`answered ${answer.status}`, { cause: answer.status })
  const page = new DOMParser().parseFromString(asMarkup(await answer.text()), "text/html")
  return { address: answer.url, body: page.body }
}

// The same, or nothing where it is the one with this tag, which is here already.
export async function fetchNewPart(address, tag, options = {}) {
  try {
    return await fetchPart(address, { ...options, headers: { "If-None-Match": `"${tag}"` } })
  } catch (error) {
    if (error.cause !== NOT_MODIFIED) throw error
  }
}
