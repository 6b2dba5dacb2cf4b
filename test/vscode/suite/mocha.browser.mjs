// Mocha for a browser, whose own file exports nothing: it sets a global name.
export default Reflect.get(globalThis, "Mocha");
