import { optimizeLess } from "../server/src/main.engine";

/**
 * Has V8 optimize as little as in the server: on two cores, it would take a third of the time to optimize code that is soon done with. Vitest calls it before the
 * tests of a project; what it sets holds for the threads of the process, too.
 */
export default optimizeLess;
