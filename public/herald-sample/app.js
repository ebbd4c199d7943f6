import { closeWebPush, createHerald, onLaunch, webPush } from "/herald-sdk.js";
import { demoSubscription, watchDemo } from "./demo.js";

const at = (id) => document.getElementById(id);
const say = (text) => {
  at("state").textContent = text;
};

// The address of the page names the app: index.html?key=apk_…; an installed app remembers it.
const given = new URL(location.href).searchParams.get("key");
if (given) localStorage.setItem("app-key", given);
const appKey = localStorage.getItem("app-key");

if (appKey) await start(createHerald({ baseUrl: location.origin, appKey }));
else say("Open this page from an app’s page in Herald, under Connect your app.");

async function start(herald) {
  onLaunch((raw) => {
    const original = herald.parseArgumentsAndTrackAppLaunch(raw);
    const item = document.createElement("li");
    item.textContent = original || "(no arguments)";
    at("opened").prepend(item);
    at("none").hidden = true;
    showStartPage(herald.param("CaseID"));
  });
  showStartPage(herald.param("CaseID"));

  // K-01: at every start, once the customer has said yes.
  if (Notification.permission === "granted" && localStorage.getItem("is-on")) await turnOn(herald);
  else {
    say("Notifications are off.");
    at("on").hidden = false;
  }
  at("on").addEventListener("click", () => turnOn(herald));
  at("off").addEventListener("click", () => turnOff(herald));
}

// C-16: the value that came with the push, and "" when the app was opened from elsewhere.
function showStartPage(caseId) {
  at("start-page").textContent = caseId === "" ? "All cases" : `Case ${caseId}`;
}

async function turnOn(herald) {
  say("Registering…");
  const subscribe = await demoSubscription();
  const result = await herald.registerNotificationChannel({
    channel: webPush({ serviceWorker: "sw.js?start=index.html", subscribe }),
    appVersion: "1.0.0",
    market: new Intl.Locale(navigator.language).maximize().region ?? "US",
  });
  const isOn = result.errorCode === "None";
  say(isOn ? "Registered. Send a notification to this app in Herald." : result.errorMessage);
  if (isOn) localStorage.setItem("is-on", "1");
  at("on").hidden = isOn;
  at("off").hidden = !isOn;
  if (isOn && subscribe) watchDemo();
}

async function turnOff(herald) {
  localStorage.removeItem("is-on");
  await herald.unregisterNotificationChannel(closeWebPush);
  say("Notifications are off.");
  at("on").hidden = false;
  at("off").hidden = true;
}
