// What stays in a browser beside the pages, for as long as somebody is logged in. Before it stands the version of the files
// that pages are made of (tracker/web/worker.py), so that another version is another worker.
addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(clients.claim()))
