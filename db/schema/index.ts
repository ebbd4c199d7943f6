export * from "./apps";
export * from "./customers";
export * from "./deliveries";
export * from "./groups";
export * from "./notifications";
export * from "./publishers";
export * from "./registrations";
export * from "./rollup";
