// What can be shown without a network and is nobody's: files of one version, and the page that says what works.
const NAME = `tend shell ${VERSION}`
const PAGE = "/offline"
const PAGE_WITH_WORDS = "/offline?words"
const PLACE_OF_WORDS = "place-of-words"

// All of it or none: a worker that is asked once another has taken its place finds no files of its version any more, and leaves
// nothing where that one has just cleared.
export async function keepShell() {
  const shell = await caches.open(NAME)
  const there = await shell.keys()
  if (there.length === FILES.length + PAGES.length) return
  try {
    await shell.addAll(FILES)
    for (const page of PAGES) await shell.put(page, await ofThisVersion(await fetch(page)))
  } catch (error) {
    await caches.delete(NAME)
    throw error
  }
}

export function forgetOlder() {
  return forgetAll((name) => !isOfThis(name))
}

export function forgetThis() {
  return forgetAll(isOfThis)
}

async function forgetAll(those) {
  for (const name of (await caches.keys()).filter(those)) await caches.delete(name)
}

function isOfThis(name) {
  return name.split(" ").includes(VERSION)
}

export function isKept(path) {
  return FILES.includes(path) || PAGES.includes(path)
}

// A file is what it is; what a script asks for beside is asked of Tend first.
export async function kept(request, path) {
  const found = await caches.match(request, { cacheName: NAME, ignoreVary: true })
  return FILES.includes(path) && found ? found : fetch(request).catch(() => found ?? Response.error())
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
