// Only for Herald's demo, where no push leaves this machine: an emulated push service hands out the subscription
// and keeps what arrives, and this page fetches it as the browser's push connection would. Apps need none of this.

let pushService;
let endpoint = localStorage.getItem("demo-endpoint");

/** How to subscribe in the demo; undefined where browsers' own push services are used. */
export async function demoSubscription() {
  ({ pushService } = await (await fetch("config")).json());
  return pushService ? subscribe : undefined;
}

async function subscribe(_registration, key) {
  const known = JSON.parse(localStorage.getItem("demo-subscription") ?? "null");
  if (known?.key === key) return known.subscription;
  const answer = await fetch(`${pushService}/__emulator/subscription?key=${key}`);
  const subscription = await answer.json();
  endpoint = subscription.endpoint;
  localStorage.setItem("demo-endpoint", endpoint);
  localStorage.setItem("demo-subscription", JSON.stringify({ key, subscription }));
  return subscription;
}

let since = new Date().toISOString();
let timer;

export function watchDemo() {
  clearInterval(timer);
  timer = setInterval(() => fetchNew().catch(() => undefined), 1_500);
}

async function fetchNew() {
  const query = new URLSearchParams({ since, endpoint });
  const text = await (await fetch(`${pushService}/__emulator/requests?${query}`)).text();
  const { active } = await navigator.serviceWorker.ready;
  for (const line of text.split("\n").filter(Boolean)) {
    const { seq, accepted, body } = JSON.parse(line);
    since = String(seq);
    if (accepted) active.postMessage({ herald: "push", message: JSON.parse(body) });
  }
}
