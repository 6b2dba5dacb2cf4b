// A stand-in for the editor's API while the extension's bundle is only loaded: every property and every call returns the stand-in itself.
/** @type {object} */
const anything = new Proxy(function standIn() {}, {
  get: (target, name) => (name === "prototype" || typeof name === "symbol" ? Reflect.get(target, name) : anything),
  apply: () => anything,
  construct: () => ({}),
});

module.exports = anything;
