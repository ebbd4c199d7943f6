// Herald for UWP apps (C# 7.3, Windows 10 10240 or later). Copy this file into the project; it needs no package, only the
// capability internetClient. For the Windows App SDK use ../windows-app-sdk/HeraldClient.cs.
//
//   // App.xaml.cs
//   private readonly HeraldClient _herald = new HeraldClient("https://push.contoso.example", "apk_…");
//
//   protected override async void OnLaunched(LaunchActivatedEventArgs e)
//   {
//       …
//       await _herald.RegisterNotificationChannelAsync("1.0.0.0", signedInUserId);
//   }
//
//   protected override void OnActivated(IActivatedEventArgs e)
//   {
//       if (e is ToastNotificationActivatedEventArgs toast)
//           Open(_herald.ParseArgumentsAndTrackAppLaunch(toast.Argument));
//   }
//
// In a background task: ParseArgumentsAndTrackAppLaunch(((ToastNotificationActionTriggerDetail)details).Argument, "background").
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Windows.Data.Json;
using Windows.Globalization;
using Windows.Networking.PushNotifications;
using Windows.Storage;
using Windows.System.Profile;
using Windows.Web.Http;
using Windows.Web.Http.Headers;

namespace Herald
{
    public enum HeraldErrorCode { None, Network, Refused }

    public sealed class RegistrationResult
    {
        public HeraldErrorCode ErrorCode { get; internal set; }
        public string ErrorMessage { get; internal set; } = "";
        public string NotificationChannelUri { get; internal set; } = "";
    }

    public sealed class HeraldClient
    {
        private const string Marker = ";__ntk=";
        private const int TokenLength = 40;
        private const int Tries = 3;
        private static readonly TimeSpan TriesApart = TimeSpan.FromSeconds(10);
        private static readonly HttpClient Http = new HttpClient();

        private readonly string _api;
        private readonly string _appKey;
        private readonly SemaphoreSlim _oneAtATime = new SemaphoreSlim(1, 1);
        private readonly SemaphoreSlim _oneReportAtATime = new SemaphoreSlim(1, 1);
        private readonly ApplicationDataContainer _kept =
            ApplicationData.Current.LocalSettings.CreateContainer("Herald", ApplicationDataCreateDisposition.Always);
        private string _lastArguments = "";

        /// <param name="baseUrl">Where Herald runs.</param>
        /// <param name="appKey">The public app key shown on the app's page.</param>
        public HeraldClient(string baseUrl, string appKey)
        {
            _api = baseUrl.TrimEnd('/') + "/api/v1";
            _appKey = appKey;
        }

        /// <summary>
        /// Asks Windows for the channel and registers it. Call it at every start (K-01). Never throws: it asks three
        /// times, ten seconds apart, then waits for the next start (K-05). Two calls run one after the other (K-04).
        /// </summary>
        public async Task<RegistrationResult> RegisterNotificationChannelAsync(string appVersion, string userId = null)
        {
            await _oneAtATime.WaitAsync();
            try
            {
                for (var attempt = 1; ; attempt++)
                {
                    var result = await TryRegisterAsync(appVersion, userId);
                    if (result.ErrorCode != HeraldErrorCode.Network || attempt == Tries) return result;
                    await Task.Delay(TriesApart);
                }
            }
            finally
            {
                _oneAtATime.Release();
            }
        }

        private async Task<RegistrationResult> TryRegisterAsync(string appVersion, string userId)
        {
            try
            {
                var channel = await PushNotificationChannelManager.CreatePushNotificationChannelForApplicationAsync();
                return await PutAsync(channel.Uri, appVersion, userId);
            }
            catch (Exception error)
            {
                // No network, no channel service, an outstanding request: HRESULTs of all kinds, none of them the app's end.
                return new RegistrationResult { ErrorCode = HeraldErrorCode.Network, ErrorMessage = error.Message };
            }
        }

