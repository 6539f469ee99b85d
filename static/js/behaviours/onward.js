// Presses the button of a form by itself: each page that comes back does a little more, until all is done.
export function connect(form) {
  form.requestSubmit()
}
