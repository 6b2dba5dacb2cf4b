// Generates the store of a host. The same numbers give the same store.

/**
 * A node of the generated store.
 * @typedef {object} TreeNode
 * @property {string} name
 * @property {string} value
 * @property {TreeNode[]} children
 * @property {boolean} [edited] a queue that the keystrokes are made in
 */

/** Of these, each has four queues. */
const VIFS = 2;
const QUEUES = 4;
/** How many ports and grant references a frontend has with its queues. */
const RINGS = QUEUES * 2;

const FRONTEND_FEATURES = ["request-rx-copy", "feature-rx-notify", "feature-sg", "feature-gso-tcpv4", "feature-gso-tcpv6", "feature-ipv6-csum-offload"];
const BACKEND_FEATURES = ["feature-sg", "feature-gso-tcpv4", "feature-rx-copy", "feature-split-event-channels"];

/**
 * A host on which each guest has two connected vifs with four queues: 112 nodes per guest, and no faults.
 * @param {number} guests how many, from 1 to 32000
 * @param {{ faulty?: boolean }} [options] whether each queue has an invalid port: 8 faults per guest
 * @returns {TreeNode} the top, which has no name
 */
export function hostStore(guests, { faulty = false } = {}) {
  const domids = Array.from({ length: guests }, (_, at) => at + 1);
  const backends = domids.map((domid) => directory(String(domid), vifsOf((index) => backend(domid, index))));
  const domains = domids.map((domid) => {
    const vifs = vifsOf((index) => frontend(domid, index, faulty));
    return directory(String(domid), [leaf("name", `guest${domid}`), leaf("domid", String(domid)), directory("device", [directory("vif", vifs)])]);
  });
  const dom0 = directory("0", [leaf("domid", "0"), leaf("name", "Domain-0"), directory("backend", [directory("vif", backends)])]);
  return directory("", [directory("local", [directory("domain", [dom0, ...domains])])]);
}

/** @param {(index: number) => TreeNode} vif */
function vifsOf(vif) {
  return Array.from({ length: VIFS }, (_, index) => vif(index));
}

/**
 * @param {number} domid
 * @param {number} index
 */
function backend(domid, index) {
  return directory(String(index), [
    leaf("frontend", `/local/domain/${domid}/device/vif/${index}`),
    leaf("frontend-id", String(domid)),
    leaf("online", "1"),
    leaf("state", "4"),
    leaf("script", "/etc/xen/scripts/vif-bridge"),
    leaf("mac", mac(domid, index)),
    leaf("bridge", `xenbr${index}`),
    leaf("handle", String(index)),
    leaf("type", "vif"),
    ...BACKEND_FEATURES.map((feature) => leaf(feature, "1")),
    leaf("multi-queue-max-queues", "8"),
    leaf("feature-ctrl-ring", "1"),
    leaf("hotplug-status", "connected"),
  ]);
}

/**
 * @param {number} domid
 * @param {number} index
 * @param {boolean} faulty
 */
function frontend(domid, index, faulty) {
  const queues = Array.from({ length: QUEUES }, (_, queue) => {
    const ring = index * RINGS + queue * 2;
    const node = directory(`queue-${queue}`, [
      leaf("tx-ring-ref", String(770 + ring)),
      leaf("rx-ring-ref", String(771 + ring)),
      leaf("event-channel-tx", faulty ? "none" : String(20 + ring)),
      leaf("event-channel-rx", String(21 + ring)),
    ]);
    // A queue with others before and after it: the number of those that follow matters.
    return index === 0 && queue === 2 ? { ...node, edited: true } : node;
  });
  return directory(String(index), [
    leaf("backend", `/local/domain/0/backend/vif/${domid}/${index}`),
    leaf("backend-id", "0"),
    leaf("state", "4"),
    leaf("handle", String(index)),
    leaf("mac", mac(domid, index)),
    leaf("trusted", "1"),
    leaf("mtu", "1500"),
    leaf("multi-queue-num-queues", String(QUEUES)),
    ...queues,
    ...FRONTEND_FEATURES.map((feature) => leaf(feature, "1")),
    leaf("xdp-headroom", "0"),
  ]);
}

/**
 * @param {number} domid
 * @param {number} index
 */
function mac(domid, index) {
  const octets = [domid >> 8, domid & 255, index].map((octet) => octet.toString(16).padStart(2, "0"));
  return `00:16:3e:${octets.join(":")}`;
}

/**
 * @param {string} name
 * @param {TreeNode[]} children
 * @returns {TreeNode}
 */
function directory(name, children) {
  return { name, value: "", children };
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {TreeNode}
 */
function leaf(name, value) {
  return { name, value, children: [] };
}
