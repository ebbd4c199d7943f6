export {
  type Channel,
  createHerald,
  type HeraldClient,
  type HeraldOptions,
  type Installation,
  type RegistrationResult,
} from "./client";
export { type LaunchArguments, parseLaunchArguments, readParam } from "./launch-arguments";
export { browserStorage, type HeraldStorage, memoryStorage } from "./storage";
