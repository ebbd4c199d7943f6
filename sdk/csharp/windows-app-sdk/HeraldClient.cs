// Herald for Windows App SDK (WinUI 3, WPF, Windows Forms) on .NET 6 or later. Copy this file into the project; it
// needs no package. Call RegisterNotificationChannelAsync at every start (K-01). For UWP use ../uwp/HeraldClient.cs.
//
//   // App.xaml.cs, OnLaunched. The object id is that of the service principal, not of the app registration (K-10).
//   var notifications = AppNotificationManager.Default;
//   notifications.NotificationInvoked += (_, e) => Open(herald.ParseArgumentsAndTrackAppLaunch(e.Argument));
//   notifications.Register();
//   var made = await PushNotificationManager.Default.CreateChannelAsync(new Guid("<object id>"));
//   if (made.Status == PushNotificationChannelStatus.CompletedSuccess)
//       await herald.RegisterNotificationChannelAsync(
//           made.Channel.Uri.AbsoluteUri, appVersion: "1.0.0.0", market: RegionInfo.CurrentRegion.TwoLetterISORegionName,
//           language: CultureInfo.CurrentUICulture.Name, timeZone: TimeZoneInfo.Local.Id, userId: signedInUserId);
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Herald
{
    public enum HeraldErrorCode { None, Network, Refused }

    public sealed record RegistrationResult(HeraldErrorCode ErrorCode, string ErrorMessage, string NotificationChannelUri);

    public sealed class HeraldClient
    {
        private const string Marker = ";__ntk=";
        private const int TokenLength = 40;
        private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

        private readonly string _api;
        private readonly string _appKey;
        private readonly string _folder;
        private readonly SemaphoreSlim _oneReportAtATime = new(1, 1);
        private string _lastArguments = "";

        /// <param name="baseUrl">Where Herald runs.</param>
        /// <param name="appKey">The public app key shown on the app's page.</param>
        /// <param name="localFolder">
        /// A folder that stays: ApplicationData.Current.LocalFolder.Path, or below LocalApplicationData if unpackaged.
        /// </param>
        public HeraldClient(string baseUrl, string appKey, string localFolder)
        {
            _api = baseUrl.TrimEnd('/') + "/api/v1";
            _appKey = appKey;
            _folder = localFolder;
        }

        /// <summary>
        /// Registers this installation. Asks three times, ten seconds apart, then waits for the next start (K-05).
        /// Ask Windows for the channel first and await it; never ask twice at once (K-04).
        /// </summary>
        public async Task<RegistrationResult> RegisterNotificationChannelAsync(
            string channelUri, string appVersion, string market, string language, string timeZone, string userId = null)
        {
            var body = new Dictionary<string, object>
            {
                ["channel"] = new Dictionary<string, string> { ["type"] = "wns", ["uri"] = channelUri },
                ["appVersion"] = appVersion,
                ["market"] = market,
                ["language"] = language,
                ["timeZone"] = timeZone,
                ["deviceType"] = "pc",
            };
            if (userId != null) body["userId"] = userId;

            var isRenamed = false;
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    using var answer = await SendAsync(HttpMethod.Put, "/registrations/" + InstallId(), body);
                    var text = await answer.Content.ReadAsStringAsync();
                    if (!isRenamed && IsSecretRefused(answer, text))
                    {
                        // The secret never arrived or is lost: a new installation takes the channel over.
                        isRenamed = true;
                        File.Delete(Path.Combine(_folder, "HeraldRegistrationSecret.txt"));
                        File.Delete(Path.Combine(_folder, "HeraldInstallId.txt"));
                        continue;
                    }
                    if (answer.IsSuccessStatusCode)
                    {
                        using var json = JsonDocument.Parse(text);
                        if (json.RootElement.TryGetProperty("registrationSecret", out var secret))
                            Write("HeraldRegistrationSecret.txt", secret.GetString());
                        return new RegistrationResult(HeraldErrorCode.None, "", channelUri);
                    }
                    if ((int)answer.StatusCode < 500 && (int)answer.StatusCode != 429)
                        return new RegistrationResult(HeraldErrorCode.Refused, text, channelUri);
                }
                catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
                {
                    if (attempt == 3) return new RegistrationResult(HeraldErrorCode.Network, error.Message, channelUri);
                }
                if (attempt == 3) return new RegistrationResult(HeraldErrorCode.Network, "Herald did not answer.", channelUri);
                await Task.Delay(TimeSpan.FromSeconds(10));
            }
        }

        /// <summary>
        /// Reports the launch and gives back the author's own arguments (K-21). Call it with the raw arguments in
        /// OnActivated (ToastNotificationActivatedEventArgs.Argument) and in a background task's Run
        /// (ToastNotificationActionTriggerDetail.Argument). Returns at once.
        /// </summary>
        public string ParseArgumentsAndTrackAppLaunch(string launchArguments)
        {
            var (original, token) = Split(launchArguments ?? "");
            _lastArguments = original;
            if (token != null) _ = ReportAsync(token);
            return original;
        }

        /// <summary>A parameter of the notification that opened the app; "" when it was opened from elsewhere.</summary>
        public string Param(string name)
        {
            foreach (var pair in _lastArguments.Split(';'))
            {
                var at = pair.IndexOf('=');
                if (Unescape(at < 0 ? pair : pair[..at]) == name) return at < 0 ? "" : Unescape(pair[(at + 1)..]);
            }
            return "";
        }

        /// <summary>Herald forgets this installation at once; the Windows channel stays open for other senders.</summary>
        public async Task<bool> UnregisterNotificationChannelAsync()
        {
            try
            {
                using var answer = await SendAsync(HttpMethod.Delete, "/registrations/" + InstallId(), null);
                return answer.IsSuccessStatusCode || (int)answer.StatusCode == 404;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }

        /// <summary>
        /// Reports what became of a notification: action is shown, activated, dismissed, timed_out or failed, surface
        /// toast or action_center. Arguments without a token report nothing.
        /// </summary>
        public async Task TrackInteractionAsync(string launchArguments, string action, string surface = "toast")
        {
            var (_, token) = Split(launchArguments ?? "");
            if (token == null) return;
            var one = new Dictionary<string, object>
            {
                ["token"] = token, ["action"] = action, ["surface"] = surface, ["at"] = DateTimeOffset.UtcNow.ToString("o"),
            };
            try
            {
                var body = new Dictionary<string, object> { ["interactions"] = new[] { one } };
                using var answer = await SendAsync(HttpMethod.Post, "/interactions", body);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                // Interactions are for statistics; unlike launches they do not wait for the network here.
            }
        }

        /// <summary>A wrong app key is 401 too; only for the secret the answer names Authorization.</summary>
        private static bool IsSecretRefused(HttpResponseMessage answer, string text) =>
            (int)answer.StatusCode == 401 && text.Contains("\"Authorization\"");

        private async Task ReportAsync(string token)
        {
            try
            {
                // Kept before anything waits: an app that ends now reports it at its next launch (K-28).
                Change(waiting => waiting.Add(token));
                await _oneReportAtATime.WaitAsync();
                try
                {
                    for (var next = Waiting().FirstOrDefault(); next != null; next = Waiting().FirstOrDefault())
                    {
                        var body = new Dictionary<string, object> { ["token"] = next, ["activationType"] = "foreground" };
                        using var answer = await SendAsync(HttpMethod.Post, "/launches", body);
                        if ((int)answer.StatusCode >= 500 || (int)answer.StatusCode == 429) return;
                        Change(waiting => waiting.Remove(next));
                    }
                }
                finally
                {
                    _oneReportAtATime.Release();
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
            {
                // The report waits in the file for the next launch; the app's start never fails over it.
            }
        }

        private void Change(Action<List<string>> change)
        {
            lock (_oneReportAtATime)
            {
                var waiting = Waiting();
                change(waiting);
                File.WriteAllLines(WaitingPath, waiting.Skip(Math.Max(0, waiting.Count - 100)));
            }
        }

        private List<string> Waiting() =>
            File.Exists(WaitingPath) ? File.ReadAllLines(WaitingPath).ToList() : new List<string>();

        private string WaitingPath => Path.Combine(_folder, "HeraldLaunches.txt");

        private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object body)
        {
            var request = new HttpRequestMessage(method, _api + path);
            request.Headers.Add("X-App-Key", _appKey);
            var secret = Read("HeraldRegistrationSecret.txt");
            if (secret != null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            if (body != null)
                request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            return Http.SendAsync(request);
        }

        /// <summary>Made once and never rewritten: without it a customer could get notifications twice (K-02).</summary>
        private string InstallId()
        {
            var known = Read("HeraldInstallId.txt");
            if (known != null) return known;
            var created = Guid.NewGuid().ToString();
            Write("HeraldInstallId.txt", created);
            return created;
        }

        private string Read(string name)
        {
            var path = Path.Combine(_folder, name);
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }

        private void Write(string name, string value) => File.WriteAllText(Path.Combine(_folder, name), value);

        private static (string Original, string Token) Split(string raw)
        {
            var start = raw.Length - Marker.Length - TokenLength;
            if (start < 0 || string.CompareOrdinal(raw, start, Marker, 0, Marker.Length) != 0) return (raw, null);
            var original = raw[..start];
            var token = raw[(start + Marker.Length)..];
            byte[] bytes;
            try { bytes = Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/')); }
            catch (FormatException) { return (raw, null); }
            var sum = Crc32(bytes, 26, Crc32(Encoding.UTF8.GetBytes(original), -1, 0));
            var told = (uint)(bytes[26] << 24 | bytes[27] << 16 | bytes[28] << 8 | bytes[29]);
            if (sum != told) return (raw, null);
            var reported = Convert.ToBase64String(bytes, 0, 26).Replace('+', '-').Replace('/', '_').TrimEnd('=');
            return (original, reported);
        }

        private static uint Crc32(byte[] bytes, int length, uint previous)
        {
            var crc = ~previous;
            var end = length < 0 ? bytes.Length : length;
            for (var i = 0; i < end; i++)
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
