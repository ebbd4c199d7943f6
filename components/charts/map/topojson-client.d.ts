/** The package brings no types; this is what world-map.tsx uses of it. */
declare module "topojson-client" {
  /** GeoJSON of one collection of a topology. */
  export function feature(topology: object, collection: object): { features: GeoJSON.Feature[] };
}
