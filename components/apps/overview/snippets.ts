/** Copy-paste code for "Connect your app"; the files are in sdk/. */
export interface Snippet {
  key: string;
  label: string;
  register: string;
  track: string;
}

export function snippetsFor(baseUrl: string, appKey: string): Snippet[] {
  const host = `import { createHerald, wnsChannel } from "herald-sdk";

const herald = createHerald({ baseUrl: "${baseUrl}", appKey: "${appKey}" });
await herald.registerNotificationChannel({
  channel: wnsChannel(channelUri),
  appVersion: "1.0.0",
  market: "US",
  userId: signedInUserId,
});`;
  return [
    {
      key: "web",
      label: "Web app",
      register: `import { createHerald, onLaunch, webPush } from "herald-sdk";

// Serve sdk/dist/herald-sw.js from your own origin. The first time call this from a click.
const herald = createHerald({ baseUrl: "${baseUrl}", appKey: "${appKey}" });
await herald.registerNotificationChannel({
  channel: webPush({ serviceWorker: "/herald-sw.js" }),
  appVersion: "1.0.0",
  market: "US",
  userId: signedInUserId,
});`,
      track: `onLaunch((rawArguments) => {
  const launchArguments = herald.parseArgumentsAndTrackAppLaunch(rawArguments);
});`,
    },
    {
      key: "csharp",
      label: "C#, UWP",
      register: `// Copy sdk/csharp/uwp/HeraldClient.cs into the project; call this at every start.
var herald = new HeraldClient("${baseUrl}", "${appKey}");
await herald.RegisterNotificationChannelAsync("1.0.0.0", signedInUserId);`,
      track: "var arguments = herald.ParseArgumentsAndTrackAppLaunch(toast.Argument);",
    },
    {
      key: "winui",
      label: "C#, Windows App SDK",
      register: `// Copy sdk/csharp/windows-app-sdk/HeraldClient.cs into the project; call this at every start.
var made = await PushNotificationManager.Default.CreateChannelAsync(new Guid("<object id>"));
var herald = new HeraldClient("${baseUrl}", "${appKey}", localFolder);
await herald.RegisterNotificationChannelAsync(
    made.Channel.Uri.AbsoluteUri, appVersion: "1.0.0.0", market: "US",
    language: CultureInfo.CurrentUICulture.Name, timeZone: TimeZoneInfo.Local.Id,
    userId: signedInUserId);`,
      track: "var arguments = herald.ParseArgumentsAndTrackAppLaunch(e.Argument);",
    },
    {
      key: "electron",
      label: "Electron",
      register: host,
      track: "const launchArguments = herald.parseArgumentsAndTrackAppLaunch(rawArguments);",
    },
    {
      key: "http",
      label: "HTTP",
      register: `curl -X PUT ${baseUrl}/api/v1/registrations/my-first-install \\
  -H "X-App-Key: ${appKey}" -H "Content-Type: application/json" \\
  -d '{"channel":{"type":"wns","uri":"https://db5p.notify.windows.com/?token=…"},
       "language":"en-US","timeZone":"Europe/Berlin","market":"DE","appVersion":"1.0.0"}'`,
      track: `curl -X POST ${baseUrl}/api/v1/launches \\
  -H "X-App-Key: ${appKey}" -H "Content-Type: application/json" \\
  -d '{"token":"the first 35 of the 40 characters behind ;__ntk="}'`,
    },
  ];
}
