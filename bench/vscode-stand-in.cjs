// Stands in for the editor's interface where the extension's bundle is only loaded: whatever is asked of it, it is that.
/** @type {object} */
const anything = new Proxy(function standIn() {}, {
  get: (target, name) => (name === "prototype" || typeof name === "symbol" ? Reflect.get(target, name) : anything),
  apply: () => anything,
  construct: () => ({}),
});

module.exports = anything;
