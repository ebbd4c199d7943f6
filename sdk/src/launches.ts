/** How the service worker tells a page which notification opened it. */
export const launchParameter = "herald-launch";

interface LaunchMessage {
  herald: "launch";
  launchArguments: string;
}

/**
 * Calls back with the raw launch arguments of the notification that opened this page, or that was selected while
 * it was open. Give them to parseArgumentsAndTrackAppLaunch and go where the arguments say.
 * @returns stops listening
 */
export function onLaunch(open: (launchArguments: string) => void): () => void {
  const url = new URL(location.href);
  const given = url.searchParams.get(launchParameter);
  if (given !== null) {
    // A reload or a bookmark is no launch.
    url.searchParams.delete(launchParameter);
    history.replaceState(history.state, "", url);
    open(given);
  }
  const listen = ({ data }: MessageEvent<Partial<LaunchMessage> | undefined>) => {
    if (data?.herald === "launch") open(data.launchArguments ?? "");
  };
  navigator.serviceWorker?.addEventListener("message", listen);
  return () => navigator.serviceWorker?.removeEventListener("message", listen);
}
