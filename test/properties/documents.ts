import { realDump } from "../real-dumps";
import { flat, flatWithPermissions, inComment, inMail, promptedTrees, storeWith, tree, treeWithPermissions, withCarriageReturns, type GeneratedVif } from "./generated-store";

const MULTI_QUEUE: GeneratedVif = { domid: 1, index: 0, backendDomid: 0, backendType: "vif", queues: 3, saysQueues: true, maxQueues: 4, split: true };
const TWO_VIFS: readonly GeneratedVif[] = [
  { ...MULTI_QUEUE, queues: 2, split: false },
  { ...MULTI_QUEUE, index: 1, queues: 1, backendType: "qnic" },
];

const FRONTEND_WITH_FAULTS = `/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"
/local/domain/1/device/vif/0/state = "4"
/local/domain/1/device/vif/0/multi-queue-num-queues = "3"
/local/domain/1/device/vif/0/tx-ring-ref = "9"
/local/domain/1/device/vif/0/queue-0 = ""
/local/domain/1/device/vif/0/queue-0/tx-ring-ref = "8"
/local/domain/1/device/vif/0/queue-0/rx-ring-ref = "8"
/local/domain/1/device/vif/0/queue-0/event-channel-tx = "0x10"
/local/domain/1/device/vif/0/queue-02/rx-ring-ref = "<ring-ref-rx2>"
/local/domain/1/device/vif/0/queue-3/event-channel = "12
/local/domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"
/local/domain/0/backend/vif/1/0/multi-queue-num-queues = "2"
/local/domain/0/backend/vif/1/0/multi-queue-max-queues = "2"
/local/domain/0/backend/vif/1/0/feature-split-event-channels = "0"
`;

const DUPLICATES = `/local/domain/1/device/vif/0/state = "4"
/local/domain/1/device/vif/0/multi-queue-num-queues = "2"
/local/domain/1/device/vif/0/queue-0/tx-ring-ref = "8"
/local/domain/1/device/vif/0/queue-0/tx-ring-ref = "9"
/local/domain/1/device/vif/0/queue-0/rx-ring-ref = "10"
/local/domain/1/device/vif/0/queue-0/event-channel = "3"
/local/domain/1/device/vif/0/queue-0/event-channel = "3"
/local/domain/1/device/vif/0/multi-queue-num-queues = "1"
/local/domain/1/device/vif/1/tx-ring-ref = "8"
/local/domain/1/device/vif/1/rx-ring-ref = "10"
/local/domain/1/device/vif/1/event-channel = "3"
/local/domain/1/error/device/vif/0/error = "16 Device in use"`;

const CUTS = ` ${"d".repeat(65)} = ""
  ${"e".repeat(68)} = "\\..."
  ${"e".repeat(68)} = "\\..."
   ${"f".repeat(70)} = ""
   ${"f".repeat(70)} = ""
 = ""
device = ""
 vif = ""
  0 = ""
   backend = "/local/domain/0/backend/v\\..."
   state = "4"
   tx-ring-ref = "7\\..."
   rx-ring-ref:

   event-channel = "3"
[...]
  1 = ""
   backend = "/local/domain/0/backend/vif/7/1"
   state = "4"
   tx-ring-ref = "8"
xenstore-ls: xs_directory (/local/domain/7/x): Permission denied
`;

const TWO_CAPTURES = `# before
[root@dom0 ~]# xenstore-ls /local/domain/1
device = ""
 vif = ""
  0 = ""
   backend = "/local/domain/0/backend/vif/1/0"
   state = "4"
   multi-queue-num-queues = "2"
   queue-0 = ""
    tx-ring-ref = "8"
    rx-ring-ref = "9"
    event-channel = "3"
[root@dom0 ~]# xenstore-ls -f /local/domain/0/backend
vif/1/0 = ""
vif/1/0/frontend = "/local/domain/1/device/vif/0"
vif/1/0/state = "4"
vif/1/0/feature-sg = "1"
vif/1/0/multi-queue-max-queues = "4"
`;

const REPEATED_CAPTURE = flat(storeWith([{ ...MULTI_QUEUE, queues: 1 }])).repeat(2);

const LABELS = `before:
healthy:
local = ""
 domain = ""
  1 = ""
   device = ""
    vif = ""
     0 = ""
      state = "4"
      event-channel = "3"

after:
local = ""
 domain = ""
  1 = ""
   device = ""
    vif = ""
     0 = ""
      state = "6"
tool:
moved:
   local = ""
    domain = ""
     0 = ""
device:
 vif = ""
  0 = ""
   state = "1"
`;

