// Passes on the server's events; the browser reconnects by itself after the server restarts.
new EventSource("events").onmessage = (event) => postMessage(JSON.parse(event.data));
