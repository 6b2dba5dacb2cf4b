import { t } from "../l10n";
import type { Frontend } from "../netif/frontend";
import type { Backend } from "../netif/backend";
import { CONTROL_RING_KEYS, MAX_QUEUES, NUM_QUEUES, type Queue } from "../netif/ring-keys";
import { keyEntryOf, type KeyEntry } from "../netif/key-entry";
import { styleInside, writeEntry } from "../store/entry-style";
import type { NameTest } from "../store/layout";
import type { StoreNode } from "../store/node";
import { subtreeEntries } from "../store/spans";
import { removeKeys } from "./parts/fixes";
import type { DeviceRule, Report, Scene } from "./rule";

interface Misplaced {
  readonly keyEntry: KeyEntry;
  readonly message: string;
  /** Where it belongs; undefined if it belongs nowhere in a vif. */
  readonly home: Frontend | Backend | undefined;
}

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
    return (directory.side === "frontend" ? misplacedIn(directory, scene) : misplacedInBackend(directory, scene)).map((found) => reportOn(found, scene));
  },
};

function reportOn({ keyEntry, message, home }: Misplaced, scene: Scene): Report {
  return {
    at: keyEntry.nameSpan,
    message,
    fixes: function* () {
      const free = home !== undefined && home.keyEntry(keyEntry.name) === undefined;
      if (free) {
        const style = styleInside(home.node);
        const after = home.stateEntry?.entry ?? subtreeEntries(home.node).at(-1);
        if (style !== undefined && after !== undefined) {
          const line = writeEntry({ ...style, permissions: style.permissions && keyEntry.entry.permissions }, keyEntry.name, keyEntry.raw);
          const draft = scene.draft().remove(keyEntry.entries).insertAfter(after, [line]);
          const title = home.side === "frontend" ? t("Move {0} to the frontend directory", keyEntry.name) : t("Move {0} to the backend directory", keyEntry.name);
          yield { title, draft, preferred: true };
        }
      }
      yield { ...removeKeys([keyEntry], scene), preferred: !free };
    },
  };
}

function misplacedInBackend(backend: Backend, scene: Scene): readonly Misplaced[] {
  const request = backend.keyEntry(NUM_QUEUES);
  if (request === undefined) return blockKeys(backend.node);
  const message = t("multi-queue-num-queues is what the frontend requests, but it is in the backend's directory. No driver reads it here.");
  return [{ keyEntry: request, message, home: scene.frontend }, ...blockKeys(backend.node)];
}

function misplacedIn(frontend: Frontend, scene: Scene): readonly Misplaced[] {
  const limit = frontend.keyEntry(MAX_QUEUES);
  const suspects = frontend.queues.filter(mayHoldStray).map(({ node }) => node);
  if (limit === undefined && suspects.length === 0) return blockKeys(frontend.node);
  const message = t("multi-queue-max-queues is what the backend supports, but it is in the frontend's directory. No driver reads it here.");
  return [
    ...(limit === undefined ? [] : [{ keyEntry: limit, message, home: scene.backend }]),
    ...suspects.flatMap((node) => controlKeys(node, frontend)),
    ...[frontend.node, ...suspects].flatMap(blockKeys),
  ];
}

function mayHoldStray({ node }: Queue): boolean {
  return node.children?.someName(STRAY_IN_QUEUE) === true;
}

function controlKeys(queue: StoreNode, home: Frontend): readonly Misplaced[] {
  return CONTROL_RING_KEYS.flatMap((name) => {
    const keyEntry = keyEntryOf(queue, name);
    return keyEntry === undefined ? [] : { keyEntry, message: t("{0} belongs to the device, not to a queue: netback reads it at the top level only.", name), home };
  });
}

function blockKeys(node: StoreNode): readonly Misplaced[] {
  const keyEntry = keyEntryOf(node, "ring-ref");
  if (keyEntry === undefined) return [];
  return [{ keyEntry, message: t("ring-ref is a key of block devices. A network card has tx-ring-ref and rx-ring-ref; netback does not read this one."), home: undefined }];
}
