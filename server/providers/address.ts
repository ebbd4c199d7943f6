import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whether a push may go to this address: ordinary unicast, nothing inside the operator's network (T3).
 * ipaddr.js calls the IPv4-compatible block ::/96 unicast, which would let `::127.0.0.1` pass.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) {
    return false;
  }
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") {
    return false;
  }
  return (
    parsed.kind() === "ipv4" ||
    !parsed
      .toByteArray()
      .slice(0, 12)
      .every((byte) => byte === 0)
  );
}

export class AddressRefusedError extends Error {
  readonly code = "HERALD_ADDRESS_REFUSED";
  constructor(host: string) {
    super(`No public address for ${host}`);
  }
}

/** How a name becomes addresses: node:dns lookup or what stands for it. */
export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for net.connect that answers with public addresses only. The socket connects to the very address
 * that was checked, so that a name which resolves differently a moment later gains nothing.
 */
export function createPinnedLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, "", 0);
        return;
      }
      const allowed = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = allowed;
      if (!first) {
        callback(new AddressRefusedError(host), "", 0);
      } else if (options.all) {
        callback(null, allowed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

/** net.connect does not look up what is an address already, so literals are checked apart. */
export function isRefusedLiteral(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "");
  return isIP(bare) !== 0 && !isPublicAddress(bare);
}
