import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";
import { placeIn, showRange } from "./marked-lines";
import { BACKEND, FRONTEND, HOST, hostTree, SECOND } from "./sample-host";

/** Where the word at the cursor leads, shown in its line, and the word itself. */
function definition(text: string, marked: string): { readonly leadsTo: string; readonly from: string } | undefined {
  const found = openDump(text).definition(placeIn(text, marked));
  return found && { leadsTo: showRange(text, found.target.selectionRange), from: showRange(text, found.origin) };
}

const ERROR = `/local/domain/1/error/device/vif/0/error = "2 reading ${FRONTEND}/queue-1/tx-ring-ref"`;
const DEVICE = '/local/domain/1/device/vif/«0» = ""';

describe("in a flat dump", () => {
  test.each<readonly [what: string, marked: string, leadsTo: string]>([
    ["a link to the backend", `${FRONTEND}/backend = "/local/domain/0/|backend/vif/1/0"`, '/local/domain/0/backend/vif/1/«0» = ""'],
    ["a link to the frontend", `${BACKEND}/frontend = "${FRONTEND}|"`, DEVICE],
    ["the name of a link: the link back", `${FRONTEND}/back|end = "${BACKEND}"`, `${BACKEND}/«frontend» = "${FRONTEND}"`],
    ["the name of such a key", `${BACKEND}/frontend|-id = "1"`, '/local/domain/«1» = ""'],
    ["the id of a domain", `${BACKEND}/frontend-id = "|1"`, '/local/domain/«1» = ""'],
    ["the name of an id", `${FRONTEND}/backend-|id = "0"`, '/local/domain/«0» = ""'],
    ["a path to something else", '/local/domain/1/vm = "/v|m/a"', '/vm/«a» = ""'],
    ["a link in libxl's copy", `/libxl/1/device/vif/0/backend = "|${BACKEND}"`, '/local/domain/0/backend/vif/1/«0» = ""'],
    ["a ring to the other direction", `${FRONTEND}/queue-1/tx-ring|-ref = "10"`, `${FRONTEND}/queue-1/«rx-ring-ref» = "11"`],
    ["a channel to the other direction", `${FRONTEND}/queue-0/event-channel-rx| = "6"`, `${FRONTEND}/queue-0/«event-channel-tx» = "5"`],
    ["a request to the feature", `${FRONTEND}/request-rx|-copy = "1"`, `${BACKEND}/«feature-rx-copy» = "1"`],
    ["a feature to the request", `${BACKEND}/feature|-rx-copy = "1"`, `${FRONTEND}/«request-rx-copy» = "1"`],
    ["a feature to the keys of the queues", `${BACKEND}/feature-|split-event-channels = "1"`, `${FRONTEND}/queue-0/«event-channel-tx» = "5"`],
    ["a number of queues to the limit", `${FRONTEND}/multi-queue-|num-queues = "2"`, `${BACKEND}/«multi-queue-max-queues» = "4"`],
    ["a key to the one of that name at the other end", `${FRONTEND}/sta|te = "4"`, `${BACKEND}/«state» = "4"`],
    ["its value too", `${FRONTEND}/state = "4|"`, `${BACKEND}/«state» = "4"`],
    ["a port to its first use", `${SECOND}/event-channel = "|7"`, `${FRONTEND}/queue-1/event-channel-tx = "«7»"`],
    ["a reference to itself", `${SECOND}/tx-ring-ref = "|20"`, `${SECOND}/tx-ring-ref = "«20»"`],
    ["the name of an error node to the device", ERROR.replace("error =", "err|or ="), DEVICE],
    ["an error to the device", ERROR.replace("reading", "read|ing"), DEVICE],
    ["the device in the path of an error node", ERROR.replace("vif/0/error", "vif/0|/error"), DEVICE],
    ["a domain in a path", `${FRONTEND}/queue-0/rx-ring-ref = "9"`.replace("domain/1", "domain/1|"), '/local/domain/«1» = ""'],
    ["a directory between", `${FRONTEND}/queue-0/rx-ring-ref = "9"`.replace("device", "dev|ice"), '/local/domain/1/«device» = ""'],
    ["a queue in a path", `${FRONTEND}/queue-0|/rx-ring-ref = "9"`, `${FRONTEND}/«queue-0» = ""`],
    ["a directory to itself", '/local/domain/1| = ""', '/local/domain/«1» = ""'],
    ["a key of nobody to itself", '/local/domain/1/na|me = "web01"', '/local/domain/1/«name» = "web01"'],
    ["a path of the host to its key", `${BACKEND}/script = "/etc/|xen/scripts/vif-bridge"`, `${BACKEND}/«script» = "/etc/xen/scripts/vif-bridge"`],
  ])("%s", (_, marked, leadsTo) => {
    expect(definition(HOST, marked)?.leadsTo).toBe(leadsTo);
  });

  test("the word is the segment or the value", () => {
    expect(definition(HOST, `${FRONTEND}/backend = "/local/domain/0/|backend/vif/1/0"`)?.from).toBe(`${FRONTEND}/backend = "«${BACKEND}»"`);
    expect(definition(HOST, `${FRONTEND}/que|ue-0 = ""`)?.from).toBe(`${FRONTEND}/«queue-0» = ""`);
  });

  test("the target is the whole line", () => {
    const { target } = openDump(HOST).definition(placeIn(HOST, `${BACKEND}/frontend-id = "|1"`)) ?? {};
    expect(target && showRange(HOST, target.range)).toBe('«/local/domain/1 = ""»');
  });
});

