export {
  apnsChannel,
  type Channel,
  type ChannelSource,
  fcmChannel,
  NotAllowedError,
  wnsChannel,
} from "./channels";
export {
  createHerald,
  type HeraldClient,
  type HeraldOptions,
  type Installation,
  type RegistrationResult,
} from "./client";
export {
  type ConnectionOptions,
  createConnection,
  type PushAccepted,
  type PushCall,
  type PushOutcome,
  PushRefusedError,
  type PushResult,
} from "./connector";
export { type LaunchArguments, parseLaunchArguments, readParam } from "./launch-arguments";
export { onLaunch } from "./launches";
export type { Interaction } from "./reports";
export { browserStorage, type HeraldStorage, memoryStorage } from "./storage";
export { closeWebPush, type WebPushOptions, webPush } from "./web-push";
