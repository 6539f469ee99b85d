// Tend's one policy for what browsers trust: which texts are markup, and which address is the worker's. A page may make it
// once, and has several scripts, so whichever comes first leaves it for the others.
const NAME = "tend"
const WORKER = "/sw.js"
const rules = { createHTML: (html) => html, createScriptURL: ours }
const policy = (globalThis[Symbol.for(NAME)] ??= globalThis.trustedTypes?.createPolicy(NAME, rules) ?? rules)

// A text of ours as markup, where a browser asks for more than a text.
export function asMarkup(html) {
  return policy.createHTML(html)
}

// The address of the worker, which alone is trusted to be a script.
export function theWorker() {
  return policy.createScriptURL(WORKER)
}

function ours(address) {
  if (address !== WORKER) throw new TypeError("no script of ours")
  return address
}
