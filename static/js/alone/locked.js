// The page that asks for the password goes on by itself when it was given in another window.
const windows = new BroadcastChannel("tend lock")

windows.addEventListener("message", ({ data }) => data === "open" && location.replace(location.pathname + location.search))
