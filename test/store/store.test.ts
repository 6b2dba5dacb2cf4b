import { describe, expect, test } from "vitest";
import { readLine } from "../../server/src/dump/read-line";
import { Text } from "../../server/src/dump/text";
import { STORE_NAMES } from "../../server/src/netif/store-names";
import { nameMayBeCut } from "../../server/src/store/cut-name";
import { incompleteDirectories, isSearched } from "../../server/src/store/incomplete-directories";
import type { Entry, StoreNode } from "../../server/src/store/node";
import { promptRoots } from "../../server/src/store/prompt";
import { selectionBy, type Selection } from "../../server/src/store/selection";
import { directorySpan, nameSpan, pathSpan, segments, subtreeEntries, valueSpan, type EntrySpan } from "../../server/src/store/spans";
import { Store } from "../../server/src/store/store";

/** The store of a text. */
function storeOf(text: string): Store {
  return new Store(new Text(text), STORE_NAMES);
}

/** Each line that holds a node, with its number and the path of the node, in the order of the text. */
function nodesOf(text: string): string[] {
  const store = storeOf(text);
  return [...store.text.lines()].flatMap(({ place }, number) => (place === undefined ? [] : [`${number} ${place.path}`]));
}

/** The entry on a line. */
function entryAt(store: Store, number: number): Entry {
  const line = store.text.lineAt(number);
  if (line === undefined) throw new Error(`no line ${number}`);
  return line;
}

/** What a span covers. */
function covered(span: EntrySpan | undefined): string | undefined {
  return span?.line.text.slice(span.start, span.end);
}

/** The flat lines of directories, by the keys in each. */
function linesOf(...directories: readonly (readonly string[])[]): string[] {
  return directories.flatMap((keys, at) => keys.map((key) => `/d/${at}/${key} = "${at} ${key}"`));
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `k${at}`);
}

describe("directories that are alike", () => {
  test.each<readonly [what: string, lines: readonly string[]]>([
    ["the same keys", linesOf(["a", "b", "c"], ["a", "b", "c"], ["a", "b", "c"])],
    ["another order", linesOf(["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"])],
    ["fewer and more keys", linesOf(["a", "b"], ["a"], ["a", "b", "c"], ["b"])],
    ["a key twice", linesOf(["a", "b", "c"], ["a", "b", "a", "c"], ["a", "b", "c", "b"])],
    ["more ways to go on than are remembered", linesOf(...numbered(20).map((key) => ["a", key, "z"]), ...numbered(20).map((key) => ["a", key, "z"]))],
    ["so many keys that they have an index", linesOf(numbered(33), numbered(40), numbered(33))],
  ])("each key is found, and no other: %s", (_, lines) => {
    const store = storeOf(lines.join("\n"));
    const last = new Map(lines.map((line, number) => [line.slice(0, line.indexOf(" ")), number]));
    // Ask more than once, since an answer may be remembered.
    for (let round = 0; round < 3; round += 1) {
      for (const [path, number] of last) {
        const node = store.captures[0]?.resolve(path);
        expect([path, node?.entry === entryAt(store, number)]).toEqual([path, true]);
        expect(node?.parent?.hasChild("absent")).toBe(false);
      }
    }
    expect(store.duplicated.size).toBe(lines.length - last.size);
  });

  test("a key that was deleted is not found, and those after it are", () => {
    const text = new Text<StoreNode>(linesOf(["a", "b", "c"], ["a", "b", "c"]).join("\n"));
    const store = new Store(text, STORE_NAMES);
    store.edit([{ range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } }, newText: "" }]);
    const keysIn = (path: string) => ["a", "b", "c"].filter((key) => store.captures[0]?.resolve(path)?.hasChild(key));
    expect([keysIn("/d/0"), keysIn("/d/1")]).toEqual([["a", "b", "c"], ["a", "c"]]);
  });
});

