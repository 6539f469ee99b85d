// What was done without a network, kept in this browser until Tend has it. Each entry says its shape, whose it is and in which
// home (marks that tell nothing), when it was done by this device's clock, and under which id Tend is to book it once.
const NAME = "tend late"
const STORE = "doings"
const SHAPE = 1 // a newer page reads older entries as well: see `upToDate`
const BYTES = 16

// Throws where there is no room, or no such store.
export async function add(doing) {
  const others = await all()
  const made = Math.max(Date.now(), ...others.map((each) => each.made + 1)) // in the order of doing, however quick
  const entry = { shape: SHAPE, id: drawn(), made, ...doing }
  await inStore("readwrite", (store) => store.add(entry))
  return entry
}

// All there is, of whomever, in the order in which it was done.
export async function all() {
  if (!(await isThere())) return []
  const entries = await inStore("readonly", (store) => store.getAll())
  return entries.map(upToDate).sort((one, other) => one.made - other.made)
}

export async function change(entry) {
  await inStore("readwrite", (store) => store.put(entry))
}

export async function remove(id) {
  await inStore("readwrite", (store) => store.delete(id))
}

export function forgetAll() {
  return new Promise((done) => {
    const request = indexedDB.deleteDatabase(NAME)
    request.onsuccess = request.onerror = request.onblocked = () => done()
  })
}

// Looking makes no store where there is none: whoever never was without a network has nothing here.
async function isThere() {
  const found = await indexedDB.databases?.()
  return !found || found.some(({ name }) => name === NAME)
}

async function inStore(mode, act) {
  const database = await opened()
  try {
    return await new Promise((done, failed) => {
      const turn = database.transaction(STORE, mode, { durability: "strict" })
      const request = act(turn.objectStore(STORE))
      turn.oncomplete = () => done(request.result)
      turn.onabort = turn.onerror = () => failed(turn.error ?? request.error)
    })
  } finally {
    database.close()
  }
}

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" })
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })
}

function upToDate(entry) {
  return { ...entry, shape: SHAPE }
}

function drawn() {
  return [...crypto.getRandomValues(new Uint8Array(BYTES))].map((each) => each.toString(16).padStart(2, "0")).join("")
}
