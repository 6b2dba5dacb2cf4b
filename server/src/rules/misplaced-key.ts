import { gather } from "../dump/gather";
import { t } from "../l10n";
import type { Frontend } from "../netif/frontend";
import type { Backend } from "../netif/backend";
import { CONTROL_RING_KEYS, MAX_QUEUES, NUM_QUEUES } from "../netif/ring-keys";
import { keyEntryOf, type KeyEntry } from "../netif/key-entry";
import { styleInside, writeEntry } from "../store/entry-style";
import type { NameTest } from "../store/layout";
import type { StoreNode } from "../store/node";
import { subtreeEntries } from "../store/spans";
import { removeKeys } from "./parts/fixes";
import { NONE, type DeviceRule, type Fix, type Report, type Scene } from "./rule";

/** The misplaced keys that some queues hold. */
const STRAY_IN_QUEUE: NameTest = { initials: "cer", passes: (name) => name === "ring-ref" || CONTROL_RING_KEYS.some((key) => key === name) };

/** S1, S2: who writes which of the two numbers, and where. */
export const misplacedKey: DeviceRule = {
  on: "device",
  code: "misplaced-key",
  level: "warning",
  gate: "value",
  sentences: ["S1", "S2"],
  summary: "a key is in a directory where nobody reads it",
  check(directory, scene) {
    const { node } = directory;
    if (directory.side === "backend") return [...misplaced(node, NUM_QUEUES, scene.frontend, requestInBackend, scene), ...blockKey(node, scene)];
    return [
      ...misplaced(node, MAX_QUEUES, scene.backend, limitInFrontend, scene),
      ...blockKey(node, scene),
      ...gather(directory.queues, (queue) => (queue.node.children?.someName(STRAY_IN_QUEUE) === true ? strayKeys(queue.node, directory, scene) : NONE)),
    ];
  },
};

const requestInBackend = (): string => t("multi-queue-num-queues is what the frontend requests, but it is in the backend's directory. No driver reads it here.");
const limitInFrontend = (): string => t("multi-queue-max-queues is what the backend supports, but it is in the frontend's directory. No driver reads it here.");
const ringOfBlockDevice = (): string => t("ring-ref is a key of block devices. A network card has tx-ring-ref and rx-ring-ref; netback does not read this one.");
const ofDevice = (name: string): string => t("{0} belongs to the device, not to a queue: netback reads it at the top level only.", name);

function strayKeys(queue: StoreNode, frontend: Frontend, scene: Scene): readonly Report[] {
  return [...CONTROL_RING_KEYS.flatMap((name) => misplaced(queue, name, frontend, () => ofDevice(name), scene)), ...blockKey(queue, scene)];
}

function blockKey(node: StoreNode, scene: Scene): readonly Report[] {
  return misplaced(node, "ring-ref", undefined, ringOfBlockDevice, scene);
}

/**
 * Reports a key in a directory where it does not belong; nothing if it is not there.
 * @param home where it belongs; undefined if that is not in the dump, or nowhere in a vif
 */
function misplaced(node: StoreNode, name: string, home: Frontend | Backend | undefined, message: () => string, scene: Scene): readonly Report[] {
  const keyEntry = keyEntryOf(node, name);
  if (keyEntry === undefined) return NONE;
  return [{
    at: keyEntry.nameSpan,
    message: message(),
    fixes: function* () {
      const isFree = home !== undefined && home.keyEntry(name) === undefined;
      if (isFree) yield* move(keyEntry, home, scene);
      yield { ...removeKeys([keyEntry], scene), preferred: !isFree };
    },
  }];
}

function* move(keyEntry: KeyEntry, home: Frontend | Backend, scene: Scene): Generator<Fix> {
  const style = styleInside(home.node);
  const after = home.stateEntry?.entry ?? subtreeEntries(home.node).at(-1);
  if (style === undefined || after === undefined) return;
  const line = writeEntry({ ...style, permissions: style.permissions && keyEntry.entry.permissions }, keyEntry.name, keyEntry.raw);
  const draft = scene.draft().remove(keyEntry.entries).insertAfter(after, [line]);
  const title = home.side === "frontend" ? t("Move {0} to the frontend directory", keyEntry.name) : t("Move {0} to the backend directory", keyEntry.name);
  yield { title, draft, preferred: true };
}