describe("paths", () => {
  test.each<readonly [what: string, text: string, nodes: readonly string[]]>([
    ["flat lines", '/a = ""\n/a/b = "1"\n', ["0 /a", "1 /a/b"]],
    ["a root", '/ = ""\n/a = ""\n', ["0 /", "1 /a"]],
    ["relative flat lines", 'a/b = ""\na/c = "1"\n', ["0 a/b", "1 a/c"]],
    ["a tree", 'a = ""\n b = ""\n  c = "1"\n d = ""\ne = ""\n', ["0 a", "1 a/b", "2 a/b/c", "3 a/d", "4 e"]],
    ["a tree that begins indented", '   a = ""\n    b = ""\n', ["0 a", "1 a/b"]],
    ["uneven indentation", 'a = ""\n     b = ""\n   c = ""\n    d = ""\n', ["0 a", "1 a/b", "2 a/c", "3 a/c/d"]],
    ["a tree that comes back further out than it began", '  a = ""\n   b = ""\nc = ""\n', ["0 a", "1 a/b", "2 c"]],
    ["lines between entries", 'a = ""\n# x\n\ngarbage\n b = ""\n', ["0 a", "4 a/b"]],
    ["a flat line in a tree", 'a = ""\n b = ""\n/x/y = ""\n c = ""\n', ["0 a", "1 a/b", "2 /x/y", "3 c"]],
    ["a prompt that tells the root", '# xenstore-ls /local/domain/1\nname = "x"\n', ["1 /local/domain/1/name"]],
    ["a prompt without a path", '# xenstore-ls\nlocal = ""\n', ["1 /local"]],
    ["a prompt with a relative path", '# xenstore-ls device\nvif = ""\n', ["1 vif"]],
    ["two captures", '# xenstore-ls /a\nx = ""\n# xenstore-ls /b\nx = ""\n', ["1 /a/x", "3 /b/x"]],
    ["an unreadable node", "/a/b:\n\n/a/c:\n   (n0)\n", ["0 /a/b", "2 /a/c"]],
    ["names of the language", '/__proto__/constructor = ""\n', ["0 /__proto__/constructor"]],
  ])("%s", (_, text, nodes) => {
    expect(nodesOf(text)).toEqual(nodes);
  });

  test("is absolute only where something tells the root", () => {
    const [first] = storeOf('a = ""\n').captures;
    expect([first?.root, first?.rootIsTold, first?.base.absolute]).toEqual([undefined, false, false]);
    const [told] = storeOf('# xenstore-ls /a/b\nc = ""\n').captures;
    expect([told?.root, told?.rootIsTold, told?.resolve("/a/b/c")?.path, told?.resolve("/a/b")]).toEqual(["/a/b", true, "/a/b/c", told?.base]);
  });
});

describe("captures", () => {
  test.each<readonly [what: string, text: string, first: readonly number[]]>([
    ["none", "# x\n", []],
    ["one", '/a = ""\n/b = ""\n', [0]],
    ["one for each prompt with entries", '# xenstore-ls\n/a = ""\n# xenstore-ls\n# xenstore-ls\n/a = ""\n', [1, 4]],
    ["another where the first path comes again", '/a = ""\n/b = ""\n/a = ""\n/b = ""\n', [0, 2]],
    ["no other where another path comes again", '/a = ""\n/b = ""\n/b = ""\n', [0]],
    ["no other where the first name comes again elsewhere in the tree", 'a = ""\n a = ""\n', [0]],
    ["another where the first path below other output comes again, whose lines are indented", '1: lo: <UP>\n  link/loopback 00:00\n/a = ""\n/b = ""\n1: lo: <UP>\n  link/loopback 00:00\n/a = ""\n/b = ""\n', [1, 6]],
    ["another where a line of a tree is further left than the first one, if only by a blank", ' a = ""\nb = ""\n', [0, 1]],
    ["another where the first name of a tree comes again", 'a = ""\n b = ""\na = ""\n', [0, 2]],
  ])("%s", (_, text, first) => {
    const store = storeOf(text);
    expect(store.captures.map((capture) => capture.first.number)).toEqual(first);
  });
});

