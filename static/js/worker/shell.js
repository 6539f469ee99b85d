// What can be shown without a network and is nobody's: files of one version, and the page that says what works.
const NAME = `tend shell ${VERSION}`
const PAGE = "/offline" // is put there last

export async function keepShell() {
  const shell = await caches.open(NAME)
  if (await shell.match(PAGE)) return
  const page = await ofThisVersion(await fetch(PAGE))
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

// A page as it can be kept, with when that was; throws where it names files of another version, which are not here.
export async function ofThisVersion(answer) {
  const text = await answer.text()
  if (!answer.ok || !text.includes(`/static/${VERSION}/`)) throw new Error("another version")
  const headers = new Headers(answer.headers)
  headers.set("Tend-At", Date.now())
  return new Response(text, { headers })
}