        private async Task<RegistrationResult> PutAsync(string channelUri, string appVersion, string userId)
        {
            var body = new JsonObject
            {
                ["channel"] = new JsonObject
                {
                    ["type"] = JsonValue.CreateStringValue("wns"),
                    ["uri"] = JsonValue.CreateStringValue(channelUri),
                },
                ["appVersion"] = JsonValue.CreateStringValue(appVersion),
                ["market"] = JsonValue.CreateStringValue(new GeographicRegion().CodeTwoLetter),
                ["language"] = JsonValue.CreateStringValue(ApplicationLanguages.Languages[0]),
                ["timeZone"] = JsonValue.CreateStringValue(TimeZoneInfo.Local.Id),
                ["deviceType"] = JsonValue.CreateStringValue(DeviceType()),
            };
            if (userId != null) body["userId"] = JsonValue.CreateStringValue(userId);

            for (var isRenamed = false; ; isRenamed = true)
            {
                using (var answer = await SendAsync(HttpMethod.Put, "/registrations/" + InstallId(), body))
                {
                    var text = await answer.Content.ReadAsStringAsync();
                    if (answer.IsSuccessStatusCode)
                    {
                        var secret = JsonObject.Parse(text).GetNamedString("registrationSecret", "");
                        if (secret != "") _kept.Values["RegistrationSecret"] = secret;
                        return new RegistrationResult { NotificationChannelUri = channelUri };
                    }
                    if (!isRenamed && (int)answer.StatusCode == 401 && text.Contains("\"Authorization\""))
                    {
                        // The secret never arrived or is lost: a new installation takes the channel over.
                        _kept.Values.Remove("RegistrationSecret");
                        _kept.Values.Remove("InstallId");
                        continue;
                    }
                    var isPassing = (int)answer.StatusCode >= 500 || (int)answer.StatusCode == 429;
                    return new RegistrationResult
                    {
                        ErrorCode = isPassing ? HeraldErrorCode.Network : HeraldErrorCode.Refused,
                        ErrorMessage = text,
                        NotificationChannelUri = channelUri,
                    };
                }
            }
        }

        /// <summary>
        /// Reports the launch and gives back the author's own arguments (K-21). Give it the raw arguments; it returns at
        /// once, and a report that cannot go out waits for the next one (K-28).
        /// </summary>
        public string ParseArgumentsAndTrackAppLaunch(string launchArguments, string activationType = "foreground")
        {
            var split = Split(launchArguments ?? "");
            _lastArguments = split.Key;
            if (split.Value != null) _ = ReportAsync(split.Value + " " + activationType);
            return split.Key;
        }

        /// <summary>A parameter of the notification that opened the app; "" when it was opened from elsewhere.</summary>
        public string Param(string name)
        {
            foreach (var pair in _lastArguments.Split(';'))
            {
                var at = pair.IndexOf('=');
                if (Unescape(at < 0 ? pair : pair.Substring(0, at)) != name) continue;
                return at < 0 ? "" : Unescape(pair.Substring(at + 1));
            }
            return "";
        }

        /// <summary>
        /// Herald forgets this installation at once; call it when the customer signs out (K-31). The Windows channel stays
        /// open for other senders, unless it is closed with PushNotificationChannel.Close (K-30).
        /// </summary>
        public async Task<bool> UnregisterNotificationChannelAsync()
        {
            try
            {
                using (var answer = await SendAsync(HttpMethod.Delete, "/registrations/" + InstallId(), null))
                    return answer.IsSuccessStatusCode || (int)answer.StatusCode == 404;
            }
            catch (Exception)
            {
                // Windows.Web.Http throws HRESULTs as plain exceptions; false tells the caller to try again.
                return false;
            }
        }

