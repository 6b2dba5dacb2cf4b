const FRONTEND = "/local/domain/1/device/vif/0";

/** Queue 1 lacks a channel, a ring key stands at the top level, a line has no closing quote. */
export const FAULTY = `${FRONTEND}/multi-queue-num-queues = "02"
${FRONTEND}/tx-ring-ref = "768"
${FRONTEND}/queue-0/tx-ring-ref = "8"
${FRONTEND}/queue-0/rx-ring-ref = "9"
${FRONTEND}/queue-0/event-channel = "5"
/tool = "\u00e9
${FRONTEND}/queue-1/tx-ring-ref = "10"
${FRONTEND}/queue-1/rx-ring-ref = "11"
`;

/** The same, fixed. */
export const FIXED = `${FRONTEND}/multi-queue-num-queues = "2"
${FRONTEND}/queue-0/tx-ring-ref = "8"
${FRONTEND}/queue-0/rx-ring-ref = "9"
${FRONTEND}/queue-0/event-channel = "5"
/tool = "\u00e9"
${FRONTEND}/queue-1/tx-ring-ref = "10"
${FRONTEND}/queue-1/rx-ring-ref = "11"
${FRONTEND}/queue-1/event-channel = "<evtchn1>"
`;

/** A frontend whose queues have a zero too many in their names. */
export function misnamed(queues: number): string {
  return [`${FRONTEND}/multi-queue-num-queues = "${queues}"\n`, ...Array.from({ length: queues }, (_, queue) => {
    const keys = [`tx-ring-ref = "${8 + 2 * queue}"`, `rx-ring-ref = "${9 + 2 * queue}"`, `event-channel = "${queue + 1}"`];
    return keys.map((key) => `${FRONTEND}/queue-0${queue}/${key}\n`).join("");
  })].join("");
}
