// Passes on what the server says; the browser connects again by itself when the server was restarted.
new EventSource("events").onmessage = (event) => postMessage(JSON.parse(event.data));