        private async Task ReportAsync(string report)
        {
            // Kept before anything waits: an app that ends now reports it at its next launch (K-28).
            Change(waiting => waiting.Add(report));
            await _oneReportAtATime.WaitAsync();
            try
            {
                for (var next = Waiting().FirstOrDefault(); next != null; next = Waiting().FirstOrDefault())
                {
                    var parts = next.Split(' ');
                    var body = new JsonObject
                    {
                        ["token"] = JsonValue.CreateStringValue(parts[0]),
                        ["activationType"] = JsonValue.CreateStringValue(parts[1]),
                    };
                    using (var answer = await SendAsync(HttpMethod.Post, "/launches", body))
                        if ((int)answer.StatusCode >= 500 || (int)answer.StatusCode == 429) return;
                    Change(waiting => waiting.Remove(next));
                }
            }
            catch (Exception)
            {
                // It waits in the settings for the next launch; the app's start never fails over it.
            }
            finally
            {
                _oneReportAtATime.Release();
            }
        }

        /// <summary>A setting holds 8 KB: room for the last 100 reports.</summary>
        private void Change(Action<List<string>> change)
        {
            lock (_kept)
            {
                var waiting = Waiting();
                change(waiting);
                _kept.Values["Launches"] = string.Join("\n", waiting.Skip(Math.Max(0, waiting.Count - 100)));
            }
        }

        private List<string> Waiting() =>
            ((_kept.Values["Launches"] as string) ?? "")
                .Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries).ToList();

        private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject body)
        {
            var request = new HttpRequestMessage(method, new Uri(_api + path));
            request.Headers.Append("X-App-Key", _appKey);
            if (_kept.Values["RegistrationSecret"] is string secret)
                request.Headers.Authorization = new HttpCredentialsHeaderValue("Bearer", secret);
            if (body != null)
                request.Content = new HttpStringContent(
                    body.Stringify(), Windows.Storage.Streams.UnicodeEncoding.Utf8, "application/json");
            return await Http.SendRequestAsync(request);
        }

        /// <summary>Made once and never rewritten: without it a customer could get notifications twice (K-02).</summary>
        private string InstallId()
        {
            if (_kept.Values["InstallId"] is string known) return known;
            var created = Guid.NewGuid().ToString();
            _kept.Values["InstallId"] = created;
            return created;
        }

        private static string DeviceType()
        {
            switch (AnalyticsInfo.VersionInfo.DeviceFamily)
            {
                case "Windows.Desktop": return "pc";
                case "Windows.Mobile": return "phone";
                case "Windows.Xbox": return "console";
                case "Windows.Holographic": return "holographic";
                case "Windows.IoT": return "iot";
                default: return "unknown";
            }
        }

        /// <summary>The author's arguments and the token behind them, null without one (K-24, K-27).</summary>
        private static KeyValuePair<string, string> Split(string raw)
        {
            var none = new KeyValuePair<string, string>(raw, null);
            var start = raw.Length - Marker.Length - TokenLength;
            if (start < 0 || string.CompareOrdinal(raw, start, Marker, 0, Marker.Length) != 0) return none;
            var original = raw.Substring(0, start);
            var token = raw.Substring(start + Marker.Length);
            byte[] bytes;
            try { bytes = Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/')); }
            catch (FormatException) { return none; }
            var text = Encoding.UTF8.GetBytes(original);
            var sum = Crc32(bytes, 26, Crc32(text, text.Length, 0));
            var told = (uint)(bytes[26] << 24 | bytes[27] << 16 | bytes[28] << 8 | bytes[29]);
            if (sum != told) return none;
            var reported = Convert.ToBase64String(bytes, 0, 26).Replace('+', '-').Replace('/', '_').TrimEnd('=');
            return new KeyValuePair<string, string>(original, reported);
        }

        private static uint Crc32(byte[] bytes, int length, uint previous)
        {
            var crc = ~previous;
            for (var i = 0; i < length; i++)
            {
                crc ^= bytes[i];
                for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
            return ~crc;
        }

        private static string Unescape(string text) =>
            text.Replace("%3B", ";").Replace("%3b", ";").Replace("%3D", "=").Replace("%3d", "=").Replace("%25", "%");
    }
}