describe("the roots of captures that one command lists", () => {
  const LISTED = '# xenstore-ls /d/0 /d/1 /d/2\n';
  const DIRECTORY = 'a = ""\nb = ""\n';

  test.each<readonly [what: string, text: string, roots: readonly (string | undefined)[]]>([
    ["are its directories in turn, where each begins with the same name", LISTED + DIRECTORY.repeat(3), ["/d/0", "/d/1", "/d/2"]],
    ["are its directories in turn, where two names come again that are not the first", '# xenstore-ls /d/0 /d/1\na = ""\nb = ""\nc = ""\nb = ""\nd = ""\nc = ""\n', ["/d/0", "/d/1"]],
    ["are the first one, where one line was copied, twice", '# xenstore-ls /d/0 /d/1\na = ""\nb = ""\nc = ""\nb = ""\nb = ""\nd = ""\n', ["/d/0"]],
    ["are its directories in turn, where the order of the names starts again", '# xenstore-ls /d/0 /d/1\na = ""\nb = ""\nc = ""\nd = ""\na0 = ""\nc = ""\nd = ""\n', ["/d/0", "/d/1"]],
    ["are the last one for all that come after it", LISTED + DIRECTORY.repeat(4), ["/d/0", "/d/1", "/d/2", "/d/2"]],
    ["are the one, where it lists one directory", `# xenstore-ls /d/0\n${DIRECTORY.repeat(2)}`, ["/d/0", "/d/0"]],
    ["are not those of the command above it", `${LISTED}${DIRECTORY}# xenstore-ls /e/0 /e/1\n${DIRECTORY.repeat(2)}`, ["/d/0", "/e/0", "/e/1"]],
  ])("%s", (_, text, roots) => {
    expect(storeOf(text).captures.map(({ root }) => root)).toEqual(roots);
  });

  test("follow the edits that make names stand twice, and once again", () => {
    const store = storeOf('# xenstore-ls /d/0 /d/1\na = ""\nb = ""\nc = ""\n');
    const roots = (line: string, end: number) => {
      store.edit([{ range: { start: { line: 4, character: 0 }, end: { line: end, character: 0 } }, newText: line }]);
      return store.captures.map(({ root }) => root);
    };
    expect([roots('b = ""\nc = ""\n', 4), roots('d = ""\nc = ""\n', 6), roots('b = ""\nc = ""\n', 6)]).toEqual([["/d/0", "/d/1"], ["/d/0"], ["/d/0", "/d/1"]]);
  });
});

describe("Store.resolve", () => {
  test("looks into the capture given, then into the others from the top", () => {
    const store = storeOf('# xenstore-ls -f\n/a = "1"\n# xenstore-ls -f\n/a = "2"\n/b = "3"\n');
    const [first, second] = store.captures;
    if (first === undefined || second === undefined) throw new Error("no captures");
    expect([store.resolve("/a", first), store.resolve("/a", second), store.resolve("/b", first)].map((node) => node?.entry?.value)).toEqual(["1", "2", "3"]);
    expect([store.resolve("/c", first), store.resolve("a", first), store.resolve("", first)]).toEqual([undefined, undefined, undefined]);
  });

  test("finds what is there now, however often it was asked before", () => {
    const text = new Text<StoreNode>('# xenstore-ls /a\nx = "1"\n# xenstore-ls /a\nx = "2"\n# xenstore-ls /b\ny = ""\n');
    const store = new Store(text, STORE_NAMES);
    const found = () => {
      const last = store.captures.at(-1);
      return last && store.resolve("/a/x", last)?.entry?.value;
    };
    expect([found(), found()]).toEqual(["1", "1"]);
    store.edit([{ range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: "" }]);
    expect(found()).toBe("2");
    store.edit([{ range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, newText: "" }]);
    expect(found()).toBeUndefined();
  });
});

describe("duplicates", () => {
  const store = storeOf('/x = ""\n/a = "1"\n/a = "2"\n/b = ""\n/a = "3"\n');
  const node = entryAt(store, 1).place;

  test("the last one counts, and all are kept in the order of the text", () => {
    expect(node?.entry?.value).toBe("3");
    expect(node?.entries.map(({ value }) => value)).toEqual(["1", "2", "3"]);
    expect([...store.duplicated]).toEqual([node]);
  });

  test.each<readonly [removed: number, left: readonly string[]]>([
    [4, ["1", "2"]],
    [1, ["2", "3"]],
    [2, ["1", "3"]],
  ])("without line %i", (removed, left) => {
    const edited = storeOf('/x = ""\n/a = "1"\n/a = "2"\n/b = ""\n/a = "3"\n');
    const held = entryAt(edited, 1).place;
    edited.edit([{ range: { start: { line: removed, character: 0 }, end: { line: removed + 1, character: 0 } }, newText: "" }]);
    expect(held?.entries.map(({ value }) => value)).toEqual(left);
    expect(held?.entry?.value).toBe(left.at(-1));
  });
});

