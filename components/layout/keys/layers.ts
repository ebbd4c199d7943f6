/** The two layers that any part of the frame may open. */
export type Layer = "search" | "keys";

const eventName = "herald:layer";

export function openLayer(layer: Layer): void {
  window.dispatchEvent(new CustomEvent<Layer>(eventName, { detail: layer }));
}

export function onLayer(open: (layer: Layer) => void): () => void {
  const listen = (event: Event) => open((event as CustomEvent<Layer>).detail);
  window.addEventListener(eventName, listen);
  return () => window.removeEventListener(eventName, listen);
}
