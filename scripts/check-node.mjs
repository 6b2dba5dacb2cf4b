// Imported before anything else, only for its side effect.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`xenstore-netif needs Node.js 20.19 or newer to be built and tested; this is ${process.version}.`);
  process.exit(1);
}