describe("cut names", () => {
  test.each<readonly [line: string, cut: boolean]>([
    [`${" ".repeat(60)}${"n".repeat(12)} = ""`, true],
    [`${" ".repeat(60)}${"n".repeat(12)} = "\\..."`, true],
    [`${" ".repeat(50)}${"n".repeat(12)} = ""`, false],
    [`${" ".repeat(60)}${"n".repeat(12)} = "x"`, false],
    [`/${"n".repeat(90)} = ""`, false],
    [" a:", false],
    ["# x", false],
  ])("%j: %s", (line, cut) => {
    expect(nameMayBeCut(readLine(line))).toBe(cut);
  });

  test("are nodes of their own though they look alike", () => {
    const line = `${" ".repeat(60)}${"n".repeat(12)} = ""\n`;
    const store = storeOf(`a = ""\n${line}${line}`);
    expect(store.duplicated.size).toBe(0);
    expect(entryAt(store, 0).place?.children?.size).toBe(2);
  });
});

describe("promptRoots", () => {
  test.each<readonly [prompt: string, roots: readonly (string | undefined)[]]>([
    ["[root@dom0 ~]# xenstore-ls /local/domain/1 | less", ["/local/domain/1"]],
    ["# xenstore-ls -f /local/domain/1 > x.xenstore 2>&1", ["/local/domain/1"]],
    ["user@dom0:~> xenstore-ls", ["/"]],
    ["# xenstore-ls", ["/"]],
    ["# xenstore-ls -f", ["/"]],
    ["# xenstore-ls -f -p /local/domain/1", ["/local/domain/1"]],
    ["[root@dom0 ~]# xenstore-ls /local/domain/1/", ["/local/domain/1"]],
    ["$ sudo xenstore-ls /", ["/"]],
    ["# xenstore-ls device/vif", [undefined]],
    ["# xenstore-ls /a /b", ["/a", "/b"]],
    ["# xenstore-ls -f /a device '/b'; echo", ["/a", undefined, "/b"]],
    ["$ xenstore ls /a", ["/a"]],
    ["# xenstore-ls /a 2>&1 | less", ["/a"]],
    ["# xenstore-ls /a && echo", ["/a"]],
    ["run `xenstore-ls /a`", ["/a"]],
    ['(xenstore-ls "/a" /b)', ["/a", "/b"]],
    ["# xenstore-list /a", []],
    ["# xenstore-lsf /a", []],
    ["# xenstore-read -p /a", []],
    ["# ls", []],
    ["[user@dom0 ~]$", []],
    ["# xenstore-root /local/domain/1/", ["/local/domain/1"]],
    ["#xenstore-root: /", ["/"]],
    ["# xenstore-root local/domain", [undefined]],
    ["# xenstore-root", [undefined]],
    ["# xenstore-root /a b", [undefined]],
  ])("%j: %j", (prompt, roots) => {
    expect(promptRoots(prompt)).toEqual(roots);
  });
});

function selected(searches: readonly (readonly string[])[], begins = false, ends = false): Selection {
  return { begins, ends, searches };
}

