// Asks the server, one request after the other, so that no act overtakes another.
const token = document.querySelector("meta[name=review-token]").content;
const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
let last = Promise.resolve();

// What the server says of a fault is in `reason`.
export const load = async (name) => {
  const answer = await fetch(`${name}?lang=${lang}`);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(answer.status), { reason: body.error });
  return body;
};

// `take` hears of the answer before the next act is put into words: that one has to name the version which this one has made.
export const act = (body, take) => {
  last = last.catch(() => {}).then(() => fetch(`acts?lang=${lang}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Review-Token": token },
    body: JSON.stringify(body()),
  })).then((answer) => answer.json()).then((answer) => {
    take(answer);
    return answer;
  });
  return last;
};
