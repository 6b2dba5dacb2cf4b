// Mocha for a browser. Its own file exports nothing, but sets a global name.
export default Reflect.get(globalThis, "Mocha");
