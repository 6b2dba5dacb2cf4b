import type { Frontend } from "../frontend";
import type { RingKeys } from "../ring-keys";

/** What netback says if Xen does not map the rings of a queue, or does not bind its channels. */
const MAPPING = /^[0-9]+ mapping shared-frames ([0-9]+)\/([0-9]+) port tx ([0-9]+) rx ([0-9]+)$/;

/**
 * Whether the text of an error node names the references and ports of a queue as the dump holds them. Then it is not an old one, although no key explains it:
 * a grant that is gone, or a port that is closed, cannot be seen in a dump.
 */
export function namesKeysOf(error: string, frontend: Frontend): boolean {
  const named = MAPPING.exec(error)?.slice(1).map(Number);
  return named !== undefined && frontend.inForce.some((keys) => numbersOf(keys).every((number, at) => number === named[at]));
}

/** The references and ports of a queue in the order in which netback names them; a shared channel twice. */
function numbersOf(keys: RingKeys): readonly (number | undefined)[] {
  const channels = keys.channelsInUse;
  return [keys.get("tx-ring-ref"), keys.get("rx-ring-ref"), channels[0], channels[1] ?? channels[0]].map((keyEntry) => keyEntry?.decimal);
}