const TORN = `        frontend = "/local/domain/1/device/vif/0"
        state = "4"
       1 = ""
        frontend = "/local/domain/1/device/vif/1"
     tool = ""
  1 = ""
   device = ""
    vif = ""
     0 = ""
      backend = "/local/domain/0/backend/vif/1/0"
      event-channel = "3"
     1 = ""
      backend = "/local/domain/0/backend/vif/1/1"
      state = "1"
vm = ""
`;

const CROOKED_TREE = `    domain = ""
     1 = ""
        device = ""
           vif = ""
            0 = ""
               backend = "/local/domain/0/backend/vif/1/0"
               multi-queue-num-queues = "1"
               queue-0 = ""
                 tx-ring-ref = "8"
              rx-ring-ref = "9"
    0 = ""
     backend = ""
       vif = ""
        1 = ""
         0 = ""
           frontend = "/local/domain/1/device/vif/0"
           feature-sg = "2"
/local/domain/1/device/vif/0/state = "4"
`;

const LEAVES = `frontend = "/local/domain/1/device/vif/0"
frontend-id = "1"
state = "4"
multi-queue-max-queues = "0"
feature-split-event-channels = "yes"
`;

const MAIL = `Hi all,
the guest has no network.

/local/domain/1/device/vif/0:
 backend = "/local/domain/0/backend/vif/1/0"   <-- right
 state = "6"   (Closed)
what is this?
/local/domain/0/backend/vif/1/0
 frontend = "/local/domain/1/device/vif/0"
 state = "4"

It says \`state = "4"\` there. The configuration:
vif = [ 'bridge=xenbr0' ]
\`\`\`
// /local/domain/0/error/backend/vif/1/0/error = "16 x"
\`\`\`
Thanks
> >    > /tool = ""
`;

const WRAPPED = `> /local/domain/1/device/vif/0/backend =
"/local/domain/0/backend/vif/1/0"
> /local/domain/1/device/vif/0/state = "4"
(n0,r2)
> /local/domain/1/device/vif/0/multi-queue-num-queues
> = "2"   (n0)
> /local/domain/1/device/vif/0/queue-0/tx-ring-ref = "8"
> /local/domain/1/device/vif/0/queue-0/rx-ring-ref =
> =
> "9"
> /local/domain/1/device/vif/0/queue-0/event-channel
=
> "3"   (n1)
> /local/domain/1/error/device/vif/0/error = "2 reading
> /local/domain/1/device/vif/0/queue-1/ring-ref
or so"   (n1)
> /local/domain/0/backend/vif/1/0/frontend =
> "/local/domain/1/device/vif/0"
(n0)
`;

const WRAPPED_TREE = `device = ""
 vif = ""
  0 = "" . . . . . . .
. . . . (n1,r0)
   backend =
"/local/domain/0/backend/vif/1/0"
   state
  = "4"
   multi-queue-num-queues = "1" . .
(n1,r0)
`;

const DEVICE_AFTER_DEVICE = `backend = "/local/domain/0/backend/vif/1/0"
backend-id = "0"
handle = "0"
state = "4"
tx-ring-ref = "8"
bridge = "xenbr0"
frontend = "/local/domain/1/device/vif/0"
frontend-id = "1"
state = "4"
multi-queue-max-queues = "2"
`;

const LISTED_AND_READ = `$ xenstore-list -p /local/domain/1/device
/local/domain/1/device/vif/0
/local/domain/1/device/vif/1
$ xenstore-read -p /local/domain/1/device/vif/0/state
/local/domain/1/device/vif/0/backend: /local/domain/0/backend/vif/1/0
/local/domain/1/device/vif/0/state: 4
/local/domain/1/device/vif/0/multi-queue-num-queues: 2
/local/domain/1/device/vif/0/queue-0/tx-ring-ref: 8
`;

const BACKEND_BEHIND_FRONTEND = `# xenstore-root /local/domain/1/device/vif
0 = ""
 backend = "/local/domain/3/backend/vif/1/0"
 state = "4"
# xenstore-ls somewhere
frontend = "/local/domain/1/device/vif/0"
state = "4"
multi-queue-max-queues = "2"
# xenstore-ls elsewhere
0 = ""
 frontend = "/local/domain/1/device/vif/1"
 state = "4"
`;

const DAMAGED = `/local/domain/1/device/vif/0/state =3D "4"
/local/domain/1/device/vif/0/multi-queue-num-que=
ues =3D "2"
/local/domain/1/device/vif/0/mac = "00:16:3e:00:01:00"
garbage
backend = "/local/domain/0/backend/vif/1/0" state = "4" mac = "00:16:3e:00:01:00" handle = "0"
`;

