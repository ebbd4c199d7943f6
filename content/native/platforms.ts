import type { NativeMessage } from "./message";

export const nativePlatforms = ["web", "android", "ios"] as const;
export type NativePlatform = (typeof nativePlatforms)[number];

/**
 * How many buttons a notification shows there. iOS shows those of a category that the app registered, Android draws
 * none on what FCM shows by itself; the app finds them in the data.
 */
export const actionLimits: Readonly<Record<NativePlatform, number>> = {
  web: 2,
  android: 0,
  ios: 0,
};

/** What one platform leaves out of a message, besides what all of them do; sentences for the author. */
export function platformLosses(message: NativeMessage, platform: NativePlatform): string[] {
  const losses = message.losses.map(({ text }) => text);
  const limit = actionLimits[platform];
  if (message.actions.length > limit) {
    losses.push(
      limit === 0 ? "Buttons are left out." : `Only the first ${limit} buttons are shown.`,
    );
  }
  if (platform !== "ios" && message.thread) {
    losses.push(`Notifications are not grouped under “${message.thread.title}”.`);
  }
  if (platform !== "web" && message.icon) losses.push("The app’s own icon is shown, not the logo.");
  if (platform === "ios" && message.timestamp !== undefined) {
    losses.push("The time shown is when it arrived.");
  }
  return losses;
}
