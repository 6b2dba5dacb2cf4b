// Writes the generated store as a flat dump, as a tree, or as JSON.

/** @typedef {import("./host-store.mjs").TreeNode} TreeNode */
/** @typedef {"flat" | "tree" | "json"} Form */

/**
 * A text to open in a server.
 * @typedef {object} BenchDocument
 * @property {Form} form
 * @property {string} text
 * @property {number[]} queues the numbers of the lines that begin a queue to be edited
 */

/** @type {Record<Form, (top: TreeNode) => Generator<{ line: string, node?: TreeNode }>>} */
const WRITERS = { flat: flatLines, tree: treeLines, json: jsonLines };

/**
 * @param {Form} form
 * @param {TreeNode} top
 * @returns {BenchDocument}
 */
export function writeStore(form, top) {
  const lines = [];
  const queues = [];
  for (const { line, node } of WRITERS[form](top)) {
    if (node?.edited) queues.push(lines.length);
    lines.push(line);
  }
  return { form, text: `${lines.join("\n")}\n`, queues };
}

/**
 * As `xenstore-ls -f` prints it.
 * @param {TreeNode} node
 * @param {string} above
 * @returns {Generator<{ line: string, node: TreeNode }>}
 */
function* flatLines({ children }, above = "") {
  for (const node of children) {
    const path = `${above}/${node.name}`;
    yield { line: `${path} = "${node.value}"`, node };
    yield* flatLines(node, path);
  }
}

/**
 * As `xenstore-ls` prints it. No line is long enough for the tool to cut it.
 * @param {TreeNode} node
 * @param {string} indentation
 * @returns {Generator<{ line: string, node: TreeNode }>}
 */
function* treeLines({ children }, indentation = "") {
  for (const node of children) {
    yield { line: `${indentation}${node.name} = "${node.value}"`, node };
    yield* treeLines(node, `${indentation} `);
  }
}

/**
 * A directory is an object, a key a property; as `JSON.stringify(…, 2)` writes it.
 * @param {TreeNode} top
 * @returns {Generator<{ line: string, node?: TreeNode }>}
 */
function* jsonLines(top) {
  yield { line: "{" };
  yield* properties(top.children, "  ");
  yield { line: "}" };
}

/**
 * @param {TreeNode[]} nodes
 * @param {string} indentation
 * @returns {Generator<{ line: string, node?: TreeNode }>}
 */
function* properties(nodes, indentation) {
  for (const node of nodes) {
    const name = `${indentation}${JSON.stringify(node.name)}: `;
    const comma = node === nodes.at(-1) ? "" : ",";
    if (node.children.length === 0) yield { line: `${name}${JSON.stringify(node.value)}${comma}`, node };
    else {
      yield { line: `${name}{`, node };
      yield* properties(node.children, `${indentation}  `);
      yield { line: `${indentation}}${comma}` };
    }
  }
}
