// What can be shown without a network and is nobody's: files of one version, and the page that says what works.
const NAME = `tend shell ${VERSION}`
const PAGE = "/offline" // is put there last
const PAGE_WITH_WORDS = "/offline?words"
const PLACE_OF_WORDS = "place-of-words"

export async function keepShell() {
  const shell = await caches.open(NAME)
  if (await shell.match(PAGE)) return
  const page = await ofThisVersion(await fetch(PAGE))
  await shell.put(PAGE_WITH_WORDS, await ofThisVersion(await fetch(PAGE_WITH_WORDS)))
  await shell.addAll(FILES)
  await shell.put(PAGE, page)
}

export async function forgetOlder() {
  for (const name of await caches.keys()) if (!name.split(" ").includes(VERSION)) await caches.delete(name)
}

export function isKept(path) {
  return FILES.includes(path)
}

export async function file(request) {
  return (await caches.match(request, { cacheName: NAME })) ?? fetch(request)
}

// Where nothing is kept, the browser says in its own words that there is no network.
export async function withoutNetwork() {
  return (await caches.match(PAGE, { cacheName: NAME })) ?? Response.error()
}

// The same with words that could not be sent, so that they can be copied.
export async function withWords(words) {
  const page = await caches.match(PAGE_WITH_WORDS, { cacheName: NAME })
  if (!page) return Response.error()
  const escaped = words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt()};`)
  return new Response((await page.text()).replace(PLACE_OF_WORDS, () => escaped), { headers: page.headers })
}

// A page as it can be kept, with when that was; throws where it names files of another version, which are not here.
export async function ofThisVersion(answer) {
  const text = await answer.text()
  if (!answer.ok || !text.includes(`/static/${VERSION}/`)) throw new Error("another version")
  const headers = new Headers(answer.headers)
  headers.set("Tend-At", Date.now())
  return new Response(text, { headers })
}
