// A refresh loses the fragment of the address. If there is one, this redirects with it, and removes the head before the refresh
// below is read.
if (location.hash) {
  const to = document.currentScript.dataset.to;
  document.head.remove();
  location.replace(to + location.hash);
}