describe("elsewhere", () => {
  test.each<readonly [what: string, marked: string, leadsTo: string]>([
    ["a link in a tree", '      backend = "/local/|domain/0/backend/vif/1/0"', '      «0» = ""'],
    ["a key in a tree", '      request-rx|-copy = "1"', '       «feature-rx-copy» = "1"'],
  ])("%s", (_, marked, leadsTo) => {
    expect(definition(hostTree(), marked)?.leadsTo).toBe(leadsTo);
  });

  test.each<readonly [what: string, text: string, marked: string, leadsTo: string | undefined]>([
    ["a directory without a line of its own", `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/state = "4"\n`, `${BACKEND}/frontend = "${FRONTEND}|"`, '/local/domain/1/device/vif/«0»/state = "4"'],
    ["the directory that a tree was taken in", `# xenstore-ls ${FRONTEND}\nbackend = "${BACKEND}"\n# xenstore-ls ${BACKEND}\nfrontend = "${FRONTEND}"\n`, `frontend = "${FRONTEND}|"`, `«backend» = "${BACKEND}"`],
    ["what the dump does not hold", `${FRONTEND}/backend = "${BACKEND}"\n`, `${FRONTEND}/backend = "|${BACKEND}"`, `${FRONTEND}/«backend» = "${BACKEND}"`],
    ["a number that is no id of a domain", '/local/domain/1 = ""\n/tool/x = "1"\n', '/tool/x = "|1"', '/tool/«x» = "1"'],
    ["a path without its second quote", '/a = ""\n/b = "/a\n', '/b = "/|a', '/«b» = "/a'],
    ["a cut path", `a = "/local"\nb = "/local\\..."\nlocal = ""\n`, 'b = "/lo|cal\\..."', '«b» = "/local\\..."'],
    ["the nearest of two captures", '/a = ""\n/b = "/a"\n/a = ""\n/c = "/a"\n', '/c = "|/a"', '/«a» = ""'],
    ["a comment", "# /local/domain/1\n", "# /local|/domain/1", undefined],
    ["what is between", '/a = "1"   (n0)\n', '/a = "1"   (n|0)', undefined],
    ["what is wrapped", `${FRONTEND}/backend =\n"${BACKEND}"\n${BACKEND} = ""\n`, `"/local|/domain/0/backend/vif/1/0"`, '/local/domain/0/backend/vif/1/«0» = ""'],
  ])("%s", (_, text, marked, leadsTo) => {
    expect(definition(text, marked)?.leadsTo).toBe(leadsTo);
  });

  test("the nearest of two captures, by its line", () => {
    const text = '/a = ""\n/b = "/a"\n/a = ""\n/c = "/a"\n';
    expect(openDump(text).definition({ line: 3, character: 6 })?.target.range.start.line).toBe(2);
  });

  test("beyond the text", () => {
    expect(openDump("").definition({ line: 9, character: 9 })).toBeUndefined();
  });
});
