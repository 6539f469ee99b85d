// What somebody shares with Tend from elsewhere: a system sends it as a form, so that no word stands in an address. Tend answers with
// the wall, where it stands in the form and is not sent; without a network it can be copied.
import { withWords } from "./shell.js"

const PLACE = "/wall/shared"

export function isShared(path) {
  return path === PLACE
}

export async function take(request) {
  const words = new URLSearchParams(await request.formData())
  try {
    const answer = await fetch(PLACE, { method: "POST", body: words })
    return answer.redirected ? Response.redirect(answer.url, 303) : answer
  } catch {
    return withWords([...words.values()].filter(Boolean).join("\n"))
  }
}
