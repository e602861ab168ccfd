// A refresh forgets which part of a page was asked for. Where one was, this leads there, and the head is taken away before the
// refresh that stands below it is read.
if (location.hash) {
  const to = document.currentScript.dataset.to;
  document.head.remove();
  location.replace(to + location.hash);
}
