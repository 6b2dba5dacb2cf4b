import { backendError } from "./backend-error";
import { ctrlRingIncomplete } from "./ctrl-ring-incomplete";
import { ctrlRingUnadvertised } from "./ctrl-ring-unadvertised";
import { duplicatePath } from "./duplicate-path";
import { eventChannelConflict } from "./event-channel-conflict";
import { eventChannelDuplicate } from "./event-channel-duplicate";
import { eventChannelInvalid } from "./event-channel-invalid";
import { featureFlagInvalid } from "./feature-flag-invalid";
import { frontendError } from "./frontend-error";
import { gsoPrefixObsolete } from "./gso-prefix-obsolete";
import { hotplugFailed } from "./hotplug-failed";
import { hotplugNotConnected } from "./hotplug-not-connected";
import { invalidPath } from "./invalid-path";
import { macInvalid } from "./mac-invalid";
import { macMissing } from "./mac-missing";
import { malformedLine } from "./malformed-line";
import { maxQueuesInvalid } from "./max-queues-invalid";
import { misplacedKey } from "./misplaced-key";
import { multicastUnadvertised } from "./multicast-unadvertised";
import { numQueuesExceedsMax } from "./num-queues-exceeds-max";
import { numQueuesInvalid } from "./num-queues-invalid";
import { numQueuesMissing } from "./num-queues-missing";
import { numQueuesUnadvertised } from "./num-queues-unadvertised";
import { peerMismatch } from "./peer-mismatch";
import { placeholderValue } from "./placeholder-value";
import { queueExtra } from "./queue-extra";
import { queueKeyMissing } from "./queue-key-missing";
import { queueMissing } from "./queue-missing";
import { queueNameInvalid } from "./queue-name-invalid";
import { requestRxCopyMissing } from "./request-rx-copy-missing";
import { ringRefDuplicate } from "./ring-ref-duplicate";
import { ringRefInvalid } from "./ring-ref-invalid";
import type { Rule } from "./rule";
import { rxCopyUnadvertised } from "./rx-copy-unadvertised";
import { singleQueueInSubtree } from "./single-queue-in-subtree";
import { splitEventChannelIncomplete } from "./split-event-channel-incomplete";
import { splitEventChannelsUnadvertised } from "./split-event-channels-unadvertised";
import { stateInvalid } from "./state-invalid";
import { stateMissing } from "./state-missing";
import { stateUnexpected } from "./state-unexpected";
import { topLevelRingKey } from "./top-level-ring-key";
import { truncatedValue } from "./truncated-value";
import { xdpHeadroomInvalid } from "./xdp-headroom-invalid";

/** Every rule, in the order of the manual: the dump's text, the negotiation of queues, rings and event channels, the device. */
export const RULES: readonly Rule[] = [
  malformedLine,
  invalidPath,
  duplicatePath,
  truncatedValue,
  placeholderValue,
  maxQueuesInvalid,
  numQueuesInvalid,
  numQueuesExceedsMax,
  numQueuesUnadvertised,
  numQueuesMissing,
  misplacedKey,
  queueMissing,
  queueExtra,
  queueNameInvalid,
  queueKeyMissing,
  singleQueueInSubtree,
  topLevelRingKey,
  ringRefInvalid,
  ringRefDuplicate,
  eventChannelInvalid,
  eventChannelDuplicate,
  splitEventChannelIncomplete,
  eventChannelConflict,
  splitEventChannelsUnadvertised,
  featureFlagInvalid,
  stateInvalid,
  stateMissing,
  stateUnexpected,
  peerMismatch,
  macInvalid,
  macMissing,
  requestRxCopyMissing,
  rxCopyUnadvertised,
  ctrlRingIncomplete,
  ctrlRingUnadvertised,
  multicastUnadvertised,
  gsoPrefixObsolete,
  xdpHeadroomInvalid,
  hotplugNotConnected,
  hotplugFailed,
  backendError,
  frontendError,
];
