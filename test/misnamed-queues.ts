const FRONTEND = "/local/domain/1/device/vif/0";

/** A frontend whose queues have a zero too many in their names. */
export function misnamed(queues: number): string {
  return [`${FRONTEND}/multi-queue-num-queues = "${queues}"\n`, ...Array.from({ length: queues }, (_, queue) => {
    const keys = [`tx-ring-ref = "${8 + 2 * queue}"`, `rx-ring-ref = "${9 + 2 * queue}"`, `event-channel = "${queue + 1}"`];
    return keys.map((key) => `${FRONTEND}/queue-0${queue}/${key}\n`).join("");
  })].join("");
}