describe("selectionBy", () => {
  test.each<readonly [prompt: string, selection: Selection | undefined]>([
    ["# xenstore-ls -f", undefined],
    ["# xenstore-ls -f | less", undefined],
    ["# xenstore-ls -f > grep; head x", undefined],
    ["# xenstore-ls -f 2>&1 | tee x && tail x", undefined],
    ["# xenstore-ls -f | sed s/secret/xxx/", undefined],
    ["[user@dom0 ~]$", undefined],
    ["# xenstore-ls -f || head x", undefined],
    ["# xenstore-ls -f | agrep3 x | xfindstr x | awks x | xawk x", undefined],
    ["# grep vif < dump | head", selected([["vif"]], false, true)],
    ["# xenstore-ls -f | gawk '/vif/' | mawk '/vif/'", selected([[], []])],
    ["# egrep a x | fgrep b | zgrep c | rg d | ag e | ack f | findstr g", selected([["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]])],
    ["# xenstore-ls -f | grep -EFGPHinh -A1 -B 2 -C 3 --line-buffered --color vif-1", selected([["vif-1"]])],
    ["# xenstore-ls -f | grep -Hv vif", selected([[]])],
    ["# xenstore-ls -f | grep --colours vif", selected([[]])],
    ["# xenstore-ls -f | head -n 20", selected([], false, true)],
    ["# xenstore-ls -f |& tail -20", selected([], true)],
    ["# xenstore-ls -f | sed -n 1,20p", selected([[]])],
    ["# xenstore-ls -f | awk '/vif/'", selected([[]])],
    ["# xenstore-ls -f | grep vif", selected([["vif"]])],
    ["# xenstore-ls -f | /bin/grep -i --color=auto 'device/vif' | grep -v feature", selected([["device/vif"], []])],
    ['# xenstore-ls -f | grep -E "vif|vbd" | head', selected([["vif", "vbd"]], false, true)],
    ["# xenstore-ls -f | grep -A 20 -e vif -e 'qn[iI]c'", selected([["vif"]])],
    ["# xenstore-ls -f | grep 'vif\\|qnic'", selected([["vif", "qnic"]])],
    ["# xenstore-ls -f | grep -w vif", selected([[]])],
    ["# xenstore-ls -f | sudo grep -m1 vif", selected([[]])],
    ["# xenstore-ls -f | grep vif$N", selected([[]])],
    ["root@host:~# grep vif xenstore-ls-f.out", selected([["vif"]])],
    ["root@host:~# grep -e vif dump", selected([["vif"]])],
    ["root@host:~# grep vif dump", selected([["vif"]])],
    ["user@host ~> head -50 dump.txt", selected([], false, true)],
  ])("%j", (prompt, selection) => {
    expect(selectionBy(prompt)).toEqual(selection);
  });
});

describe("isSearched", () => {
  test.each<readonly [what: string, text: string, searched: readonly string[]]>([
    ["no search", '# xenstore-ls -f | head\n/a/b = ""\n', []],
    ["those above the ones that a search was for", '# xenstore-ls -f | grep b\n/a/b = ""\n/a/b/c = ""\n', ["/a"]],
    ["all of a tree", '# xenstore-ls | grep b\nb = ""\n b = ""\n', ["/b", "/b/b"]],
    ["all below a prompt, however many captures that are", '# xenstore-ls -f | grep b\n/a/c = ""\n/a/c = ""\n# xenstore-ls -f\n/d/e = ""\n', ["/a", "/a", "/a/c", "/a/c"]],
  ])("%s", (_, text, searched) => {
    const nodes = storeOf(text).captures.flatMap((capture) => [...capture.slash.subtree(), ...capture.base.subtree()].filter((node) => node.parent !== undefined && isSearched(capture, node)));
    expect(nodes.map(({ path }) => path).toSorted()).toEqual(searched);
  });
});

describe("incompleteDirectories", () => {
  test.each<readonly [what: string, text: string, incomplete: readonly string[]]>([
    ["nothing is missing", '/a = ""\n/a/b = ""\n', []],
    ["an elision between two directories", '/a/b = ""\n[...]\n/c/d = ""\n', ["", "/a", "/a/b", "/c", "/c/d"]],
    ["an elision in a tree", 'a = ""\n b = ""\n[...]\n c = ""\n', ["", "a", "a/b", "a/c"]],
    ["an elision at the top", '...\n/a = ""\n', ["", "/a"]],
    ["an elision at the end", '/a = ""\n...\n', ["", "/a"]],
    ["two elisions in a row", '/a = ""\n...\n...\n/b = ""\n', ["", "/a", "/b"]],
    ["an elision before another capture", '/a = ""\n...\n# xenstore-ls\n/b = ""\n', ["", "/a"]],
    ["an error of the tool", '/a/b = ""\nxenstore-ls: Permission denied\n', ["", "/a", "/a/b"]],
    ["an unreadable node", "/a/b:\n", ["/a", "/a/b"]],
    ["a filtered value", "/a/b = <filtered for security>\n", ["/a", "/a/b"]],
    ["the end without a line end", '/a/b = ""', ["", "/a", "/a/b"]],
    ["a part of a patch", '@@ -9,4 +9,4 @@\n /a/b = ""\n+/a/c = ""\n /d = ""\n', ["", "/a", "/a/b"]],
    ["the first part of a patch", '@@ -1,3 +1,3 @@\n /a/b = ""\n-/a/c = ""\n /a/d = ""\n /e = ""\n', []],
    ["a difference without the lines around it", '3c3\n< /a/b = "1"\n---\n> /a/b = "2"\n', ["", "/a", "/a/b"]],
    ["the end of a patch", '@@ -1,3 +1,4 @@\n+/a/b = ""\n /c = ""\n /d = ""\n /e/f = ""\n', ["", "/e", "/e/f"]],
    ["the end of the text that a patch is for", '@@ -1,3 +1,3 @@\n+/a/b = ""\n /c = ""\n /d = ""\n', []],
    ["a patch of a tree", '@@ -1,5 +1,4 @@\n a = ""\n-  b = ""\n  c = ""\n  d = ""\n  e = ""\n', ["", "a", "a/e"]],
    ["the beginning of a dump", '# xenstore-ls -f | head -2\n/a/b = ""\n/c/d = ""\n', ["", "/c", "/c/d"]],
    ["the end of a dump", '# xenstore-ls -f | tail -n 2\n/a/b = ""\n/c/d = ""\n# ls\n', ["", "/a"]],
    ["the end of a dump, from the line of a directory on", '# xenstore-ls -f | tail -n 2\n/a/b = ""\n/a/b/c = ""\n', ["", "/a"]],
    ["a tree of which the beginning is gone, from the line of a directory on", '  b = ""\n   c = ""\nd = ""\n', [""]],
    ["a comment at the end without a line end", '/a/b = ""\n# x', ["", "/a", "/a/b"]],
  ])("%s", (_, text, incomplete) => {
    const paths = Array.from(incompleteDirectories(storeOf(text), () => false), (node) => (node.parent === undefined ? "" : node.path));
    expect(paths.toSorted()).toEqual(incomplete);
  });
});

describe("spans", () => {
  test.each<readonly [line: string, path: string, name: string, value: string, parts: readonly string[]]>([
    ['/a/bc/d = "v"', "/a/bc/d", "d", "v", ["a", "bc", "d"]],
    ['a/b = "v"   (n0)', "a/b", "b", "v", ["a", "b"]],
    ['   abc = "v"', "abc", "abc", "v", ["abc"]],
    [' * /a/b = ""', "/a/b", "b", '""', ["a", "b"]],
    ["/a/b:", "/a/b", "b", "b", ["a", "b"]],
    ["/a/b = 1", "/a/b", "b", "b", ["a", "b"]],
  ])("of %j", (line, path, name, value, parts) => {
    const entry = entryAt(storeOf(line), 0);
    expect([covered(pathSpan(entry)), covered(nameSpan(entry)), covered(valueSpan(entry))]).toEqual([path, name, value]);
    expect(segments(entry).map(({ span, node }) => [covered(span), node.name])).toEqual(parts.map((part) => [part, part]));
  });

  test("of a directory: its own line, else the first line below it", () => {
    const store = storeOf('/a/b/d = ""\n/a/b/c = ""\n/x = ""\n/x/y = ""\n');
    const [capture] = store.captures;
    const spanOf = (path: string): EntrySpan | undefined => {
      const node = capture?.resolve(path);
      return node && directorySpan(node);
    };
    expect([covered(spanOf("/a/b")), spanOf("/a/b")?.line === entryAt(store, 0)]).toEqual(["b", true]);
    expect([covered(spanOf("/x")), spanOf("/x")?.line === entryAt(store, 2)]).toEqual(["x", true]);
  });

  test("a subtree has its lines from the top", () => {
    const store = storeOf('/a/b = "1"\n/x = ""\n/a = "2"\n/a/b/c = "3"\n');
    const node = store.captures[0]?.resolve("/a");
    expect(node && subtreeEntries(node).map(({ value }) => value)).toEqual(["1", "2", "3"]);
  });
});