const ORNATE = `     1\t/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"
12:/local/domain/1/device/vif/0/state = "4"
x.out:/local/domain/1/device/vif/0/mac = "00:16:3e:00:01:00"
+/local/domain/1/device/vif/0/multi-queue-num-queues = "2"
-/local/domain/1/device/vif/0/multi-queue-num-queues = "3"
| /local/domain/1/device/vif/0/queue-0/tx-ring-ref = "8" |
\`\`\`
/local/domain/1/device/vif/0/queue-0/rx-ring-ref = \u201C9\u201D
\u001B[01;31m/local/domain\u001B[m/1/device/vif/0/queue-0/event-channel = "3"
Nov 23 22:26:35 dom0 xenstore-ls[123]: /local/domain/1/device/vif/0/request-rx-copy = "1"
`;

/** A directory has more nodes than its children are kept in a list for. */
const NUMBERS = Array.from({ length: 40 }, (_, at) => at);
const WIDE = `${flat(storeWith([MULTI_QUEUE]))}\n${NUMBERS.map((at) => `/local/domain/1/data/k${at} = "${at}"`).join("\n")}\n/local/domain/1/data/k7/below = ""\n/local/domain/1/data/k9 = "again"\n`;
const WIDE_TREE = `device = ""\n vif = ""\n${NUMBERS.map((at) => `  ${at} = ""\n   state = "4"`).join("\n")}\n`;

/** What one command printed of two domains. The second one begins with another name than the first. */
const TWO_DOMAINS = `# xenstore-ls /local/domain/0 /local/domain/1
domid = "0"
name = "dom0"
backend = ""
 vif = ""
  1 = ""
   0 = ""
    frontend = "/local/domain/1/device/vif/0"
vm = "/vm/1"
name = "guest"
device = ""
 vif = ""
  0 = ""
   backend = "/local/domain/0/backend/vif/1/0"
   state = "4"
domid = "1"
`;

/** A line that cannot be read is the first in the directory of a device. */
const UNREADABLE_FIRST = '0 = ""\n garbage here\n backend = "/local/domain/0/backend/vif/1/0"\n state = "9"\n queue-0 = ""\n  tx-ring-ref = "8"\n';

/** The documents that edits begin with, each by a name. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  "frontend as tree": realDump("g1v1.sub-fe-vif.tree.xenstore"),
  "frontend as relative flat": realDump("g1v1.sub-fe-vif.flat.xenstore"),
  "backend as relative flat": realDump("g1v1.rel-dom0.backend-vif.flat.xenstore"),
  "backend as tree with permissions": realDump("g1v1.sub-be-vif.tree-perms.xenstore"),
  "real flat": realDump("g1v1.flat.xenstore").split("\n").slice(60, 150).join("\n"),
  "flat, multi-queue": flat(storeWith([MULTI_QUEUE])),
  "flat, two vifs": flatWithPermissions(storeWith(TWO_VIFS)),
  "tree, multi-queue": tree(storeWith([MULTI_QUEUE])),
  "tree, two vifs": treeWithPermissions(storeWith(TWO_VIFS)),
  "tree from a terminal": withCarriageReturns(tree)(storeWith([MULTI_QUEUE])),
  "in a C comment": inComment(flat)(storeWith([MULTI_QUEUE])),
  "in a mail": inMail(tree)(storeWith([MULTI_QUEUE])),
  "trees with prompts": promptedTrees(storeWith(TWO_VIFS)),
  "one frontend with faults": FRONTEND_WITH_FAULTS,
  duplicates: DUPLICATES,
  cuts: CUTS,
  "two captures": TWO_CAPTURES,
  "a repeated capture": REPEATED_CAPTURE,
  "words above captures": LABELS,
  "a tree without its beginning": TORN,
  "a crooked tree": CROOKED_TREE,
  "leaves at column 0": LEAVES,
  "a mail with text around its captures": MAIL,
  "wrapped by a mailer": WRAPPED,
  "a tree wrapped by a mailer": WRAPPED_TREE,
  "one device after another": DEVICE_AFTER_DEVICE,
  "listed and read by name": LISTED_AND_READ,
  "a backend behind its frontend": BACKEND_BEHIND_FRONTEND,
  "damaged on its way": DAMAGED,
  "with what other tools put there": ORNATE,
  "two domains of one command": TWO_DOMAINS,
  "an unreadable line first": UNREADABLE_FIRST,
  "a wide directory": WIDE,
  "a wide directory as tree": WIDE_TREE,
  empty: "",
};
